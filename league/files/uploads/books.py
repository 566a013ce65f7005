"""XLSX and ODS to sheets of cells: values as they were saved, formulas by their results."""

from __future__ import annotations

import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .archives import book_of, opened
from .limits import Limits
from .parts import Extent, extents
from .sheets import Sheet, column_letters, is_blank, unreadable, words

_AGAIN = "Open it in your spreadsheet program, save it anew, and hand that in."


def read_book(name: str, data: bytes, limits: Limits) -> tuple[str, tuple[Sheet, ...]]:
    """The kind of book and its sheets in their order, hidden ones too.

    Raises:
        UnreadableError: damaged, protected, with macros, or over the limits.
    """
    with opened(name, data, limits) as archive:
        book = book_of(name, archive)
        reach = extents(name, archive, book, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = [
                _sheet(name, workbook.get_sheet_by_name(each.name), each, reach[each.name], limits)
                for each in workbook.sheets_metadata
                if each.typ == SheetTypeEnum.WorkSheet and each.name in reach
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(name, "The spreadsheet is damaged or cut off.", _AGAIN) from error
    return book.value, tuple(sheets)


def _sheet(
    file: str, read: CalamineSheet, about: SheetMetadata, extent: Extent, limits: Limits
) -> Sheet:
    rows = tuple(
        (at, tuple(row))
        for at, row in enumerate(read.to_python(skip_empty_area=False), start=1)
        if not is_blank(tuple(row))
    )
    for at, row in rows:
        if any(isinstance(cell, str) and len(cell) > limits.letters for cell in row):
            problem = f"A cell of the sheet {about.name} has more than {limits.letters} letters."
            raise unreadable(file, problem, "Shorten it, or delete it.", at)
    return Sheet(
        name=words(about.name),
        rows=rows,
        hidden=about.visible != SheetVisibleEnum.Visible,
        merged=tuple(_merged(each) for each in read.merged_cell_ranges or ()),
        unvalued=frozenset(extent.unvalued),
        errors=extent.errors,
    )


def _merged(ends: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, int, str]:
    (top, left), (bottom, right) = ends
    named = f"{column_letters(left)}{top + 1} to {column_letters(right)}{bottom + 1}"
    return top + 1, bottom + 1, named
