"""A table before it is a file: columns that know their kind and unit, rows, and notes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

Cell = str | int | float | Decimal | bool | date | None
"""None is a figure that is missing; it is never written as zero. Dates are days, not moments."""

Row = tuple[Cell, ...]

NoteValue = str | int | bool | None | tuple[str, ...]


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"


_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, float, Decimal),
    Kind.FLAG: (bool,),
    Kind.DATE: (date,),
}


def _holds(kind: Kind, cell: Cell) -> bool:
    """Whether it is of that kind; Python's bool is an int, and its datetime a date."""
    if isinstance(cell, bool):
        return kind is Kind.FLAG
    return isinstance(cell, _TYPES[kind]) and not isinstance(cell, datetime)


@dataclass(frozen=True)
class Column:
    """One column. ``key`` names it for programs, ``header`` for people."""

    key: str
    header: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    """Unit of its figures; empty where they have none or each row names its own."""
    meaning: str = ""
    """One plain sentence."""
    decimals: int | None = None
    """Decimals that a spreadsheet shows; None for as many as the figure has."""
    path: tuple[str, ...] = ()
    """Where JSON keeps it within a row, such as ``("domains", "access", "score")``."""

    @property
    def place(self) -> tuple[str, ...]:
        return self.path or (self.key,)

    def checked(self, cell: Cell) -> Cell:
        """The cell, if it is of the column's kind.

        Raises:
            TypeError: it is of another kind.
            ValueError: it is no finite number.
        """
        if cell is None:
            return None
        if not _holds(self.kind, cell):
            raise TypeError(f"{self.key}: {cell!r} is not of the kind {self.kind.value}.")
        if isinstance(cell, float | Decimal) and not math.isfinite(cell):
            raise ValueError(f"{self.key}: {cell!r} is not a finite number.")
        return cell


@dataclass(frozen=True)
class Note:
    """One fact about a file: which quarter, revision, licence.

    ``term`` is its name among the Dublin Core terms, such as ``dc:license``, if it has one.
    """

    key: str
    label: str
    value: NoteValue
    term: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table.

    Args:
        title: in words; a workbook shows it on its tab.
        columns: in order; their keys are unique.
        rows: cells in the order of the columns. May be read only once, so that a long
            table never has to be held as a whole.
        notes: facts about it.
        frozen: how many columns stay in view when a spreadsheet is scrolled sideways.
        single: whether it is one row by its nature; JSON then has an object and no list.
        nested: what JSON has instead of the rows, where these spread out a deeper structure.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    notes: tuple[Note, ...] = ()
    frozen: int = 0
    single: bool = False
    nested: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"{self.title}: a table needs columns, each with its own key.")

    def checked_rows(self) -> Iterator[Row]:
        """Rows, each cell of its column's kind.

        Raises:
            TypeError, ValueError: a cell is not; or a row is too short or too long.
        """
        for row in self.rows:
            yield tuple(
                column.checked(cell) for column, cell in zip(self.columns, row, strict=True)
            )
