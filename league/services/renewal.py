"""Quarters that older rules computed, computed again by those of today."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from league import rules
from league.models import Quarter, Revision

from . import assessments, publishing, register
from .audit import Actor
from .refusals import RefusedError
from .rights import require_command

REASON = f"Computed again by version {rules.VERSION} of this site's rules, from the same figures"


@dataclass(frozen=True)
class Renewed:
    """``segments_changed`` counts trusts; ``revision`` is None when nothing was published."""

    quarter: Quarter
    segments_changed: int
    revision: Revision | None


def outdated() -> list[Quarter]:
    """Quarters whose newest results come from another version of the rules, oldest first."""
    held = Quarter.objects.filter(current_assessment__isnull=False).order_by("starts")
    return list(held.exclude(current_assessment__rules_version=rules.VERSION))


@transaction.atomic
def renew(*, by: Actor, quarter: Quarter, publish: bool) -> Renewed:
    """Compute the quarter again from the values in force.

    Args:
        publish: make it the next revision too, where readers see the newest results already;
            a draft that nobody published stays one.

    Raises:
        NotAllowedError: the actor is no command.
        RefusedError: the quarter has no results, or none can be computed.
    """
    require_command(by=by)
    register.lock()
    held = Quarter.objects.locked(quarter.pk)
    before, seen = held.current_assessment, held.current_revision
    if before is None:
        raise RefusedError(f"{held.label} has no results to compute again.")
    old = dict(before.assignments.values_list("trust_id", "final"))
    after = assessments.recompute(by=by, quarter=held, submission=before.submission)
    new = dict(after.assignments.values_list("trust_id", "final"))
    held.refresh_from_db()
    shown = publish and seen is not None and seen.assessment_id == before.pk
    return Renewed(
        quarter=held,
        segments_changed=sum(old.get(code) != segment for code, segment in new.items()),
        revision=publishing.publish(by=by, quarter=held, reason=REASON) if shown else None,
    )
