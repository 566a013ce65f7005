"""Bad files: each fault is said with its place and remedy, and its quarter is left alone."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from league.files.rows import LONGEST
from league.files.tables import MAX_BYTES
from league.models import MetricValue, Quarter, QuarterTrust, Submission
from league.services.import_report import ImportReport
from league.services.imports import import_official
from tests.files.builders import league_row, metric_row
from trusts.models import Trust

from .builders import ACTOR, handover, submit
from .official_files import Row, trust_cells, value_rows, whole, write, write_league

pytestmark = pytest.mark.django_db


def bring_in(*paths: Path, dry_run: bool = False) -> ImportReport:
    return import_official(by=ACTOR, paths=paths, dry_run=dry_run)


FAULTS: list[tuple[Row, str]] = [
    ({"Metric_ID": "OF0999"}, "knows no such metric"),
    ({"Metric_ID": "OF0085", "Trust_code": "ZB1"}, "No trust of this type reports OF0085."),
    ({"Metric_ID": "OF0048", "Units": "per bed"}, "OF0048 is not handed in in this unit."),
    ({"Metric_ID": "OF1013", "Value": "4.5"}, "Only numbers from 1 to 4 are possible here."),
    ({"Metric_ID": "OF1035", "Value": "0"}, "Only numbers from 1 to 4 are possible here."),
    ({"Metric_ID": "OF1035", "Value": "4.5"}, "Only numbers from 1 to 4 are possible here."),
    ({"Metric_ID": "OF1046", "Value": "2.5"}, "Only whole numbers from 1 to 3 are possible here."),
    ({"Metric_ID": "OF1046", "Value": "4"}, "Only whole numbers from 1 to 3 are possible here."),
    ({"Metric_ID": "OF1067", "Value": "5"}, "Only whole numbers from 1 to 4 are possible here."),
    ({"Metric_ID": "OF5003", "Value": "2.5"}, "Only whole numbers from 1 to 4 are possible"),
    ({"Metric_ID": "OF5004", "Value": "2"}, "Only whole numbers from 0 to 1 are possible"),
    ({"Metric_ID": "OF0082"}, "Row 2 says the same of ZA1."),
    ({"Metric_ID": "OF0084", "Trust_type": "Ambulance trust"}, "ZA1 is acute in row 9 of all.csv."),
    ({"Trust_type": "Specialist trust"}, "This is no trust type."),
    ({"Value": "seventy"}, "This is no number."),
    ({"Quarter": "Q5 2025/26"}, "This is no quarter."),
]


@pytest.mark.parametrize(("cells", "problem"), FAULTS)
def test_a_bad_row_spoils_its_quarter(tmp_path: Path, cells: Row, problem: str) -> None:
    code = cells.get("Trust_code", "ZA1")
    row = metric_row(**(trust_cells(code) | cells))
    report = bring_in(write(tmp_path, "all.csv", [*whole(), row]))
    (fault,) = [fault for fault in report.faults if problem in fault.problem]
    assert (fault.file, fault.row) == ("all.csv", 20)
    assert fault.column
    assert fault.remedy
    assert [quarter.outcome for quarter in report.quarters] == ["refused"]
    assert not Quarter.objects.exists()


def test_a_league_rank_is_whole(tmp_path: Path) -> None:
    row = metric_row(**trust_cells("ZA1"), Metric_ID="OF5000", Value="2", Rank="1.5")
    (fault,) = bring_in(write(tmp_path, "all.csv", [row])).faults
    assert (fault.column, fault.value) == ("Rank", "1.5")


def test_the_other_quarters_are_kept(tmp_path: Path) -> None:
    bad = metric_row(**trust_cells("ZA1", "Q3 2025/26"), Value="x")
    rows = [*whole(), *whole(quarter="Q3 2025/26"), bad]
    report = bring_in(write(tmp_path, "all.csv", rows))
    assert [(quarter.label, quarter.outcome) for quarter in report.quarters] == [
        ("Q3 2025/26", "refused"),
        ("Q4 2025/26", "imported"),
    ]
    assert list(Quarter.objects.values_list("slug", flat=True)) == ["2025-26-q4"]


def test_a_fault_in_one_file_spoils_the_quarter_in_all_files(tmp_path: Path) -> None:
    sound = write(tmp_path, "sound.csv", whole())
    broken = write(tmp_path, "broken.csv", [metric_row(**trust_cells("ZA1"), Value="x")])
    assert not bring_in(sound, broken).is_sound
    assert not Submission.objects.exists()


def test_a_known_quarter_keeps_its_figures_when_a_later_file_is_bad(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all.csv", whole()))
    before = MetricValue.objects.count()
    bring_in(write(tmp_path, "later.csv", [metric_row(**trust_cells("ZA1"), Value="x")]))
    assert (Submission.objects.count(), MetricValue.objects.count()) == (1, before)


def test_all_faults_are_collected(tmp_path: Path) -> None:
    rows = [metric_row(**trust_cells("ZA1"), Value=f"x{n}") for n in range(70)]
    assert len(bring_in(write(tmp_path, "all.csv", rows)).faults) == 70


def test_a_year_without_an_edition(tmp_path: Path) -> None:
    rows = [row | {"Quarter": "Q1 2019/20"} for row in whole()]
    (fault,) = bring_in(write(tmp_path, "old.csv", rows)).faults
    assert fault.problem == "No edition of the framework covers Q1 2019/20."


BOTH_EDITIONS = pytest.mark.parametrize("quarter", ["Q4 2025/26", "Q1 2026/27"])


@BOTH_EDITIONS
def test_a_quarter_from_which_nothing_can_be_computed(tmp_path: Path, quarter: str) -> None:
    row = metric_row(**trust_cells("ZA1", quarter), Metric_ID="OF0079", Value="0")
    (fault,) = bring_in(write(tmp_path, "all.csv", [row])).faults
    assert fault.problem.startswith(f"{quarter} cannot be computed")
    assert not Quarter.objects.exists()


@BOTH_EDITIONS
def test_a_league_table_that_ranks_nobody_is_no_result(tmp_path: Path, quarter: str) -> None:
    row = league_row(**trust_cells("ZA1", quarter), Rank="", Likely_range_of_rank="")
    (fault,) = bring_in(write_league(tmp_path, "table.csv", [row])).faults
    assert fault.problem.startswith(f"{quarter} cannot be computed")
    assert not Quarter.objects.exists()


def test_a_bad_league_table(tmp_path: Path) -> None:
    rows = [league_row(**trust_cells("ZA1"), Segment="7"), league_row(**trust_cells("ZA1"))]
    faults = bring_in(write_league(tmp_path, "table.csv", rows)).faults
    assert [(fault.row, fault.column) for fault in faults] == [(2, "Segment"), (3, "Trust_code")]


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = bring_in(tmp_path / "absent.csv", tmp_path / "empty")
    assert [fault.problem for fault in report.faults] == [
        "There is no such file.",
        "The directory holds no CSV file.",
    ]


def test_a_file_that_is_no_csv_does_not_stop_the_others(tmp_path: Path) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<html>Not found</html>")
    report = bring_in(write(tmp_path, "all.csv", whole()), page)
    assert [fault.file for fault in report.faults] == ["page.csv"]
    assert [quarter.outcome for quarter in report.quarters] == ["imported"]


def test_an_unreadable_file_spoils_the_quarter_that_its_name_tells(tmp_path: Path) -> None:
    empty = tmp_path / "acute-trust-data-q4-25-26.csv"
    empty.write_bytes(b"")
    report = bring_in(write(tmp_path, "all.csv", whole()), empty)
    assert [quarter.outcome for quarter in report.quarters] == ["refused"]


def test_a_file_too_large_is_refused_before_all_of_it_is_in_memory(tmp_path: Path) -> None:
    large = tmp_path / "acute-trust-data-q4-25-26.csv"
    with large.open("wb") as file:
        file.truncate(6 * MAX_BYTES)
    tracemalloc.start()
    report = bring_in(write(tmp_path, "all.csv", whole()), large)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [fault.problem for fault in report.faults] == ["The file is larger than 50 MB."]
    assert [quarter.outcome for quarter in report.quarters] == ["refused"]
    assert most < 2 * MAX_BYTES


ABSURD = "1e300"


@pytest.mark.parametrize("metric", ["OF0013", "OF0082", "OF5002"])
def test_a_figure_beyond_all_reason_is_a_fault(tmp_path: Path, metric: str) -> None:
    row = metric_row(**trust_cells("ZA1"), Metric_ID=metric, Value=ABSURD)
    (fault,) = bring_in(write(tmp_path, "all.csv", [*value_rows(["ZA2"]), row])).faults
    assert (fault.row, fault.column, fault.value) == (3, "Value", ABSURD)
    assert fault.problem == "No figure can be that large."
    assert not Quarter.objects.exists()


def test_a_league_table_with_a_figure_beyond_all_reason(tmp_path: Path) -> None:
    rows = [league_row(**trust_cells("ZA1"), Average_score=ABSURD)]
    (fault,) = bring_in(write_league(tmp_path, "table.csv", rows)).faults
    assert (fault.row, fault.column, fault.value) == (2, "Average_score", ABSURD)


def test_demonstration_data_stay_when_nothing_can_be_imported(tmp_path: Path) -> None:
    submit(handover(fictional=True))
    bad = [metric_row(**trust_cells("ZA1"), Value="x")]
    assert bring_in(write(tmp_path, "all.csv", bad)).removed == ()
    assert Quarter.objects.fictional().count() == 1


@pytest.mark.parametrize(
    ("column", "letters"), [("Reporting_date", 121), ("Trust_name", 201), ("Region", 81)]
)
def test_a_cell_too_long_to_be_kept_is_a_fault(tmp_path: Path, column: str, letters: int) -> None:
    row = metric_row(**(trust_cells("ZA1") | {column: "x" * letters}))
    (fault,) = bring_in(write(tmp_path, "all.csv", [*whole(), row])).faults
    assert (fault.file, fault.row, fault.column) == ("all.csv", 20, column)
    assert not Quarter.objects.exists()


def test_the_longest_text_that_is_read_can_be_stored() -> None:
    columns = {
        "region": QuarterTrust._meta.get_field("region"),
        "trust_subtype": QuarterTrust._meta.get_field("subtype"),
        "trust_name": QuarterTrust._meta.get_field("name"),
        "reporting_date": MetricValue._meta.get_field("period"),
        "units": MetricValue._meta.get_field("unit"),
    }
    assert {key: column.max_length for key, column in columns.items()} == LONGEST


def test_demonstration_data_stay_when_the_real_quarter_is_refused(tmp_path: Path) -> None:
    submit(handover("2025-26-q3", fictional=True))
    held = (Trust.objects.count(), MetricValue.objects.count())
    row = metric_row(**trust_cells("ZA1"), Metric_ID="OF0079", Value="0")
    report = bring_in(write(tmp_path, "all.csv", [row]))
    (fault,) = report.faults
    assert fault.problem.startswith("Q4 2025/26 cannot be computed")
    assert report.removed == ()
    assert list(Quarter.objects.values_list("slug", "fictional")) == [("2025-26-q3", True)]
    assert (Trust.objects.fictional().count(), MetricValue.objects.count()) == held


def test_demonstration_data_go_with_the_first_quarter_that_is_stored(tmp_path: Path) -> None:
    submit(handover("2025-26-q4", fictional=True))
    row = metric_row(**trust_cells("ZA1", "Q3 2025/26"), Metric_ID="OF0079", Value="0")
    report = bring_in(write(tmp_path, "all.csv", [row, *whole()]))
    assert [quarter.outcome for quarter in report.quarters] == ["refused", "imported"]
    assert report.removed == ("Q4 2025/26",)
    assert list(Quarter.objects.values_list("slug", "fictional")) == [("2025-26-q4", False)]
