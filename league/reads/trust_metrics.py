"""What a trust's metrics are set beside: its peers' figures and its own of earlier quarters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from league.models import MetricScore, MetricSpread, SegmentAssignment
from league.rules.peers import Spread, from_plain


@dataclass(frozen=True)
class PastFigure:
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
    """Two queries. ``past`` are the trust's results by quarter, ``now`` is one of them; later ones
    are left out: a page tells what was known of its own quarter."""
    starts = now.assessment.quarter.starts
    known = [row.assessment_id for row in past if row.assessment.quarter.starts <= starts]
    rows = MetricSpread.objects.of_type(now.assessment, now.type)
    made = {row.metric: from_plain(row.metric, row.type, row.figures) for row in rows}
    return Beside(spreads=made, past=_past(now.trust_id, known))


def _past(ods_code: str, assessments: Collection[int]) -> dict[str, tuple[PastFigure, ...]]:
    found: dict[str, list[PastFigure]] = {}
    for row in MetricScore.objects.across_quarters(ods_code, assessments):
        found.setdefault(row.metric, []).append(_figure(row))
    return {metric: tuple(figures) for metric, figures in found.items()}


def _figure(row: MetricScore) -> PastFigure:
    quarter = row.assessment.quarter
    return PastFigure(
        quarter=quarter.label,
        order=quarter.starts.year * 4 + (quarter.starts.month - 1) // 3,
        edition=quarter.edition,
        value=row.value,
        score=row.score,
        unit=row.unit,
        period=row.period,
    )
