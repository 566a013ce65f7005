"""The rows of NHS England's two layouts, and the columns that each must have."""

from __future__ import annotations

from dataclasses import dataclass

TRUST_COLUMNS = ("quarter", "region", "trust_type", "trust_subtype", "trust_code", "trust_name")
METRIC_COLUMNS = (*TRUST_COLUMNS, "metric_id", "reporting_date", "units", "value", "rank")
LEAGUE_COLUMNS = (
    *TRUST_COLUMNS,
    "average_score",
    "likely_range_of_average_score",
    "segment",
    "trust_in_financial_deficit",
    "rank",
    "likely_range_of_rank",
)

LONGEST = {
    "region": 80,
    "trust_subtype": 80,
    "trust_name": 200,
    "reporting_date": 120,
    "units": 40,
}
"""Letters of text that is kept as it stands; no column of the database holds more."""


@dataclass(frozen=True, slots=True)
class TrustCells:
    """What each row says about its trust."""

    row: int
    quarter: str
    code: str
    name: str
    type: str
    subtype: str
    region: str


@dataclass(frozen=True, slots=True)
class MetricRow:
    trust: TrustCells
    metric: str
    unit: str
    value: float | None
    state: str
    """A value state: ``reported`` exactly when there is a value."""
    period: str
    rank: float | None


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One row of a published league table; a missing cell is None."""

    trust: TrustCells
    average: float | None
    likely_score: tuple[float, float] | None
    segment: float | None
    deficit: float | None
    rank: float | None
    likely_rank: tuple[float, float] | None
