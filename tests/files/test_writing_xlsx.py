"""Workbooks, read back by another library."""

import io
import math
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook

from league.files.writing import as_xlsx
from league.files.writing.as_xlsx import LONGEST_TEXT, write_xlsx
from league.files.writing.book import Book
from league.files.writing.sheet import Cell, Column, Kind, Note, Sheet

from .tables import sheets

MADE = datetime(2026, 6, 11, 8, 30, tzinfo=UTC)
NOTES = (
    Note("revision", "Revision", 2),
    Note("demonstration", "Demonstration data", False),
    Note("quarters", "Quarters", ("Q1 2025/26", "Q3 2025/26")),
)
LEAGUE = Sheet(
    "League table",
    (
        Column("name", "Trust", meaning="Its name then."),
        Column("average", "Average score", Kind.NUMBER, decimals=2),
        Column("plan", "Plan", Kind.NUMBER, unit="%"),
    ),
    (("=1+1", Decimal("2.50"), -3.25), ("Somewhere", None, 4)),
    NOTES,
    frozen=1,
)


def written(book: Book) -> bytes:
    file = io.BytesIO()
    write_xlsx(book, file)
    return file.getvalue()


def read(book: Book) -> Workbook:
    return load_workbook(io.BytesIO(written(book)))


def same(found: object, expected: Cell) -> bool:
    """A workbook knows one kind of number, of 15 to 17 digits, and no empty text; characters
    that XML lacks it writes as ``_x000D_``."""
    if expected is None or expected == "":
        return found is None
    if isinstance(expected, str):
        return isinstance(found, str) and unescape(found) == expected
    if isinstance(expected, bool):
        return found is expected
    if isinstance(expected, int | float | Decimal):
        return isinstance(found, int | float) and math.isclose(found, expected, rel_tol=1e-14)
    return isinstance(found, datetime) and found.date() == expected


@given(sheets())
def test_every_table_reads_back_as_it_was(sheet: Sheet) -> None:
    table = read(Book.of(sheet))["Made up"]
    expected = list(sheet.rows)
    header, *rows = table.iter_rows(max_col=len(sheet.columns), max_row=len(expected) + 1)
    assert [cell.value for cell in header] == [column.header for column in sheet.columns]
    assert table.max_row <= len(expected) + 1
    for found, wanted in zip(rows, expected, strict=True):
        for cell, value in zip(found, wanted, strict=True):
            assert same(cell.value, value), (cell.value, value)
            assert cell.data_type != "f"


def test_text_is_never_a_formula_and_numbers_are_numbers() -> None:
    table = read(Book.of(LEAGUE))["League table"]
    assert (table["A2"].data_type, table["A2"].value) == ("s", "=1+1")
    assert (table["B2"].data_type, table["B2"].value, table["B2"].number_format) == (
        "n",
        2.5,
        "0.00",
    )
    assert table["C2"].value == -3.25
    assert table["B3"].value is None


def test_one_header_row_stays_in_view_with_the_first_column() -> None:
    table = read(Book.of(LEAGUE))["League table"]
    assert table.freeze_panes == "B2"
    assert [cell.value for cell in table[1]] == ["Trust", "Average score", "Plan (%)"]
    assert table.auto_filter.ref == "A1:C3"


def test_columns_are_wide_enough_for_what_is_in_them() -> None:
    wide = Sheet("Wide", (Column("a", "A"), Column("b", "B")), (("x" * 40, "y" * 400),))
    dimensions = read(Book.of(wide))["Wide"].column_dimensions
    assert dimensions["A"].width >= 40
    assert 50 <= dimensions["B"].width <= 70


def test_the_last_sheet_holds_the_notes_and_explains_the_columns() -> None:
    book = read(Book.of(LEAGUE))
    assert book.sheetnames == ["League table", "Notes"]
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert notes["Title"] == "League table"
    assert notes["Revision"] == "2"
    assert notes["Demonstration data"] == "No"
    assert notes["Quarters"] == "Q1 2025/26\nQ3 2025/26"
    assert notes["Column Trust (name)"] == "Its name then."
    assert notes["Column Plan (plan)"] == "Unit: %."


def test_the_same_figures_give_the_same_bytes() -> None:
    book = Book.of(LEAGUE, MADE)
    assert written(book) == written(book)
    assert read(book).properties.created == MADE.replace(tzinfo=None)


def test_nothing_of_the_present_moment_gets_into_a_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(written(Book.of(LEAGUE)))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_tabs_have_names_that_they_may_have() -> None:
    one = (("x",),)
    column = (Column("a", "A"),)
    titles = [
        "Notes",
        "Q4 2025/26: all",
        "Q4 2025/26: all",
        "",
        "A title that is much too long for a tab",
    ]
    book = Book("Many", {str(n): Sheet(title, column, one) for n, title in enumerate(titles)})
    names = read(book).sheetnames
    assert names == [
        "Notes 2",
        "Q4 2025 26  all",
        "Q4 2025 26  all 2",
        "Table",
        "A title that is much too long f",
        "Notes",
    ]


def test_a_text_too_long_for_a_cell_is_cut_and_marked() -> None:
    long = Sheet("Long", (Column("a", "A"),), (("x" * LONGEST_TEXT,), ("y" * 40_000,)))
    table = read(Book.of(long))["Long"]
    assert table["A2"].value == "x" * LONGEST_TEXT
    assert table["A3"].value == "y" * (LONGEST_TEXT - 1) + "…"


def test_too_many_rows_are_refused_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "MOST_ROWS", 3)
    written(Book.of(Sheet("Fits", (Column("a", "A"),), (("x",),) * 2)))
    with pytest.raises(ValueError, match="do not fit"):
        written(Book.of(Sheet("Full", (Column("a", "A"),), (("x",),) * 3)))
