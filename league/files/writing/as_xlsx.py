"""A workbook: a sheet for each table, one header row, real numbers, and a sheet of notes.

XlsxWriter is used because it writes row by row in little memory, stamps no present time into
the file, and writes a text as text: nothing is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .book import Book
from .sheet import Cell, Column, Kind, Note, NoteValue, Row, Sheet

NOTES = "Notes"
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_TAB = 31
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of a workbook whose figures have none; the zip format begins with it."""

_MEASURED = 200
_NARROWEST, _WIDEST = 8, 60
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]+")


def write_xlsx(book: Book, file: IO[bytes]) -> None:
    """Write the workbook into an open binary file.

    Raises:
        ValueError: a table has more rows than a sheet can hold.
        TypeError, ValueError: as :meth:`Sheet.checked_rows` does.
    """
    with Workbook(file, {"constant_memory": True}) as workbook:
        made = (book.made or EPOCH).astimezone(UTC).replace(tzinfo=None, microsecond=0)
        workbook.set_properties({"title": book.title, "created": made})
        formats = _Formats.of(workbook)
        sheets = tuple(book.sheets.values())
        for tab, sheet in zip(_tabs(sheet.title for sheet in sheets), sheets, strict=True):
            _write(workbook.add_worksheet(tab), sheet, formats)
        _write(workbook.add_worksheet(NOTES), _notes(book), formats)


@dataclass(frozen=True)
class _Formats:
    """A spreadsheet shows figures as their column says; their values stay whole."""

    header: Format
    text: Format
    wrapped: Format
    date: Format
    decimals: dict[int | None, Format]

    @classmethod
    def of(cls, workbook: Workbook) -> _Formats:
        def made(**options: object) -> Format:
            return workbook.add_format({"valign": "top", **options})

        return cls(
            header=made(bold=True, text_wrap=True, bottom=1),
            text=made(),
            wrapped=made(text_wrap=True),
            date=made(num_format="yyyy-mm-dd"),
            decimals={
                None: made(),
                **{places: made(num_format=f"0.{'0' * places}") for places in range(1, 5)},
                0: made(num_format="0"),
            },
        )

    def cell(self, column: Column) -> Format:
        if column.kind is Kind.DATE:
            return self.date
        if column.kind is Kind.INTEGER:
            return self.decimals[0]
        return self.decimals[column.decimals] if column.kind is Kind.NUMBER else self.text


def _write(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    rows = sheet.checked_rows()
    first = list(islice(rows, _MEASURED))
    styles = [
        _lay_out(worksheet, place, column, [row[place] for row in first], formats)
        for place, column in enumerate(sheet.columns)
    ]
    worksheet.freeze_panes(1, sheet.frozen)
    for place, column in enumerate(sheet.columns):
        worksheet.write_string(0, place, _heading(column), formats.header)
    last = 0
    for last, row in enumerate(chain(first, rows), start=1):
        if last >= MOST_ROWS:
            raise ValueError(f"{sheet.title}: more than {MOST_ROWS - 1} rows do not fit a sheet.")
        for place, cell in enumerate(row):
            _put(worksheet, last, place, cell, styles[place])
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)


def _lay_out(
    worksheet: Worksheet, place: int, column: Column, cells: list[Cell], formats: _Formats
) -> Format:
    """Sets the width that the header and the first rows need; returns the format of its cells."""
    needed = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    longest_word = max(map(len, _heading(column).split()), default=0) + 3  # the filter's arrow
    width = min(max(needed + 1, longest_word, _NARROWEST), _WIDEST)
    worksheet.set_column(place, place, width)
    return formats.wrapped if needed > _WIDEST else formats.cell(column)


def _heading(column: Column) -> str:
    return f"{column.header} ({column.unit})" if column.unit else column.header


def _put(worksheet: Worksheet, row: int, place: int, cell: Cell, style: Format) -> None:
    """Writes one cell; one that is missing stays empty, and so does an empty text."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        worksheet.write_boolean(row, place, cell, style)
    elif isinstance(cell, str):
        worksheet.write_string(row, place, _fitting(cell), style)
    elif isinstance(cell, date):
        worksheet.write_datetime(row, place, datetime.combine(cell, time.min), style)
    else:
        worksheet.write_number(row, place, float(cell), style)


def _fitting(text: str) -> str:
    """A cell holds so many UTF-16 units and no more; where text is cut off, it is marked."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"


def _tabs(titles: Iterable[str]) -> list[str]:
    """Names that tabs may have, no two alike, none that of the notes."""
    taken = {NOTES.lower()}
    names = []
    for title in titles:
        plain = _NOT_IN_TABS.sub(" ", title).strip("' ")[:LONGEST_TAB].rstrip("' ") or "Table"
        tries = (f"{plain[: LONGEST_TAB - 5]} {number}" for number in range(2, 10_000))
        name = next(each for each in chain([plain], tries) if each.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _notes(book: Book) -> Sheet:
    columns = (Column("note", "Note"), Column("words", "Words"))
    return Sheet(NOTES, columns, tuple(_note_rows(book)))


def _note_rows(book: Book) -> Iterator[Row]:
    yield "Title", book.title
    yield from ((note.label, _words(note)) for note in book.notes)
    for sheet in book.sheets.values():
        for column in sheet.columns:
            unit = f"Unit: {column.unit}." if column.unit else ""
            words = " ".join(part for part in (column.meaning, unit) if part)
            if words:
                yield f"Column {column.header} ({column.key})", words


def _words(note: Note) -> str:
    value: NoteValue = note.value
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
