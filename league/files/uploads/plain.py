"""A file of any table: its header and its rows as text."""

from __future__ import annotations

from dataclasses import dataclass

from league.files.faults import Fault
from league.files.tables import UnreadableError
from league.files.writing.cells import restored

from .books import read_book
from .kinds import Kind, kind_of
from .limits import DEFAULT, MIB, Limits
from .sheets import Cell, Sheet, unreadable, words
from .texts import read_text

MOST_ROWS = 5_000


@dataclass(frozen=True)
class PlainTable:
    """``rows`` are those under the header, each with its number as a spreadsheet counts, as long
    as the header; all empty where there is a ``fault``."""

    headers: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    fault: Fault | None = None


def read_plain(name: str, data: bytes, limits: Limits = DEFAULT) -> PlainTable:
    """The first visible sheet; its first row is the header."""
    try:
        return _table(name, _first_sheet(name, data, limits))
    except UnreadableError as error:
        return PlainTable(fault=error.fault)


def _first_sheet(name: str, data: bytes, limits: Limits) -> Sheet:
    if len(data) > limits.size:
        most = f"The file is larger than {limits.size // MIB} MB."
        raise unreadable(name, most, "Split it.")
    if kind_of(name, data) is not Kind.ARCHIVE:
        return read_text(name, data, limits)
    _, sheets = read_book(name, data, limits)
    seen = next((sheet for sheet in sheets if not sheet.hidden and sheet.rows), None)
    if seen is None:
        raise unreadable(name, "No sheet that is shown has rows.", "Fill in the first sheet.")
    return seen


def _table(name: str, sheet: Sheet) -> PlainTable:
    if len(sheet.rows) < 2:
        raise unreadable(name, "The file has no rows under its header.", "Fill in a row for each.")
    if len(sheet.rows) > MOST_ROWS + 1:
        raise unreadable(name, f"The file has more than {MOST_ROWS:,} rows.", "Split it.")
    (_, first), *rest = sheet.rows
    headers = tuple(words(cell) for cell in first)
    return PlainTable(headers, tuple((at, _texts(row, len(headers))) for at, row in rest))


def _texts(row: tuple[Cell, ...], width: int) -> tuple[str, ...]:
    """The row as its author wrote it: the guard that our own files put before a text is left."""
    cells = [restored(words(cell)) for cell in row[:width]]
    return (*cells, *("" for _ in range(width - len(cells))))
