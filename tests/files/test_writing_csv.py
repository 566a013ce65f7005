"""CSV that Excel opens rightly, and from which nothing can run."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from league.files.writing.as_csv import ROWS_A_PIECE, csv_bytes, csv_pieces
from league.files.writing.cells import STARTS_FORMULA, as_text, defused, restored
from league.files.writing.sheet import Cell, Column, Kind, Row, Sheet

from .tables import sheets, texts


def read(data: bytes) -> list[list[str]]:
    """As any reader of CSV would."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def value(column: Column, text: str) -> Cell:
    """The value that the description beside the file says the text stands for."""
    if text == "":
        return None
    kinds: dict[Kind, Callable[[str], Cell]] = {
        Kind.TEXT: restored,
        Kind.INTEGER: int,
        Kind.NUMBER: float,
        Kind.FLAG: {"true": True, "false": False}.__getitem__,
        Kind.DATE: date.fromisoformat,
    }
    return kinds[column.kind](text)


@given(sheets())
def test_every_table_reads_back_as_it_was(sheet: Sheet) -> None:
    header, *rows = read(csv_bytes(sheet))
    assert header == [column.key for column in sheet.columns]
    found = [
        tuple(value(column, text) for column, text in zip(sheet.columns, row, strict=True))
        for row in rows
    ]
    expected = [tuple(None if cell == "" else cell for cell in row) for row in sheet.rows]
    assert found == [
        tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row)
        for row in expected
    ]


@given(sheets())
def test_no_cell_of_text_starts_a_formula(sheet: Sheet) -> None:
    for row in read(csv_bytes(sheet))[1:]:
        for column, text in zip(sheet.columns, row, strict=True):
            if column.kind is Kind.TEXT:
                assert not text.startswith(STARTS_FORMULA)


@given(texts)
def test_what_is_defused_can_be_restored(text: str) -> None:
    assert restored(defused(text)) == text
    assert not defused(text).startswith(STARTS_FORMULA)


@pytest.mark.parametrize("start", STARTS_FORMULA)
def test_each_dangerous_start_is_defused(start: str) -> None:
    assert as_text(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_a_negative_number_stays_a_number() -> None:
    sheet = Sheet(
        "Plans", (Column("plan", "Plan", Kind.NUMBER), Column("note", "Note")), ((-2.5, "-2.5"),)
    )
    assert csv_bytes(sheet) == b"\xef\xbb\xbfplan,note\r\n-2.5,'-2.5\r\n"


def test_plain_text_is_left_alone() -> None:
    assert as_text("Acute - Teaching") == "Acute - Teaching"
    assert as_text("St George's") == "St George's"
    assert as_text("'quoted'") == "'quoted'"


def test_dates_flags_and_missing_figures() -> None:
    assert as_text(date(2026, 6, 1)) == "2026-06-01"
    assert (as_text(True), as_text(False), as_text(None)) == ("true", "false", "")
    assert as_text(Decimal("2.50")) == "2.50"


def test_a_long_table_comes_in_pieces() -> None:
    taken = []

    def rows() -> Iterator[Row]:
        for number in range(2 * ROWS_A_PIECE + 1):
            taken.append(number)
            yield (number,)

    pieces = csv_pieces(Sheet("Long", (Column("n", "N", Kind.INTEGER),), rows()))
    next(pieces)
    next(pieces)
    assert len(taken) == ROWS_A_PIECE
    assert [piece.count(b"\r\n") for piece in pieces] == [ROWS_A_PIECE, 1]
