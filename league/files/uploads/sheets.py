"""A sheet of cells as every kind of file gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from league.files.cells import clean
from league.files.faults import Fault
from league.files.tables import UnreadableError

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Sheet:
    """``rows`` are those that are not blank, each with its number as a spreadsheet counts;
    ``merged`` are ranges as (first row, last row, their name), ``unvalued`` the (row, column
    from 0) of formulas whose result was not saved, ``errors`` what formulas failed with."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, str], ...] = ()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


def unreadable(name: str, problem: str, remedy: str, row: int | None = None) -> UnreadableError:
    """The file as a whole cannot be read, and why."""
    return UnreadableError(Fault(name, problem, remedy, row=row))


def words(cell: Cell) -> str:
    """A cell as its author would write it; a whole number without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    return clean(str(cell))


def is_blank(row: tuple[Cell, ...]) -> bool:
    return not any(words(cell) for cell in row)


def column_letters(place: int) -> str:
    """``A`` for 0, ``AB`` for 27."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
