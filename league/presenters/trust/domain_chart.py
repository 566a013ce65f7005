"""The chart of a trust's domain scores, and what its section shares with it."""

from __future__ import annotations

from league import editions
from league.charts import domain_bars
from league.charts.domain_bars import DomainBar, DomainBars
from league.models import DomainScore, Quarter
from league.presenters.charts import Offer
from league.presenters.content import addresses
from league.presenters.league_charts import short_domain
from league.presenters.links import trusts_of
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Domain
from league.rules.peers import Spread, UnitSpread

CHART = "domains"


def offer(quarter: Quarter, found: TrustInQuarter, _rest: str) -> Offer | None:
    """The chart of all domains; None where no domain has a score."""
    given = DomainBars(CHART, trusts_of(found.assignment.type), _bars(quarter, found))
    if all(each.score is None for each in given.domains):
        return None
    return Offer(
        name=CHART,
        title="Domain scores beside those of its type",
        finding=domain_bars.finding(given),
        reading=domain_bars.READING,
        height=domain_bars.height(given),
        make=lambda: domain_bars.chart(given),
    )


def _bars(quarter: Quarter, found: TrustInQuarter) -> tuple[DomainBar, ...]:
    scores = {row.domain: row for row in found.domains}
    return tuple(
        _bar(quarter, found, domain, scores[domain.key])
        for domain in editions.get(quarter.edition).domains
        if domain.key in scores
    )


def _bar(quarter: Quarter, found: TrustInQuarter, domain: Domain, row: DomainScore) -> DomainBar:
    unit = unit_of(found, domain)
    mine = unit.of(row.trust_id) if unit else None
    lower, median, upper = quartiles(unit) or (None, None, None)
    return DomainBar(
        name=domain.name,
        short=short_domain(domain.name),
        href=table(quarter, found, domain),
        score=None if row.rounded is None else float(row.rounded),
        segment=row.segment,
        lower=lower,
        median=median,
        upper=upper,
        place=mine.place if mine else None,
        of=unit.own.reported if unit else None,
    )


def table(quarter: Quarter, found: TrustInQuarter, domain: Domain) -> str:
    """Address of the domain's table of all trusts of the type."""
    return addresses.domain_table(found.assignment.type, quarter.slug, domain.key)()


def unit_of(found: TrustInQuarter, domain: Domain) -> UnitSpread | None:
    """The domain's scores of its type; None where they are not known."""
    spread: Spread | None = found.beside.spreads.get(domain.score_id)
    return spread.units[0] if spread and spread.units else None


def quartiles(unit: UnitSpread | None) -> tuple[float, float, float] | None:
    """Lower, median and upper; None where too few trusts have a score."""
    if unit is None or not unit.own.has_quartiles:
        return None
    return unit.own.lower_quartile, unit.own.median, unit.own.upper_quartile
