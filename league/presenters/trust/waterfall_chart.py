"""The chart of what each metric adds to a trust's average."""

from __future__ import annotations

from league import editions
from league.charts import waterfall as drawn
from league.models import MetricScore, Quarter
from league.presenters.charts import Offer
from league.presenters.content import addresses
from league.reads.league_tables import shown
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Edition
from league.rules.waterfall import Part, Scored, waterfall

CHART = "contributions"
_TOLERANCE = 1e-6


def offer(quarter: Quarter, found: TrustInQuarter, _rest: str = "") -> Offer | None:
    """None where the parts of the average are not known, or do not make it."""
    edition = editions.get(quarter.edition)
    parts = waterfall(_scored(found.metrics), [domain.key for domain in edition.domains])
    average = found.assignment.average
    if not parts or average is None or abs(parts[-1].end - average) > _TOLERANCE:
        return None
    given = drawn.Waterfall(
        name=CHART,
        cuts=tuple(shown(quarter).cuts),
        steps=tuple(_step(edition, quarter, found.assignment.type, part) for part in parts),
    )
    return Offer(
        name=CHART,
        title="What each metric adds to the average",
        finding=drawn.finding(given),
        reading=drawn.READING,
        height=drawn.height(given),
        make=lambda: drawn.chart(given),
    )


def _scored(rows: tuple[MetricScore, ...]) -> list[Scored]:
    """The metrics that made the average."""
    return [
        Scored(row.metric, row.domain, row.weight, row.score, row.contribution)
        for row in rows
        if row.score is not None and row.contribution is not None
    ]


def _step(edition: Edition, quarter: Quarter, trust_type: str, part: Part) -> drawn.Step:
    metric = edition.by_id[part.metric.key]
    return drawn.Step(
        part=part,
        name=metric.name,
        domain=edition.domain(metric.domain).name,
        href=addresses.metric_table(trust_type, quarter.slug, metric.id)(),
    )
