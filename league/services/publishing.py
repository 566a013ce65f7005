"""Publishing: a separate act that makes an assessment what readers see."""

from __future__ import annotations

from django.db import transaction

from league.models import Assessment, PlannedPublication, PlanState, Quarter, Revision
from league.page_cache import warming

from . import movements, register
from .audit import Actor, record
from .refusals import RefusedError
from .rights import Right, require


@transaction.atomic
def publish(
    *, by: Actor, quarter: Quarter, reason: str, previewed: int | None = None, warm: bool = False
) -> Revision:
    """Make the quarter's current assessment its next revision, and work out what moved since
    the quarter before it, and from it to the next.

    Args:
        previewed: number of the assessment whose effect was looked at.
        warm: make the pages that people open first before anybody sees the revision.

    Raises:
        RefusedError: there is no assessment, it is published already, a newer one has come
            since the preview, or no reason is given.
        NotAllowedError: the actor may not publish.
    """
    require(by=by, right=Right.PUBLISH)
    if not reason.strip():
        raise RefusedError("Say why: the reason is published with the revision.")
    register.lock()  # what is kept of two neighbouring quarters rests on both
    held = Quarter.objects.locked(quarter.pk)
    if held.current_assessment is None:
        raise RefusedError(f"{held.label} has no assessment to publish.")
    refuse_newer(held.current_assessment, previewed)
    before = held.current_revision
    if before and before.assessment_id == held.current_assessment_id:
        raise RefusedError(f"{held.label} has nothing newer than revision {before.number}.")
    revision = show(by=by, quarter=held, assessment=held.current_assessment, reason=reason)
    _cancel_waiting(by, held)
    if warm:
        warming.warm(held.slug)
    return revision


def refuse_newer(newest: Assessment, previewed: int | None) -> None:
    """Only what was looked at is published.

    Raises:
        RefusedError: the newest assessment is another than the one that was previewed.
    """
    if previewed is not None and newest.number != previewed:
        raise RefusedError(
            "Figures were handed in since you looked, so nothing was published. "
            "Here is what readers would see change now: look again."
        )


def show(*, by: Actor, quarter: Quarter, assessment: Assessment, reason: str) -> Revision:
    """Make the assessment the next revision of its quarter, which the caller has locked along
    with the register; whether that is allowed is for the caller to ask."""
    before = quarter.current_revision
    revision = Revision.objects.create(
        quarter=quarter,
        number=before.number + 1 if before else 1,
        assessment=assessment,
        reason=reason.strip(),
        published_at=by.moment,
        published_by=by.user,
        published_by_name=by.name,
    )
    quarter.current_revision = revision
    quarter.save(update_fields=["current_revision"])
    movements.keep_beside(quarter=quarter)
    record(
        by=by,
        action="quarter.published",
        subject=quarter,
        before={"revision": before.number if before else None},
        after={"revision": revision.number, "reason": reason},
    )
    return revision


def _cancel_waiting(by: Actor, quarter: Quarter) -> None:
    """A publication by hand takes the place of one that waits: that would show older figures."""
    for plan in PlannedPublication.objects.waiting().filter(quarter=quarter):
        plan.state = PlanState.CANCELLED
        plan.save(update_fields=["state"])
        after = {"why": "published by hand"}
        record(by=by, action="publication.cancelled", subject=plan, after=after)
