"""NHS England's published files: metric files and league tables, row by row.

Both layouts are recognised by their headers, in any order of columns. What a metric id
means is for the edition to say, not for the file: here ids are only checked for form.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from . import cells
from .faults import Fault
from .quarters import from_label
from .row_reader import RowReader
from .rows import LEAGUE_COLUMNS, METRIC_COLUMNS, LeagueRow, MetricRow, TrustCells
from .tables import Table, UnreadableError, read_table


@dataclass(frozen=True)
class OfficialFile:
    name: str
    sha256: str
    size: int
    metric_rows: tuple[MetricRow, ...] = ()
    league_rows: tuple[LeagueRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    quarters: frozenset[str] = frozenset()
    """Slugs of all quarters that the file names, in faulty rows too."""

    @property
    def trust_cells(self) -> tuple[TrustCells, ...]:
        rows: tuple[MetricRow | LeagueRow, ...] = (*self.metric_rows, *self.league_rows)
        return tuple(row.trust for row in rows)

    @property
    def spoiled(self) -> frozenset[str]:
        """Quarters of which nothing may be kept: those with a fault, and every quarter of
        the file when a fault does not tell which it belongs to."""
        named = {fault.quarter for fault in self.faults}
        return self.quarters if "" in named else frozenset(named)


def read_official(name: str, data: bytes) -> OfficialFile:
    """All rows of an official file, and all its faults; a row with a fault is left out."""
    digest, size = hashlib.sha256(data).hexdigest(), len(data)
    try:
        table = read_table(name, data)
        needed = _needed_columns(table)
    except UnreadableError as error:
        guessed = from_label(name)
        quarters = frozenset([guessed.slug] if guessed else [])
        return OfficialFile(name, digest, size, faults=(error.fault,), quarters=quarters)
    quarters = _quarters(table)
    faults = _shape_faults(table, needed)
    if faults:
        return OfficialFile(name, digest, size, faults=faults, quarters=quarters)
    metric_rows, league_rows, faults = _rows(table, is_league=needed is LEAGUE_COLUMNS)
    return OfficialFile(name, digest, size, metric_rows, league_rows, faults, quarters)


def _needed_columns(table: Table) -> tuple[str, ...]:
    if "metric_id" in table.columns:
        return METRIC_COLUMNS
    if {"average_score", "likely_range_of_rank"} & table.columns.keys():
        return LEAGUE_COLUMNS
    problem = "The columns are neither those of a metric file nor those of a league table."
    remedy = "A metric file has a column Metric_ID, a league table a column Average_score."
    raise UnreadableError(Fault(table.name, problem, remedy, row=1))


def _shape_faults(table: Table, needed: tuple[str, ...]) -> tuple[Fault, ...]:
    again = "Download the file again."
    missing = [key.capitalize() for key in needed if key not in table.columns]
    if missing:
        return tuple(
            Fault(table.name, f"The column {column} is missing.", again, row=1, column=column)
            for column in missing
        )
    if not table.body:
        return (Fault(table.name, "The file has headers but no rows.", again),)
    return ()


def _quarters(table: Table) -> frozenset[str]:
    at = table.columns.get("quarter")
    if at is None:
        guessed = from_label(table.name)
        return frozenset([guessed.slug] if guessed else [])
    labels = {cells.clean(row[at]) for _, row in table.body if len(row) > at}
    return frozenset(name.slug for name in map(from_label, labels) if name)


def _rows(
    table: Table, *, is_league: bool
) -> tuple[tuple[MetricRow, ...], tuple[LeagueRow, ...], tuple[Fault, ...]]:
    metric_rows: list[MetricRow] = []
    league_rows: list[LeagueRow] = []
    faults: list[Fault] = []
    for number, texts in table.body:
        reader = RowReader(table.name, number, texts, table.columns, table.headers)
        if is_league:
            league_rows += filter(None, [reader.as_league()])
        else:
            metric_rows += filter(None, [reader.as_metric()])
        faults += reader.faults
    return tuple(metric_rows), tuple(league_rows), tuple(faults)
