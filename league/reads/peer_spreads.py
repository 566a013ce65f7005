"""How the average scores of a trust's type lay in each of its quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from league.models import SegmentAssignment


@dataclass(frozen=True)
class PeerSpread:
    """Quartiles of the average scores of a type, its own among them, and how many were ranked."""

    low: float
    median: float
    high: float
    ranked: int


def peer_spreads(history: Sequence[SegmentAssignment]) -> dict[int, PeerSpread]:
    """By assessment id, of the type that the trust was of then. One query."""
    spreads = SegmentAssignment.objects.spreads_by_type({row.assessment_id for row in history})
    by_place = {(row["assessment_id"], row["type"]): row for row in spreads}
    found = {}
    for row in history:
        spread = by_place.get((row.assessment_id, row.type))
        if spread is not None:
            found[row.assessment_id] = PeerSpread(
                spread["low"], spread["median"], spread["high"], spread["ranked"]
            )
    return found
