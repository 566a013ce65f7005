"""Publications with a moment of their own: decided before, and done when it comes.

Nobody needs to be there. Whoever asks for a page first after the moment has it done before the
page is made; ``manage.py publish_due`` does the same for a timer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from league.models import PlannedPublication, PlanState, Quarter, Revision
from league.page_cache import warming

from . import publishing, register
from .audit import Actor, record
from .refusals import RefusedError
from .rights import Right, require

NOTICE = timedelta(minutes=1)
"""How long before its moment a publication must be planned: every process has seen it by then."""


@transaction.atomic
def plan(
    *, by: Actor, quarter: Quarter, reason: str, at: datetime, previewed: int | None = None
) -> PlannedPublication:
    """Publish the quarter's newest assessment at a moment.

    What is handed in between then and now is not part of it.

    Args:
        previewed: number of the assessment whose effect was looked at.

    Raises:
        NotAllowedError: the actor may not publish.
        RefusedError: nothing newer than what is published, another publication waits, no
            reason, a newer assessment has come since the preview, or the moment is not at
            least a minute ahead.
    """
    require(by=by, right=Right.PUBLISH)
    if not reason.strip():
        raise RefusedError("Say why: the reason is published with the revision.")
    if at < timezone.now() + NOTICE:
        raise RefusedError("The moment must be at least a minute ahead; or publish now.")
    held = Quarter.objects.locked(quarter.pk)
    newest, seen = held.current_assessment, held.current_revision
    if newest is None or (seen and seen.assessment_id == newest.pk):
        raise RefusedError(f"{held.label} has nothing that is not published.")
    publishing.refuse_newer(newest, previewed)
    if PlannedPublication.objects.waiting().filter(quarter=held).exists():
        raise RefusedError(f"A publication of {held.label} waits already: cancel it first.")
    made = PlannedPublication.objects.create(
        quarter=held,
        assessment=newest,
        reason=reason.strip(),
        at=at,
        state=PlanState.WAITING,
        planned_at=by.moment,
        planned_by=by.user,
        planned_by_name=by.name,
    )
    after = {"quarter": held.slug, "assessment": newest.number, "at": at.isoformat()}
    record(by=by, action="publication.planned", subject=made, after=after)
    return made


@transaction.atomic
def cancel(*, by: Actor, planned: PlannedPublication) -> PlannedPublication:
    """Raises:
    RefusedError: it does not wait any more.
    NotAllowedError: the actor may not publish.
    """
    require(by=by, right=Right.PUBLISH)
    held = PlannedPublication.objects.select_for_update().get(pk=planned.pk)
    if held.state != PlanState.WAITING:
        raise RefusedError("It was published or cancelled already.")
    held.state = PlanState.CANCELLED
    held.save(update_fields=["state"])
    record(by=by, action="publication.cancelled", subject=held)
    return held


def publish_due(*, now: datetime) -> list[Revision]:
    """Do every publication whose moment has come, each in a transaction of its own and once,
    whichever processes try. It counts as published at its moment, by who planned it."""
    due = PlannedPublication.objects.due(now).values_list("pk", flat=True)
    return [revision for pk in list(due) if (revision := _publish(pk))]


@transaction.atomic
def _publish(pk: int) -> Revision | None:
    register.lock()
    planned = PlannedPublication.objects.select_for_update(of=("self",)).get(pk=pk)
    if planned.state != PlanState.WAITING:
        return None
    quarter = Quarter.objects.locked(planned.quarter_id)
    by = Actor(planned.planned_by_name, planned.planned_by, at=planned.at)
    planned.revision = publishing.show(
        by=by, quarter=quarter, assessment=planned.assessment, reason=planned.reason
    )
    planned.state = PlanState.DONE
    planned.save(update_fields=["state", "revision"])
    warming.warm(quarter.slug)
    return planned.revision


def next_moment() -> datetime | None:
    """When the next publication is due."""
    first = PlannedPublication.objects.waiting().first()
    return first.at if first else None
