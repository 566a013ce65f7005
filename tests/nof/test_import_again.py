"""The official files again once they are imported: nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .importing import bring_in, counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]


def test_a_second_import_changes_nothing(nof_dir: Path) -> None:
    before = counts()
    report = bring_in(nof_dir)
    assert report.is_sound
    assert {quarter.outcome for quarter in report.quarters} == {"unchanged"}
    assert not any(quarter.published_now for quarter in report.quarters)
    assert counts() == before


def test_a_single_file_again_changes_nothing(nof_dir: Path) -> None:
    before = counts()
    (path,) = nof_dir.glob("*mental-health*-data-q4-25-26.csv")
    assert {quarter.outcome for quarter in bring_in(path).quarters} == {"unchanged"}
    assert counts() == before
