"""Publishing: a separate act that makes the newest assessment what readers see."""

from __future__ import annotations

from django.db import transaction

from league.models import Quarter, Revision

from . import movements, register
from .audit import Actor, record
from .refusals import RefusedError


@transaction.atomic
def publish(*, by: Actor, quarter: Quarter, reason: str) -> Revision:
    """Make the quarter's current assessment its next revision, and work out what moved since
    the quarter before it, and from it to the next.

    Raises:
        RefusedError: there is no assessment, or it is published already.
    """
    register.lock()  # what is kept of two neighbouring quarters rests on both
    held = Quarter.objects.locked(quarter.pk)
    if held.current_assessment is None:
        raise RefusedError(f"{held.label} has no assessment to publish.")
    before = held.current_revision
    if before and before.assessment_id == held.current_assessment_id:
        raise RefusedError(f"{held.label} has nothing newer than revision {before.number}.")
    revision = Revision.objects.create(
        quarter=held,
        number=before.number + 1 if before else 1,
        assessment=held.current_assessment,
        reason=reason,
        published_at=by.moment,
        published_by=by.user,
        published_by_name=by.name,
    )
    held.current_revision = revision
    held.save(update_fields=["current_revision"])
    movements.keep_beside(quarter=held)
    record(
        by=by,
        action="quarter.published",
        subject=held,
        before={"revision": before.number if before else None},
        after={"revision": revision.number, "reason": reason},
    )
    return revision
