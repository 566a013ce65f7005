"""How the average scores of a trust's type lay in each of its quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from league.models import Assessment, SegmentAssignment

HELD = 64
"""Sets of assessments: trusts have most of their quarters in common."""


@dataclass(frozen=True)
class PeerSpread:
    """Quartiles of the average scores of a type, its own among them, and how many were ranked."""

    low: float
    median: float
    high: float
    ranked: int


def peer_spreads(history: Sequence[SegmentAssignment]) -> dict[int, PeerSpread]:
    """By assessment id, of the type that the trust was of then. One query, and none for a process
    that has answered it of these assessments before: they never change."""
    assessments = frozenset(row.assessment for row in history)
    by_place = _by_place(assessments, frozenset(each.results_digest for each in assessments))
    places = ((row.assessment_id, row.type) for row in history)
    return {place[0]: by_place[place] for place in places if place in by_place}


@lru_cache(maxsize=HELD)
def _by_place(
    assessments: frozenset[Assessment], _digests: frozenset[str]
) -> Mapping[tuple[int, str], PeerSpread]:
    """By assessment id and type. The digests are part of the key, so that a reused number never
    finds another's figures."""
    spreads = SegmentAssignment.objects.spreads_by_type({each.pk for each in assessments})
    return {
        (row["assessment_id"], row["type"]): PeerSpread(
            row["low"], row["median"], row["high"], row["ranked"]
        )
        for row in spreads
    }
