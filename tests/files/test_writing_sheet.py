"""A table says at once when a cell is not of its column's kind."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from league.files.writing.as_csv import csv_bytes
from league.files.writing.book import Book
from league.files.writing.sheet import Cell, Column, Kind, Note, Sheet


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.TEXT, 1),
        (Kind.INTEGER, 1.5),
        (Kind.INTEGER, True),
        (Kind.NUMBER, "1"),
        (Kind.NUMBER, False),
        (Kind.FLAG, 1),
        (Kind.DATE, "2026-06-01"),
        (Kind.DATE, datetime(2026, 6, 1, tzinfo=UTC)),
    ],
)
def test_a_cell_of_another_kind_is_refused(kind: Kind, cell: Cell) -> None:
    with pytest.raises(TypeError, match=r"figure: .* is not of the kind"):
        Column("figure", "Figure", kind).checked(cell)


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_finite_number_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError, match="finite"):
        Column("figure", "Figure", Kind.NUMBER).checked(cell)


@pytest.mark.parametrize("kind", list(Kind))
def test_any_figure_may_be_missing(kind: Kind) -> None:
    assert Column("figure", "Figure", kind).checked(None) is None


def test_two_columns_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="own key"):
        Sheet("Twice", (Column("a", "A"), Column("a", "B")), ())


def test_a_row_too_short_is_refused() -> None:
    sheet = Sheet("Short", (Column("a", "A"), Column("b", "B")), (("only",),))
    with pytest.raises(ValueError, match="shorter"):
        csv_bytes(sheet)


def test_the_only_table_of_a_book_stays_as_it_is() -> None:
    sheet = Sheet("One", (Column("a", "A"),), (("x",),), (Note("n", "N", 1),))
    assert Book.of(sheet).as_one() == sheet


def test_several_tables_are_stacked_under_the_columns_of_all() -> None:
    steps = Sheet("Steps", (Column("key", "Key"), Column("sentence", "Sentence")), (("a", "So."),))
    scores = Sheet(
        "Scores",
        (Column("key", "Key"), Column("score", "Score", Kind.NUMBER)),
        (("b", 2.5), ("c", None)),
    )
    stacked = Book("Both", {"steps": steps, "scores": scores}, (Note("n", "N", "x"),)).as_one()
    assert [column.key for column in stacked.columns] == ["part", "key", "sentence", "score"]
    assert tuple(stacked.checked_rows()) == (
        ("steps", "a", "So.", None),
        ("scores", "b", None, 2.5),
        ("scores", "c", None, None),
    )
    assert stacked.notes == (Note("n", "N", "x"),)


def test_a_stacked_row_says_whose_it_is_unless_its_table_does() -> None:
    whose, revision = Column("ods_code", "ODS code"), Column("revision", "Revision", Kind.INTEGER)
    book = Book(
        "Trust",
        {
            "trust": Sheet("Trust", (whose, revision), (("RP6", 2),)),
            "steps": Sheet("Steps", (Column("step", "Step"),), (("average",),)),
            "quarters": Sheet("Quarters", (revision,), ((1,),)),
        },
        common={"ods_code": "RP6", "revision": 2},
    )
    assert tuple(book.as_one().rows) == (
        ("trust", "RP6", 2, None),
        ("steps", "RP6", 2, "average"),
        ("quarters", "RP6", 1, None),
    )
