"""What a trust's metrics are set beside: its peers' figures and its own of earlier quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from league.models import MetricScore, Quarter, SegmentAssignment
from league.rules.peers import Spread

from . import held


class PastFigure(NamedTuple):
    """A trust's figure of one metric in one published quarter; ``order`` counts quarters."""

    quarter: str
    order: int
    edition: str
    value: float | None
    score: float | None
    unit: str
    period: str


@dataclass(frozen=True)
class Beside:
    """``spreads`` among the trusts of its type, by metric id and by the id of a domain's score;
    ``past`` by metric id, oldest first, the quarter itself last."""

    spreads: Mapping[str, Spread] = field(default_factory=dict)
    past: Mapping[str, tuple[PastFigure, ...]] = field(default_factory=dict)


def beside(past: Sequence[SegmentAssignment], now: SegmentAssignment) -> Beside:
    """At most two queries. ``past`` are the trust's results by quarter, oldest first, ``now`` is
    one of them; later ones are left out: a page tells what was known of its own quarter."""
    starts = now.assessment.quarter.starts
    known = [row for row in past if row.assessment.quarter.starts <= starts]
    return Beside(spreads=held.spreads(now.assessment, now.type), past=_past(now.trust_id, known))


def _past(ods_code: str, known: Sequence[SegmentAssignment]) -> dict[str, tuple[PastFigure, ...]]:
    """By metric, in the order of these results of one trust."""
    times = {row.assessment_id: _time(row.assessment.quarter) for row in known}
    places = {number: place for place, number in enumerate(times)}
    rows = MetricScore.objects.figures(ods_code, tuple(times))
    found: dict[str, list[PastFigure]] = {}
    for number, metric, value, score, unit, period in sorted(rows, key=lambda row: places[row[0]]):
        figure = PastFigure(*times[number], value, score, unit, period)
        found.setdefault(metric, []).append(figure)
    return {metric: tuple(figures) for metric, figures in found.items()}


def _time(quarter: Quarter) -> tuple[str, int, str]:
    """The quarter's name, its number and its edition."""
    starts = quarter.starts
    return quarter.label, starts.year * 4 + (starts.month - 1) // 3, quarter.edition
