"""The run chart of a trust over all its quarters."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from league.charts import trend, trend_figure
from league.charts.quantiles import Quartiles
from league.charts.trend_points import Gap, QuarterPoint, Trend
from league.models import Quarter, SegmentAssignment
from league.presenters.charts import Offer
from league.presenters.gaps import gaps
from league.presenters.links import trusts_of
from league.reads.peer_spreads import PeerSpread
from league.reads.trusts import TrustInQuarter

CHART = "trend"


def over_time(found: TrustInQuarter) -> Trend:
    """The trust's published quarters near the one shown, oldest first, and those between without
    results."""
    missing = gaps([row.assessment.quarter for row in found.history])
    return Trend(
        name=CHART,
        trust=found.assignment.name,
        whose=trusts_of(found.assignment.type),
        quarters=tuple(point(row, found.spreads.get(row.assessment_id)) for row in found.history),
        gaps=tuple(Gap(name.label, order(name.starts)) for name in reversed(missing)),
    )


def order(starts: date) -> int:
    """A number for each quarter, one more than that of the quarter before."""
    return starts.year * 4 + (starts.month - 1) // 3


def point(row: SegmentAssignment, spread: PeerSpread | None = None) -> QuarterPoint:
    """A trust's published results of one quarter, beside those of its type where they are given."""
    quarter = row.assessment.quarter
    revision = quarter.current_revision
    return QuarterPoint(
        label=quarter.label,
        href=reverse("trust", args=[row.trust_id, quarter.slug]),
        edition=quarter.financial_year.replace("-", "/"),
        order=order(quarter.starts),
        average=None if row.average_score is None else float(row.average_score),
        low=None if row.score_low is None else float(row.score_low),
        high=None if row.score_high is None else float(row.score_high),
        rank=row.league_rank,
        rank_low=row.rank_low,
        rank_high=row.rank_high,
        shared=bool(getattr(row, "shares_rank", False)),
        peers=Quartiles(spread.low, spread.median, spread.high) if spread else None,
        ranked=spread.ranked if spread else 0,
        revision=revision.number if revision else 1,
    )


def offer(_quarter: Quarter, found: TrustInQuarter, _rest: str) -> Offer:
    given = over_time(found)
    return Offer(
        name=CHART,
        title="Average score and rank by quarter",
        finding=trend.finding(given),
        reading=trend.READING,
        height=trend_figure.HEIGHT,
        make=lambda: trend.chart(given),
    )
