"""Whose place moved from one quarter to the next, where the two can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from league.models import Quarter, SegmentAssignment

from .league_tables import comparable_before, shown
from .quarters import PublishedQuarters


@dataclass(frozen=True)
class Pair:
    """Two quarters that follow one another within an edition."""

    before: Quarter
    now: Quarter


@dataclass(frozen=True)
class Moved:
    """One trust in both quarters."""

    before: SegmentAssignment
    now: SegmentAssignment


def latest_pair(quarters: PublishedQuarters) -> Pair | None:
    """The newest quarter that can be compared with the one before it, and that one. No query."""
    for quarter in quarters:
        before = comparable_before(quarters, quarter)
        if before is not None:
            return Pair(before, quarter)
    return None


def moved(pair: Pair) -> Sequence[Moved]:
    """Trusts that are in both quarters under the same type. One query."""
    assessments = [shown(pair.before), shown(pair.now)]
    found = SegmentAssignment.objects.standing_in(assessments)
    before = {row.trust_id: row for row in found if row.assessment_id == assessments[0].pk}
    return [
        Moved(before[row.trust_id], row)
        for row in found
        if row.assessment_id == assessments[1].pk
        and row.trust_id in before
        and before[row.trust_id].type == row.type
    ]
