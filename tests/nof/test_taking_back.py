"""An official file re-issued with one published result less."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from league.models import Basis, Quarter
from league.services import inputs

from .importing import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

AVERAGE = "OF5202"


def without_average(path: Path, code: str, to: Path) -> None:
    """The file with the average and score rank of a trust blanked."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if (row["Trust_code"], row["Metric_ID"]) == (code, AVERAGE):
            row |= {"Value": "", "Rank": ""}
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_only_what_is_blank_is_taken_back(nof_dir: Path, tmp_path: Path) -> None:
    quarter = Quarter.objects.get(slug="2026-27-q1")
    before = inputs.in_force(quarter)
    (path,) = nof_dir.glob("*acute*-data-q1-26-27.csv")
    reissue = tmp_path / f"{path.stem}-v2.csv"
    without_average(path, "RBQ", reissue)

    (report,) = bring_in(reissue).quarters

    assert (report.outcome, report.basis, report.revision) == ("imported", Basis.COMPUTED, 2)
    assert "Taken back, because the cell is empty now: 2 published results of RBQ." in report.notes
    after = inputs.in_force(quarter)
    gone = {("RBQ", "average", ""), ("RBQ", "score-rank", "")}
    assert before.figures.keys() - after.figures.keys() == gone
    assert after.figures.items() <= before.figures.items()
    assert (after.values, report.trusts) == (before.values, 201)
    assert "Without published results, and so left out: RBQ." in report.notes
