"""Official files: both layouts, their traps, and a clear fault for each bad input."""

from __future__ import annotations

import pytest

from league.files.official import OfficialFile, read_official
from league.files.rows import LeagueRow, MetricRow, TrustCells

from .builders import LEAGUE_HEADERS, METRIC_HEADERS, csv_bytes, league_row, metric_row


def read(*rows: dict[str, str], name: str = "acute.csv") -> OfficialFile:
    return read_official(name, csv_bytes(rows))


def read_league(*rows: dict[str, str]) -> OfficialFile:
    return read_official("table.csv", csv_bytes(rows, LEAGUE_HEADERS))


AMBLEFORD = TrustCells(
    2, "2025-26-q4", "ZA1", "Ambleford Invented NHS Trust", "acute", "Acute - Large", "Midlands"
)


def test_reads_a_metric_row() -> None:
    row = MetricRow(AMBLEFORD, "OF0013", "%", 78.5, "reported", "Q4 2025/26", 4.0)
    assert read(metric_row()).metric_rows == (row,)


def test_reads_a_league_row() -> None:
    row = LeagueRow(AMBLEFORD, 2.15, (1.9, 2.41), 3.0, 1.0, 4.0, (2, 9))
    assert read_league(league_row()).league_rows == (row,)


def test_order_and_spelling_of_columns_do_not_matter() -> None:
    headers = [header.upper().replace("_", " ") for header in reversed(METRIC_HEADERS)]
    row = {header.upper().replace("_", " "): cell for header, cell in metric_row().items()}
    read_back = read_official("acute.csv", csv_bytes([row], headers))
    assert read_back.metric_rows == read(metric_row()).metric_rows


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ",")],
)
def test_reads_what_other_programs_write(encoding: str, delimiter: str) -> None:
    row = metric_row(Trust_name="St Én’s Trust")
    data = csv_bytes([row], encoding=encoding, delimiter=delimiter)
    assert read_official("acute.csv", data).metric_rows[0].trust.name == "St Én’s Trust"


def test_missing_values_keep_their_state() -> None:
    file = read(metric_row(Value="NA", Rank=""), metric_row(Value="*", Rank="NA"))
    assert [(row.value, row.state, row.rank) for row in file.metric_rows] == [
        (None, "not-submitted", None),
        (None, "suppressed", None),
    ]


def test_several_quarters_in_a_file() -> None:
    file = read(metric_row(), metric_row(Quarter="Q1 2025/26"))
    assert file.quarters == {"2025-26-q4", "2025-26-q1"}


def test_blank_rows_are_passed_over_and_rows_counted_as_a_spreadsheet_does() -> None:
    data = csv_bytes([metric_row(), {}, metric_row()])
    assert [row.trust.row for row in read_official("a.csv", data).metric_rows] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "column", "said"),
    [
        ({"Value": "seventy"}, "Value", "row 2, column Value, value 'seventy': This is no number."),
        ({"Trust_type": "Specialist trust"}, "Trust_type", "This is no trust type."),
        ({"Trust_code": "R"}, "Trust_code", "This is no ODS code."),
        ({"Trust_name": ""}, "Trust_name", "The cell is empty."),
        ({"Quarter": "Q5 2025/26"}, "Quarter", "This is no quarter."),
        ({"Metric_ID": "A&E"}, "Metric_ID", "This is no metric id."),
        ({"Rank": "first"}, "Rank", "This is no rank."),
        ({"Rank": "0"}, "Rank", "This is no rank."),
    ],
)
def test_a_bad_cell_is_a_fault_with_its_place(cell: dict[str, str], column: str, said: str) -> None:
    file = read(metric_row(**cell), metric_row(Trust_code="ZA2"))
    (fault,) = file.faults
    assert (fault.row, fault.column, fault.file) == (2, column, "acute.csv")
    assert said in str(fault)
    assert fault.remedy
    assert len(file.metric_rows) == 1


