"""The charts of a league table: which there are, what each says, and how to make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from league import editions
from league.charts import distribution, heatmap, ranges
from league.charts.chart import ScoredTrust
from league.models import SegmentAssignment
from league.reads.charts import DomainFigure, TableFigures
from league.rules.edition import Domain

from .charts import ChartView, Offer, view
from .links import trusts_of

RANGES, DOMAINS, DOMAIN = "likely-ranges", "domains", "domain-"
_UNKNOWN = DomainFigure(None, None)
_USUAL_ENDINGS = (" NHS Foundation Trust", " NHS Trust")


@dataclass(frozen=True)
class ChartGroup:
    """Charts of one kind under one heading; ``reading`` says how to read them all."""

    heading: str
    reading: str
    charts: tuple[ChartView, ...]
    paired: bool = False
    """Two beside each other, where there is room."""


@dataclass(frozen=True)
class LeagueCharts:
    """``missing`` says why some charts cannot be drawn; empty when all are there."""

    groups: tuple[ChartGroup, ...]
    missing: str


def league_charts(figures: TableFigures) -> LeagueCharts:
    """All charts of a table, with what they say; figures are fetched when they are drawn."""
    whose = trusts_of(figures.trust_type)
    overall = _ranges(figures)
    domains = tuple(_domain(figures, domain) for domain in _domains(figures))
    groups = [_group("Likely ranges", figures, overall)]
    if domains:
        groups.append(_group("Scores in each domain", figures, *domains))
        groups.append(_group("All domains of every trust", figures, _heatmap(figures)))
    missing = f"Domain scores of {whose} are not at hand for this quarter, so they are not drawn."
    return LeagueCharts(tuple(groups), "" if domains else missing)


def offers(figures: TableFigures) -> Iterator[Offer]:
    """Every chart of the table, in the order of the page."""
    yield _ranges(figures)
    domains = _domains(figures)
    yield from (_domain(figures, domain) for domain in domains)
    if domains:
        yield _heatmap(figures)


def find(figures: TableFigures, name: str) -> Offer | None:
    return next((offer for offer in offers(figures) if offer.name == name), None)


def _group(heading: str, figures: TableFigures, *offered: Offer) -> ChartGroup:
    views = tuple(view(figures.quarter, figures.trust_type, offer) for offer in offered)
    return ChartGroup(heading, offered[0].reading, views, paired=len(views) > 1)


def _domains(figures: TableFigures) -> tuple[Domain, ...]:
    """Domains of the edition in which at least one trust of the type has a score."""
    codes = {row.trust_id for row in figures.assignments}
    scored = {
        domain
        for (code, domain), figure in figures.domains.items()
        if code in codes and figure.score is not None
    }
    edition = editions.get(figures.quarter.edition)
    return tuple(domain for domain in edition.domains if domain.key in scored)


def _ranges(figures: TableFigures) -> Offer:
    given = ranges.LikelyRanges(
        name=RANGES,
        whose=trusts_of(figures.trust_type),
        cuts=figures.cuts,
        trusts=tuple(_ranged(figures, row) for row in figures.assignments),
    )
    return Offer(
        name=RANGES,
        title="Average score and likely range",
        finding=ranges.finding(given),
        reading=ranges.reading(given),
        height=ranges.HEIGHT,
        make=lambda: ranges.chart(given),
    )


def _domain(figures: TableFigures, domain: Domain) -> Offer:
    def score(row: SegmentAssignment) -> Decimal | None:
        return figures.domains.get((row.trust_id, domain.key), _UNKNOWN).score

    given = distribution.Distribution(
        name=f"{DOMAIN}{domain.key}",
        subject=domain.name,
        whose=trusts_of(figures.trust_type),
        trusts=tuple(_scored(figures, row, score(row)) for row in figures.assignments),
    )
    return Offer(
        name=given.name,
        title=domain.name,
        finding=distribution.finding(given),
        reading=distribution.READING,
        height=distribution.height(given),
        make=lambda: distribution.chart(given),
    )


def _heatmap(figures: TableFigures) -> Offer:
    domains = _domains(figures)
    holders = Counter(row.league_rank for row in figures.assignments)
    given = heatmap.DomainsOfTrusts(
        name=DOMAINS,
        whose=trusts_of(figures.trust_type),
        domains=tuple(heatmap.DomainColumn(d.key, d.name, short_domain(d.name)) for d in domains),
        trusts=tuple(
            heatmap.TrustDomains(
                trust=_scored(figures, row, row.average_score),
                short=short_trust(row.name),
                rank=_rank(row.league_rank, shared=holders[row.league_rank] > 1),
                cells=tuple(_cell(figures, row.trust_id, domain) for domain in domains),
            )
            for row in figures.assignments
        ),
    )
    return Offer(
        name=DOMAINS,
        title="Domain scores of every trust",
        finding=heatmap.finding(given),
        reading=heatmap.READING,
        height=heatmap.height(given),
        make=lambda: heatmap.chart(given),
    )


def _cell(figures: TableFigures, code: str, domain: Domain) -> heatmap.DomainCell:
    found = figures.domains.get((code, domain.key), _UNKNOWN)
    return heatmap.DomainCell(_number(found.score), found.segment)


def _scored(figures: TableFigures, row: SegmentAssignment, score: Decimal | None) -> ScoredTrust:
    return ScoredTrust(
        code=row.trust_id,
        name=row.name,
        href=reverse("trust", args=[row.trust_id, figures.quarter.slug]),
        segment=row.final,
        score=_number(score),
    )


def _ranged(figures: TableFigures, row: SegmentAssignment) -> ranges.RangedTrust:
    return ranges.RangedTrust(
        trust=_scored(figures, row, row.average_score),
        low=_number(row.score_low),
        high=_number(row.score_high),
        rank=row.league_rank,
        rank_low=row.rank_low,
        rank_high=row.rank_high,
    )


def _number(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)


def _rank(rank: int | None, *, shared: bool) -> str:
    if rank is None:
        return "–"
    return f"={rank}" if shared else str(rank)


def short_trust(name: str) -> str:
    """The name without what most names end in."""
    ending = next((ending for ending in _USUAL_ENDINGS if name.endswith(ending)), "")
    return name.removesuffix(ending)


def short_domain(name: str) -> str:
    """``Access``, ``Effectiveness``: as much as tells it from the others."""
    for divider in (" to ", " of ", " and ", ","):
        name = name.partition(divider)[0]
    return name
