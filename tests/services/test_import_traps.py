"""Traps that real files have: league tables, former names, two units, missing values."""

from __future__ import annotations

from pathlib import Path

import pytest

from league.models import (
    Assessment,
    Basis,
    FigureKind,
    MetricValue,
    PublishedFigure,
    Quarter,
    SubmittedFile,
)
from league.services.import_report import ImportReport
from league.services.imports import import_official
from tests.files.builders import league_row, metric_row
from trusts.models import Trust

from .builders import ACTOR
from .official_files import trust_cells, value_rows, whole, write, write_league

pytestmark = pytest.mark.django_db


def bring_in(*paths: Path) -> ImportReport:
    return import_official(by=ACTOR, paths=paths, publish=True)


def test_a_league_table_gives_published_figures(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all.csv", whole()))
    bring_in(write_league(tmp_path, "table.csv", [league_row(**trust_cells("ZA3"))]))
    figures = PublishedFigure.objects.in_force(Quarter.objects.get()).filter(trust="ZA3")
    assert dict(figures.values_list("kind", "value")) == {
        FigureKind.AVERAGE: 2.15,
        FigureKind.ADJUSTED_SEGMENT: 3.0,
        FigureKind.FINANCIAL_OVERRIDE: 1.0,
        FigureKind.LEAGUE_RANK: 4.0,
        FigureKind.SCORE_RANK: 3.0,
        FigureKind.LIKELY_SCORE_LOW: 1.9,
        FigureKind.LIKELY_SCORE_HIGH: 2.41,
        FigureKind.LIKELY_RANK_LOW: 2.0,
        FigureKind.LIKELY_RANK_HIGH: 9.0,
    }


def test_a_league_table_alone_is_taken_as_published(tmp_path: Path) -> None:
    rows = [
        league_row(**trust_cells("ZM1"), Segment="1.0", Average_score="1.9", Rank="1.0"),
        league_row(**trust_cells("ZM2"), Segment="3.0", Average_score="2.2", Rank="2.0"),
    ]
    report = bring_in(write_league(tmp_path, "table.csv", rows))
    assert report.is_sound
    assert (report.quarters[0].basis, report.quarters[0].trusts) == (Basis.PUBLISHED, 2)
    made = Assessment.objects.get().assignments.order_by("trust_id")
    assert [(row.league_rank, row.score_rank, row.unadjusted) for row in made] == [
        (1, 1, 1),
        (2, 2, 3),
    ]


def test_former_type_names_and_renamed_trusts(tmp_path: Path) -> None:
    old = [row | {"Quarter": "Q1 2025/26"} for row in whole()]
    for row in old:
        row["Trust_type"] = row["Trust_type"].replace(
            "Mental health and community trust", "Non-acute hospital trust"
        )
        row["Trust_name"] = row["Trust_name"].replace("Invented", "Former")
    bring_in(write(tmp_path, "new.csv", whole()), write(tmp_path, "old.csv", old))
    trust = Trust.objects.get(pk="ZM1")
    assert (trust.type, trust.name, trust.former_names) == (
        "mental-health-and-community",
        "Invented Trust ZM1",
        ["Former Trust ZM1"],
    )


def test_two_units_of_one_metric(tmp_path: Path) -> None:
    rows = [
        metric_row(**trust_cells("ZA1"), Metric_ID="OF0048", Units="rate", Value="1.08"),
        metric_row(**trust_cells("ZA2"), Metric_ID="OF0048", Units="Count", Value="2.0"),
        metric_row(**trust_cells("ZA3"), Metric_ID="OF0013", Units="wrong", Value="80"),
    ]
    bring_in(write(tmp_path, "all.csv", [*whole(), *rows]))
    units = MetricValue.objects.exclude(metric="OF0082").order_by("trust_id")
    assert list(units.values_list("trust_id", "unit")) == [
        ("ZA1", "rate"),
        ("ZA2", "count"),
        ("ZA3", "%"),
    ]


def test_missing_values_are_kept_as_missing(tmp_path: Path) -> None:
    row = metric_row(**trust_cells("ZA1"), Value="*", Rank="NA")
    bring_in(write(tmp_path, "all.csv", [*whole(), row]))
    value = MetricValue.objects.get(metric="OF0013")
    assert (value.value, value.state) == (None, "suppressed")


def test_two_copies_of_a_file_count_once(tmp_path: Path) -> None:
    places = [tmp_path / "a", tmp_path / "b"]
    for place in places:
        place.mkdir()
        write(place, "all.csv", whole())
    report = bring_in(*places)

    assert report.is_sound
    (quarter,) = report.quarters
    assert (quarter.outcome, quarter.values) == ("imported", 6)
    assert "all.csv was given more than once: it is read once." in quarter.notes
    assert SubmittedFile.objects.get().name == "all.csv"


def test_two_files_of_one_name_both_count(tmp_path: Path) -> None:
    places = [tmp_path / "a", tmp_path / "b"]
    for place, rows in zip(places, (whole(), value_rows(["ZA1"])), strict=True):
        place.mkdir()
        write(place, "all.csv", rows)
    report = bring_in(*places)

    assert report.is_sound
    assert SubmittedFile.objects.count() == 2