@pytest.mark.parametrize(
    ("column", "longest"),
    [
        ("Region", 80),
        ("Trust_subtype", 80),
        ("Trust_name", 200),
        ("Reporting_date", 120),
        ("Units", 40),
    ],
)
def test_text_that_is_too_long_to_keep(column: str, longest: int) -> None:
    file = read(metric_row(**{column: "x" * longest}), metric_row(**{column: "x" * (longest + 1)}))
    (fault,) = file.faults
    assert (fault.file, fault.row, fault.column) == ("acute.csv", 3, column)
    assert (fault.value, fault.quarter) == ("x" * (longest + 1), "2025-26-q4")
    assert fault.problem == f"The cell has {longest + 1} letters; {longest} is the most."
    assert fault.remedy == "Shorten it, or download the file again."
    assert len(file.metric_rows) == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"Average_score": "good"}, "This is no number."),
        ({"Likely_range_of_rank": "9 to 2"}, "This is no range."),
        ({"Trust_in_financial_deficit": "maybe"}, "This is no flag."),
    ],
)
def test_a_bad_cell_of_a_league_table(cell: dict[str, str], said: str) -> None:
    (fault,) = read_league(league_row(**cell)).faults
    assert fault.problem == said


def test_all_faults_of_a_row_are_collected() -> None:
    file = read(metric_row(Value="x", Trust_code="?", Rank="y"))
    assert [fault.column for fault in file.faults] == [
        "Trust_code",
        "Value",
        "Rank",
    ]


def test_a_cut_off_row() -> None:
    data = csv_bytes([metric_row()]) + b"Q4 2025/26,Midlands\r\n"
    (fault,) = read_official("acute.csv", data).faults
    assert (fault.row, fault.quarter) == (3, "2025-26-q4")
    assert fault.problem == "The row has 2 cells, the header 17."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (b"PK\x03\x04\0\0spreadsheet", "This is not a CSV file."),
        (b"<html><body>Not found</body></html>", "This is not a CSV file."),
        (b",,,\r\n,,,\r\n", "The file holds separators only."),
        (b'"";""\n', "The file holds separators only."),
        (b'Quarter,Value\n"never closed', "This is not a CSV file (unexpected end of data)."),
        (b"Quarter,Quarter,Value\n1,2,3\n", "The column Quarter occurs twice."),
        (b"Name,Town\nAmbleford,Ambleford\n", "The columns are neither"),
        (b"a,b\n" + b"x" * 3000 + b",y\n", "A cell is longer than 2000 letters."),
    ],
)
def test_a_file_that_is_none_of_the_official_ones(data: bytes, problem: str) -> None:
    file = read_official("acute-q4-25-26.csv", data)
    (fault,) = file.faults
    assert fault.problem.startswith(problem)
    assert file.spoiled == {"2025-26-q4"}


def test_a_missing_column_spoils_every_quarter_of_the_file() -> None:
    headers = [header for header in METRIC_HEADERS if header not in {"Value", "Rank"}]
    file = read_official(
        "a.csv", csv_bytes([metric_row(), metric_row(Quarter="Q1 2025/26")], headers)
    )
    assert [fault.problem for fault in file.faults] == [
        "The column Value is missing.",
        "The column Rank is missing.",
    ]
    assert file.spoiled == {"2025-26-q4", "2025-26-q1"}


def test_headers_alone_are_a_fault() -> None:
    (fault,) = read_official("a.csv", csv_bytes([])).faults
    assert fault.problem == "The file has headers but no rows."


def test_a_fault_spoils_only_its_own_quarter() -> None:
    file = read(metric_row(Value="x"), metric_row(Quarter="Q1 2025/26"))
    assert file.spoiled == {"2025-26-q4"}


def test_a_fault_of_an_unknown_quarter_spoils_all_of_the_file() -> None:
    file = read(metric_row(Quarter="Q9"), metric_row(), metric_row(Quarter="Q1 2025/26"))
    assert file.spoiled == {"2025-26-q4", "2025-26-q1"}
