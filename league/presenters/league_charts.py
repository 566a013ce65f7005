"""The charts of a league table: which there are, what each says, and how to make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from league import editions
from league.charts import distribution, heatmap, ranges
from league.charts.chart import DomainCell, ScoredTrust
from league.reads.charts import TableFigures
from league.reads.league_tables import TableRow
from league.rules.edition import Domain

from .charts import ChartView, Offer, view
from .hrefs import href
from .links import trusts_of

RANGES, DOMAINS, DOMAIN = "likely-ranges", "domains", "domain-"
_UNKNOWN = DomainCell(None, None)
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


@dataclass(frozen=True)
class _Table:
    """A table's figures with what several charts need of them."""

    figures: TableFigures

    @cached_property
    def whose(self) -> str:
        return trusts_of(self.figures.trust_type)

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """Domains of the edition in which at least one trust of the type has a score."""
        codes = {row.trust_id for row in self.figures.assignments}
        scored = {
            domain
            for (code, domain), figure in self.figures.domains.items()
            if code in codes and figure.score is not None
        }
        edition = editions.get(self.figures.quarter.edition)
        return tuple(domain for domain in edition.domains if domain.key in scored)

    @cached_property
    def placed(self) -> tuple[tuple[TableRow, ScoredTrust], ...]:
        """Each row with its trust as charts mark it, by its average score."""
        slug = self.figures.quarter.slug
        return tuple(
            (
                row,
                ScoredTrust(
                    *(row.trust_id, row.name, href("trust", row.trust_id, slug)),
                    *(row.final, _number(row.average_score)),
                ),
            )
            for row in self.figures.assignments
        )

    def cells(self, domain: Domain) -> list[DomainCell]:
        """In the order of the rows."""
        known, key = self.figures.domains, domain.key
        return [known.get((row.trust_id, key), _UNKNOWN) for row in self.figures.assignments]


def league_charts(figures: TableFigures) -> LeagueCharts:
    """All charts of a table, with what they say; figures are fetched when they are drawn."""
    table = _Table(figures)
    groups = [_group("Likely ranges", figures, _ranges(table))]
    if table.domains:
        domains = (_domain(table, domain) for domain in table.domains)
        groups.append(_group("Scores in each domain", figures, *domains))
        groups.append(_group("All domains of every trust", figures, _heatmap(table)))
    missing = (
        f"Domain scores of {table.whose} are not at hand for this quarter, so no chart of them "
        "is shown."
    )
    return LeagueCharts(tuple(groups), "" if table.domains else missing)


def find(figures: TableFigures, name: str) -> Offer | None:
    """The chart of that name; None when the table has none."""
    return next((offer for offer in _offers(_Table(figures)) if offer.name == name), None)


def _offers(table: _Table) -> Iterator[Offer]:
    yield _ranges(table)
    yield from (_domain(table, domain) for domain in table.domains)
    if table.domains:
        yield _heatmap(table)


def _group(heading: str, figures: TableFigures, *offered: Offer) -> ChartGroup:
    views = tuple(view(figures.quarter, figures.trust_type, offer) for offer in offered)
    return ChartGroup(heading, offered[0].reading, views, paired=len(views) > 1)


def _ranges(table: _Table) -> Offer:
    given = ranges.LikelyRanges(
        name=RANGES,
        whose=table.whose,
        cuts=table.figures.cuts,
        trusts=tuple(_ranged(row, trust) for row, trust in table.placed),
    )
    return Offer(
        name=RANGES,
        title="Average score and likely range",
        finding=ranges.finding(given),
        reading=ranges.reading(given),
        height=ranges.HEIGHT,
        make=lambda: ranges.chart(given),
    )


def _ranged(row: TableRow, trust: ScoredTrust) -> ranges.RangedTrust:
    return ranges.RangedTrust(
        trust=trust,
        low=_number(row.score_low),
        high=_number(row.score_high),
        rank=row.league_rank,
        rank_low=row.rank_low,
        rank_high=row.rank_high,
    )


def _domain(table: _Table, domain: Domain) -> Offer:
    """Its trusts are put together only where the chart itself is asked for."""
    segments = [row.final for row in table.figures.assignments]
    scores = distribution.by_segment(
        zip(segments, [cell.score for cell in table.cells(domain)], strict=True)
    )
    return Offer(
        name=f"{DOMAIN}{domain.key}",
        title=domain.name,
        finding=distribution.finding(domain.name, table.whose, scores),
        reading=distribution.READING,
        height=distribution.height(scores),
        make=lambda: distribution.chart(_distribution(table, domain)),
    )


def _distribution(table: _Table, domain: Domain) -> distribution.Distribution:
    return distribution.Distribution(
        name=f"{DOMAIN}{domain.key}",
        subject=domain.name,
        whose=table.whose,
        trusts=tuple(
            trust._replace(score=cell.score)
            for (_, trust), cell in zip(table.placed, table.cells(domain), strict=True)
        ),
    )


def _heatmap(table: _Table) -> Offer:
    holders = Counter([row.league_rank for row in table.figures.assignments])
    cells = zip(*(table.cells(each) for each in table.domains), strict=True)
    given = heatmap.DomainsOfTrusts(
        name=DOMAINS,
        whose=table.whose,
        domains=tuple(
            heatmap.DomainColumn(each.key, each.name, short_domain(each.name))
            for each in table.domains
        ),
        trusts=tuple(
            _row(row, trust, own, shared=holders[row.league_rank] > 1)
            for (row, trust), own in zip(table.placed, cells, strict=True)
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


def _row(
    row: TableRow, trust: ScoredTrust, cells: tuple[DomainCell, ...], *, shared: bool
) -> heatmap.TrustDomains:
    return heatmap.TrustDomains(
        trust=trust,
        short=short_trust(row.name),
        rank=row.league_rank,
        shared=shared,
        cells=cells,
    )


def _number(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)


def short_trust(name: str) -> str:
    """The name without what most names end in."""
    ending = next((ending for ending in _USUAL_ENDINGS if name.endswith(ending)), "")
    return name.removesuffix(ending).rstrip(",")


def short_domain(name: str) -> str:
    """``Access``, ``Effectiveness``: as much as tells it from the others."""
    for divider in (" to ", " of ", " and ", ","):
        name = name.partition(divider)[0]
    return name
