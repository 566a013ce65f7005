"""Published results whose cells are empty in a later file: taken back, and never a zero."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from league.models import Assessment, Basis, FigureKind, PublishedFigure, Quarter
from league.services import assessments, inputs
from league.services.import_report import QuarterReport
from league.services.imports import import_official
from tests.files.builders import league_row, metric_row
from trusts.models import Trust

from .builders import ACTOR
from .official_files import Row, result_rows, trust_cells, value_rows, whole, write, write_league

pytestmark = pytest.mark.django_db

AVERAGE, SCORE_RANK = FigureKind.AVERAGE, FigureKind.SCORE_RANK
SEGMENT, LEAGUE_RANK = FigureKind.ADJUSTED_SEGMENT, FigureKind.LEAGUE_RANK
EMPTY = {"Value": "NA", "Rank": "NA"}


def bring_in(*paths: Path) -> QuarterReport:
    (report,) = import_official(by=ACTOR, paths=paths, publish=True).quarters
    return report


def figures(code: str) -> dict[str, float]:
    """Published results in force, by kind."""
    held = inputs.in_force(Quarter.objects.get())
    return {kind: value for (of, kind, _), value in held.figures.items() if of == code}


def average(code: str, **cells: str) -> Row:
    """The row of the average and the score rank."""
    return result_rows([code])[1] | cells


def table_row(code: str, **cells: str) -> Row:
    """What the metric file says of ZM1 too, as a row of a league table."""
    same = {"Segment": "1.0", "Average_score": "1.45", "Rank": "1.0"}
    return league_row(**trust_cells(code), **{**same, **cells})


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = write(tmp_path, "all.csv", whole())
    bring_in(path)
    return path


@pytest.mark.parametrize("name", ["all-v2.csv", "by-hand.csv"])
@pytest.mark.usefixtures("first")
def test_an_empty_cell_takes_a_result_back(tmp_path: Path, name: str) -> None:
    report = bring_in(write(tmp_path, name, [average("ZA1", Rank="NA"), average("ZA2", **EMPTY)]))
    assert (report.outcome, report.figures, report.revision) == ("imported", 1, 2)
    assert "Taken back, because the cell is empty now: 3 published results of ZA1, ZA2." in (
        report.notes
    )
    assert figures("ZA1") == {AVERAGE: 1.0, SEGMENT: 1.0, LEAGUE_RANK: 1.0}
    assert figures("ZA2") == {SEGMENT: 2.0, LEAGUE_RANK: 2.0}


@pytest.mark.usefixtures("first")
def test_what_was_said_before_is_kept_and_can_be_computed_again(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all-v2.csv", [average("ZA2", **EMPTY)]))
    told = PublishedFigure.objects.filter(trust="ZA2", kind=AVERAGE).order_by("submission")
    assert list(told.values_list("value", "layout")) == [
        (1.9, "metric-file"),
        (None, "metric-file"),
    ]
    assert Assessment.objects.count() == 2
    assert all(assessments.verify(made) for made in Assessment.objects.all())


@pytest.mark.usefixtures("first")
def test_a_later_file_gives_it_anew(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all-v2.csv", [average("ZA2", **EMPTY)]))
    bring_in(write(tmp_path, "all-v3.csv", [average("ZA2", Value="2.1")]))
    assert figures("ZA2")[AVERAGE] == 2.1


@pytest.mark.usefixtures("first")
def test_an_empty_cell_again_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "all-v2.csv", [average("ZA2", **EMPTY)])
    bring_in(path)
    stored = PublishedFigure.objects.count()
    for name in ("all-v2.csv", "again.csv"):
        report = bring_in(path.rename(tmp_path / name))
        path = tmp_path / name
        assert (report.outcome, report.notes) == ("unchanged", ())
    assert PublishedFigure.objects.count() == stored


def test_an_empty_cell_of_what_was_never_published_is_not_kept(tmp_path: Path) -> None:
    rows = [*whole(["ZA1", "ZM1", "ZB1"]), *value_rows(["ZA2"]), average("ZA2", **EMPTY)]
    report = bring_in(write(tmp_path, "all.csv", rows))
    assert (report.outcome, report.figures) == ("imported", 12)
    assert not PublishedFigure.objects.filter(value__isnull=True).exists()


def test_a_mistyped_code_can_be_taken_out_of_a_quarter(tmp_path: Path) -> None:
    stray: dict[str, Any] = {"Trust_code": "ZX9", "Trust_name": "Mistyped"}
    wrong = [row | stray for row in whole(["ZA3"])]
    bring_in(write(tmp_path, "all.csv", [*whole(), *wrong]))
    assert Assessment.objects.get().assignments.filter(trust="ZX9").exists()

    report = bring_in(write(tmp_path, "all-v2.csv", [row | EMPTY for row in wrong]))

    assert (report.basis, report.trusts) == (Basis.COMPUTED, 6)
    assert "Without published results, and so left out: ZX9." in report.notes
    assert (figures("ZX9"), Trust.objects.filter(pk="ZX9").exists()) == ({}, True)


@pytest.mark.usefixtures("first")
def test_the_end_of_a_likely_range_is_taken_back(tmp_path: Path) -> None:
    bring_in(write_league(tmp_path, "table.csv", [table_row("ZM1")]))
    assert figures("ZM1")[FigureKind.LIKELY_RANK_HIGH] == 9.0
    bring_in(write_league(tmp_path, "table-v2.csv", [table_row("ZM1", Likely_range_of_rank="")]))
    assert {FigureKind.LIKELY_RANK_LOW, FigureKind.LIKELY_RANK_HIGH}.isdisjoint(figures("ZM1"))
    assert figures("ZM1")[FigureKind.LIKELY_SCORE_LOW] == 1.9


@pytest.mark.usefixtures("first")
def test_an_empty_cell_of_the_other_layout_takes_nothing_back(tmp_path: Path) -> None:
    before = figures("ZM1")
    empty = dict.fromkeys(("Average_score", "Segment", "Rank"), "")
    report = bring_in(write_league(tmp_path, "table.csv", [table_row("ZM1", **empty)]))
    assert figures("ZM1").items() >= before.items()
    assert report.notes[0] == (
        "Still in force though the cell is empty, because a metric file gave it last: "
        "3 published results of ZM1. Empty the cell there too."
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_in_one_import_a_figure_counts_more_than_the_other_layouts_empty_cell(
    tmp_path: Path, turn: int
) -> None:
    parts = [
        write(tmp_path, "all.csv", [*whole(["ZA1", "ZB1"]), average("ZM1", **EMPTY)]),
        write_league(tmp_path, "table.csv", [table_row("ZM1")]),
    ]
    report = bring_in(*parts[::turn])
    assert figures("ZM1")[AVERAGE] == 1.45
    assert not [note for note in report.notes if "replaces" in note or "Taken back" in note]


def test_in_one_import_the_later_issue_leaves_the_cell_empty(tmp_path: Path) -> None:
    later = write(tmp_path, "all-v2.csv", [average("ZA2", **EMPTY)])
    report = bring_in(write(tmp_path, "all.csv", whole()), later)
    assert AVERAGE not in figures("ZA2")
    assert "all-v2.csv replaces 2 figures of all.csv." in report.notes


@pytest.mark.usefixtures("first")
def test_a_figure_of_a_layout_that_was_not_kept_can_be_taken_back(tmp_path: Path) -> None:
    """As of a file that was imported before layouts were kept."""
    held = PublishedFigure.objects.filter(trust="ZA2", kind=AVERAGE)
    rows = list(held.values("submission_id", "trust_id", "kind", "key", "value"))
    held.delete()
    PublishedFigure.objects.bulk_create(PublishedFigure(**row) for row in rows)
    bring_in(write(tmp_path, "all-v2.csv", [average("ZA2", **EMPTY)]))
    assert AVERAGE not in figures("ZA2")


@pytest.mark.usefixtures("first")
def test_a_published_metric_score_is_taken_back(tmp_path: Path) -> None:
    score = metric_row(**trust_cells("ZA1"), Metric_ID="OF1082", Units="score", Value="2.5")
    bring_in(write(tmp_path, "scores.csv", [score]))
    assert figures("ZA1")[FigureKind.METRIC_SCORE] == 2.5
    bring_in(write(tmp_path, "scores-v2.csv", [score | {"Value": "*", "Rank": ""}]))
    assert FigureKind.METRIC_SCORE not in figures("ZA1")
