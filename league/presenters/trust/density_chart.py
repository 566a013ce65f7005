"""The chart of how often the draws put a trust at each rank."""

from __future__ import annotations

from league.charts import rank_density
from league.charts.rank_density import RankDensity
from league.models import Quarter
from league.presenters.charts import Offer
from league.reads.trusts import TrustInQuarter
from league.rules.sureness import Sureness

CHART = "rank-density"


def sureness(found: TrustInQuarter) -> Sureness | None:
    """What is stored; None without a score, and in an assessment of older rules."""
    stored = found.explanation.sureness if found.explanation else {}
    return Sureness.from_data(stored) if stored else None


def density(found: TrustInQuarter, known: Sureness | None) -> RankDensity | None:
    """None where nothing was drawn."""
    row = found.assignment
    if known is None or known.density is None:
        return None
    if row.league_rank is None or row.rank_low is None or row.rank_high is None:
        return None
    return RankDensity(
        name=CHART,
        trust=row.name,
        density=known.density,
        rank=row.league_rank,
        shared=found.shares_rank,
        of=found.peers,
        low=row.rank_low,
        high=row.rank_high,
    )


def offer(_quarter: Quarter, found: TrustInQuarter, _rest: str) -> Offer | None:
    """None where nothing was drawn."""
    given = density(found, sureness(found))
    if given is None:
        return None
    return Offer(
        name=CHART,
        title="How often each rank came up",
        finding=rank_density.finding(given),
        reading=rank_density.READING,
        height=rank_density.HEIGHT,
        make=lambda: rank_density.chart(given),
    )
