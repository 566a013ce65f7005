"""What a trust's metrics are set beside: its peers' figures and its own of earlier quarters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from league.models import Assessment, MetricScore, MetricSpread, Quarter
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


def beside(quarter: Quarter, assessment: Assessment, ods_code: str, trust_type: str) -> Beside:
    """Two queries. Later quarters are left out: a page tells what was known of its own."""
    draft = assessment if quarter.current_revision_id is None else None
    rows = MetricSpread.objects.of_type(assessment, trust_type)
    made = {row.metric: from_plain(row.metric, row.type, row.figures) for row in rows}
    return Beside(spreads=made, past=_past(quarter, ods_code, draft))


def _past(
    quarter: Quarter, ods_code: str, draft: Assessment | None
) -> dict[str, tuple[PastFigure, ...]]:
    found: dict[str, tuple[PastFigure, ...]] = {}
    for row in MetricScore.objects.across_quarters(ods_code, up_to=quarter, draft=draft):
        found[row.metric] = (*found.get(row.metric, ()), _figure(row))
    return found


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
