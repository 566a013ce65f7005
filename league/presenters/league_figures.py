"""What the rows and columns of a league table are made with."""

from __future__ import annotations

from collections.abc import Iterable

from league import editions
from league.charts.intervals import Axis
from league.models import Quarter
from league.reads.charts import TableFigures
from league.reads.league_tables import Frame, shown
from league.reads.quarters import ListedQuarter
from league.rules.edition import Domain

from .league_charts import short_domain
from .league_columns import Columns, chosen
from .league_rows import DomainFigures, RowMaker, domain_standing

NO_RANGE = "not published"


def domains_of(quarter: Quarter) -> tuple[tuple[Domain, str], ...]:
    """Each domain of the edition with its short name."""
    domains = editions.get(quarter.edition).domains
    return tuple((domain, short_domain(domain.name)) for domain in domains)


def columns_of(given: Iterable[str], quarter: Quarter, before: ListedQuarter | None) -> Columns:
    """The chosen columns; no change without a quarter ``before`` to compare with."""
    domains = [domain.key for domain, _ in domains_of(quarter)]
    return chosen(given, domains, frozenset() if before else frozenset({"change"}))


def row_maker(quarter: Quarter, frame: Frame) -> RowMaker:
    told = {} if frame.closeness.nearly_all else frame.told_from_above
    return RowMaker(
        quarter=quarter,
        shared_ranks=frame.shared_ranks,
        close=frozenset(code for code, apart in told.items() if apart is False),
        axis=Axis(best=1, worst=max(frame.total, 1)),
        ranged=any(place.low is not None for place in frame.places.values()),
        unlikely=NO_RANGE,
    )


def domain_figures(figures: TableFigures) -> DomainFigures:
    known = shown(figures.quarter).is_computed
    return {
        key: domain_standing(found.score, found.segment, known=known)
        for key, found in figures.domains.items()
    }
