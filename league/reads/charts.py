"""What the charts of a league table are drawn from: its whole table, whatever is filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from league.charts.chart import DomainCell
from league.models import DomainScore, Quarter

from .league_tables import TableRow, rows, shown


@dataclass(frozen=True)
class TableFigures:
    """One type's trusts in league order, and by (code, domain key) domain scores, of other types
    as well: to tell them apart would cost more."""

    quarter: Quarter
    trust_type: str
    cuts: tuple[float, ...]
    assignments: tuple[TableRow, ...]
    domains: Mapping[tuple[str, str], DomainCell]


def of_table(quarter: Quarter, trust_type: str) -> TableFigures:
    """Two queries."""
    return of_rows(quarter, trust_type, tuple(rows(quarter, trust_type)))


def of_rows(quarter: Quarter, trust_type: str, table: Sequence[TableRow]) -> TableFigures:
    """The same of a whole table that was read before. One query."""
    assessment = shown(quarter)
    scores = DomainScore.objects.figures(assessment)
    return TableFigures(
        quarter=quarter,
        trust_type=trust_type,
        cuts=tuple(assessment.cuts),
        assignments=tuple(table),
        domains={
            (code, domain): DomainCell(None if score is None else float(score), segment)
            for code, domain, score, segment in scores
        },
    )
