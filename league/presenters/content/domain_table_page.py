"""The page of one domain's table: its scores, its limits, and the metrics that make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from league import editions
from league.models import DomainScore, Quarter
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.presenters.links import LeagueAddress, Link, trusts_of
from league.presenters.quarter_page import domain_limits
from league.presenters.ticks import Ticks
from league.reads.league_tables import shown
from league.reads.metric_tables import Members
from league.reads.quarters import ListedQuarter
from league.rules.edition import Domain, Edition
from league.tables.metric import DomainTable
from trusts.types import TrustType

from . import addresses, rule_texts, rule_words


@dataclass(frozen=True)
class DomainMetric:
    link: Link
    definition: str
    how: str


@dataclass(frozen=True)
class DomainTablePage:
    name: str
    caption: str
    quarter: str
    league: Link
    types: tuple[Link, ...]
    quarters: tuple[Link, ...]
    domains: tuple[Link, ...]
    finding: str
    limits: tuple[str, ...]
    """Upper limits of domain segments 1 to 3; empty where none were computed."""
    rule: tuple[str, ...]
    metrics: tuple[DomainMetric, ...]
    notices: tuple[str, ...]
    showing: str
    quarter_slug: str
    table: DomainTable
    ticks: Ticks
    left_out: tuple[Link, ...]
    edition: Link
    about: AboutFigures


def domain_table_page(
    *,
    quarter: Quarter,
    quarters: Sequence[ListedQuarter],
    domain: Domain,
    trust_type: str,
    members: Members,
    table: DomainTable,
) -> DomainTablePage:
    edition, rows = editions.get(quarter.edition), list(table.data.data)
    label = TrustType(trust_type).label
    return DomainTablePage(
        name=domain.name,
        caption=f"{domain.name}, {label.lower()} trusts, {quarter.label}",
        quarter=quarter.label,
        league=Link(f"{label} trusts, {quarter.label}", LeagueAddress(trust_type, quarter.slug)()),
        types=tuple(_type(slug, quarter, domain, trust_type) for slug in TrustType.values),
        quarters=_quarters(quarters, quarter, domain, trust_type),
        domains=_domains(edition, quarter, domain, trust_type),
        finding=_finding(trust_type, rows, members),
        limits=domain_limits(shown(quarter), domain.key),
        rule=rule_texts.cuts(edition.domain_cuts, "domain scores").sentences,
        metrics=_metrics(edition, quarter, domain, trust_type),
        notices=table.notices,
        showing=f"{wording.count(len(rows), 'trust')}, {table.sorted_words}.",
        quarter_slug=quarter.slug,
        table=table,
        ticks=table.ticks,
        left_out=_left_out(quarter, rows, members.names),
        edition=Link(edition.name, addresses.edition(edition)),
        about=about_figures(quarter),
    )


def _type(slug: str, quarter: Quarter, domain: Domain, chosen: str) -> Link:
    address = addresses.domain_table(slug, quarter.slug, domain.key)
    return Link(TrustType(slug).label, address(), current=slug == chosen)


def _quarters(
    quarters: Sequence[ListedQuarter], chosen: Quarter, domain: Domain, trust_type: str
) -> tuple[Link, ...]:
    """Quarters whose edition has the domain."""
    return tuple(
        Link(
            each.label,
            addresses.domain_table(trust_type, each.slug, domain.key)(),
            current=each.slug == chosen.slug,
        )
        for each in quarters
        if any(domain.key == other.key for other in editions.get(each.edition).domains)
    )


def _domains(
    edition: Edition, quarter: Quarter, chosen: Domain, trust_type: str
) -> tuple[Link, ...]:
    return tuple(
        Link(
            each.name,
            addresses.domain_table(trust_type, quarter.slug, each.key)(),
            current=each.key == chosen.key,
        )
        for each in edition.domains
    )


def _finding(trust_type: str, rows: Sequence[DomainScore], members: Members) -> str:
    """``134 of 134 acute trusts have a score; 30 are in domain segment 1 and ...``"""
    start = f"{len(rows)} of {len(members.names)} {trusts_of(trust_type)} have a score here"
    counted = Counter(row.segment for row in rows if row.segment is not None)
    if not counted:
        return f"{start}."
    said = [f"{counted[each]} in domain segment {each}" for each in sorted(counted)]
    return f"{start}: {wording.listed(said)}."


def _metrics(
    edition: Edition, quarter: Quarter, domain: Domain, trust_type: str
) -> tuple[DomainMetric, ...]:
    """Those that the type may report, each leading to its table."""
    return tuple(
        DomainMetric(
            Link(metric.name, addresses.metric_table(trust_type, quarter.slug, metric.id)()),
            metric.definition,
            " ".join(rule_words.how_scored(edition, metric)),
        )
        for metric in edition.metrics
        if metric.domain == domain.key and trust_type in metric.types
    )


def _left_out(
    quarter: Quarter, rows: Sequence[DomainScore], names: Mapping[str, str]
) -> tuple[Link, ...]:
    scored = {row.trust_id for row in rows}
    return tuple(
        Link(name, addresses.trust(code, quarter))
        for code, name in names.items()
        if code not in scored
    )
