"""Every way in which the same figures may be written is read the same."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.files import cells
from league.files.uploads.figures import figure
from league.files.uploads.reading import UploadedTable, read_upload

from .builders import LONG, calculated, csv_of, ods_of, rewritten, xlsx_of

FIGURE = ("RP6", "OF0013", 78.5)


def told(table: UploadedTable) -> list[tuple[str, str, float | None, str]]:
    return [(row.code, row.metric, row.value, row.state) for row in table.rows]


def problems(data: bytes) -> list[str]:
    return [fault.problem for fault in read_upload("figures", data).faults]


SAME = [("RP6", "OF0013", 78.5, "reported")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    data = csv_of(LONG, FIGURE, delimiter=delimiter, encoding=encoding)
    assert told(read_upload("a.csv", data)) == SAME


def test_windows_text() -> None:
    data = csv_of((*LONG, "Period"), (*FIGURE, "May – café"), encoding="cp1252")
    assert read_upload("a.csv", data).rows[0].period == "May – café"


@pytest.mark.parametrize("data", [xlsx_of(LONG, FIGURE), ods_of(LONG, FIGURE)])
def test_spreadsheets(data: bytes) -> None:
    assert told(read_upload("whatever.txt", data)) == SAME


def test_layouts_and_order_of_columns() -> None:
    wide = csv_of(("OF0010", "Code", "OF0013 A&E"), (70, "RP6", 78.5))
    official = csv_of(
        ("Rank", "Value", "Metric_ID", "Trust_code", "Quarter"),
        (3, 78.5, "OF0013", "RP6", "Q4 2025/26"),
    )
    assert sorted(told(read_upload("a", wide))) == [
        ("RP6", "OF0010", 70.0, "reported"),
        *SAME,
    ]
    read = read_upload("a", official)
    assert (read.layout, told(read)) == ("official", SAME)
    assert read.rows[0].quarter == "2025-26-q4"


def test_titles_above_the_header_and_blank_rows_do_no_harm() -> None:
    data = csv_of(("Our figures",), (), ("made in May",), LONG, (), FIGURE)
    read = read_upload("a", data)
    assert told(read) == SAME
    assert (read.header_row, read.rows[0].row) == (4, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("78.5", 78.5),
        ("78,5", 78.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234.5", 1234.5),
        ("1\u202f234", 1234.0),
        ("1'234", 1234.0),
        ("(1.2)", -1.2),
        ("\u22121.2", -1.2),
        ("+4", 4.0),
        (" 4.5 % ", 4.5),
        ("1e2", 100.0),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert figure(text).value == pytest.approx(value)
    assert figure(text).state == "reported"


@pytest.mark.parametrize(
    ("text", "state"),
    [("", ""), ("*", "suppressed"), ("NA", "not-submitted"), ("Not applicable", "not-applicable")],
)
def test_missing_is_never_zero(text: str, state: str) -> None:
    assert (figure(text).value, figure(text).state) == (None, state)


@given(st.floats(-cells.MOST, cells.MOST))
def test_a_number_of_a_spreadsheet_is_itself(value: float) -> None:
    assert figure(value).value == value


@pytest.mark.parametrize(
    "cell", ["1e300", "-1e300", "1e999", "1e300%", "9" * 16, 1e300, -1e300, 10**400, math.inf]
)
def test_a_figure_beyond_all_reason_is_told(cell: str | float) -> None:
    read = figure(cell)
    assert (read.value, read.problem) == (None, "No figure can be that large.")


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_a_problem_with_a_remedy(text: str) -> None:
    read = figure(text)
    assert (read.value is not None) == (read.state == "reported")
    assert bool(read.problem) == bool(read.remedy)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("about 70", "no number"),
        ("nan", "no number"),
        ("#DIV/0!", "formula gives"),
        ("=1+1", "formula written as text"),
        ("12/05/2026", "is a date"),
        ("May-26", "is a date"),
    ],
)
def test_what_is_no_figure_says_so(cell: str, says: str) -> None:
    (problem,) = problems(csv_of(LONG, ("RP6", "OF0013", cell)))
    assert says in problem


def test_formulas_are_taken_by_their_results() -> None:
    assert told(read_upload("a", calculated("=70+8.5", 78.5))) == SAME
    (problem,) = problems(xlsx_of(LONG, ("RP6", "OF0013", "=70+8.5")))
    assert problem == "This formula was saved without its result."


def test_dates_in_cells_of_figures_are_no_figures() -> None:
    (problem,) = problems(xlsx_of(LONG, ("RP6", "OF0013", datetime.date(2026, 5, 1))))
    assert problem == "This is a date (2026-05-01), not a figure."


def test_states_must_not_contradict_figures() -> None:
    header = (*LONG, "State")
    read = read_upload(
        "a",
        csv_of(
            header,
            ("RP6", "OF0010", "", "suppressed"),
            ("RP6", "OF0011", 5, "suppressed"),
            ("RP6", "OF0013", "", "reported"),
            ("RP6", "OF0014", 5, "good"),
        ),
    )
    assert told(read) == [("RP6", "OF0010", None, "suppressed")]
    assert [fault.row for fault in read.faults] == [3, 4, 5]


def hide(book: Any) -> None:
    book.active.sheet_state = "hidden"
    book.create_sheet("Empty")


def merge(book: Any) -> None:
    book.active.merge_cells("A2:A3")


def twice(book: Any) -> None:
    second = book.create_sheet("Second")
    second.append(LONG)
    second.append(FIGURE)


@pytest.mark.parametrize(
    ("edit", "says"),
    [(hide, "hidden sheet"), (merge, "A2 to A3 are merged"), (twice, "Several sheets")],
)
def test_sheets_that_mislead_are_said(edit: Any, says: str) -> None:
    found = problems(xlsx_of(LONG, FIGURE, ("", "OF0010", 70), edit=edit))
    assert any(says in problem for problem in found)


def test_macros_are_refused() -> None:
    book = rewritten(xlsx_of(LONG, FIGURE), {"xl/vbaProject.bin": b"macro"})
    assert problems(book) == ["The spreadsheet holds macros."]


def test_columns_that_say_the_same_twice_are_refused() -> None:
    (problem,) = problems(csv_of((*LONG, "Value"), (*FIGURE, 3)))
    assert problem == "The column Value occurs twice."


def test_the_deficit_flag_has_words_of_its_own() -> None:
    data = csv_of(("Trust", "Financial override"), ("RP6", "Yes"), ("RBQ", "no"))
    assert told(read_upload("a", data)) == [
        ("RP6", "DEFICIT", 1.0, "reported"),
        ("RBQ", "DEFICIT", 0.0, "reported"),
    ]


def test_the_body_is_kept_for_handing_it_back() -> None:
    read = read_upload("a", csv_of(LONG, ("RP6", "OF0013", "x"), FIGURE))
    assert read.body == ((2, ("RP6", "OF0013", "x")), (3, ("RP6", "OF0013", "78.5")))
