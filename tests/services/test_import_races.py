"""Two imports at once: the one that waits for the other asks again what is known by then."""

from __future__ import annotations

from pathlib import Path

import pytest

from league.models import MetricValue, Quarter, Submission
from league.services.import_report import ImportReport
from league.services.imports import import_official

from .builders import ACTOR
from .official_files import value_rows, whole, write
from .test_register_races import side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def sickness(value: str) -> list[dict[str, str]]:
    return [value_rows(["ZA1"])[0] | {"Value": value}]


def both(first: list[Path], second: list[Path]) -> ImportReport:
    """What the second says, which reads its files before the first is done."""
    told: list[ImportReport] = []

    def run(paths: list[Path]) -> None:
        told.append(import_official(by=ACTOR, paths=paths))

    side_by_side(lambda: run(first), lambda: run(second))
    return told[-1]


def in_force() -> float | None:
    values = MetricValue.objects.in_force(Quarter.objects.get())
    return values.get(trust="ZA1", metric="OF0082").value


def test_an_older_issue_that_waited_is_left_out(tmp_path: Path) -> None:
    import_official(by=ACTOR, paths=[write(tmp_path, "others.csv", whole())])
    newer = write(tmp_path, "acute-v2.csv", sickness("9.9"))
    older = write(tmp_path, "acute.csv", sickness("1.1"))

    report = both([newer], [older])

    assert [(each.outcome, each.notes) for each in report.quarters] == [
        ("unchanged", ("acute.csv is left out: its issue 2 is known already.",))
    ]
    assert report.is_sound
    assert in_force() == 9.9


def test_the_same_file_twice_is_stored_once(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", whole())
    report = both([path], [path])
    assert [each.outcome for each in report.quarters] == ["unchanged"]
    assert Submission.objects.count() == 1


def test_an_older_issue_among_other_files_refuses_the_quarter(tmp_path: Path) -> None:
    newer = write(tmp_path, "all-v2.csv", whole())
    older = write(tmp_path, "all.csv", [*whole()[1:], *sickness("1.1")])
    more = write(tmp_path, "more.csv", [value_rows(["ZA2"])[0] | {"Value": "5.9"}])

    report = both([newer], [older, more])

    assert [each.outcome for each in report.quarters] == ["refused"]
    (fault,) = report.faults
    assert fault.problem == (
        "While this import ran, another one brought all.csv or a later issue of it. Start it again."
    )
    assert Submission.objects.count() == 1

    again = import_official(by=ACTOR, paths=[older, more])
    assert [each.outcome for each in again.quarters] == ["imported"]
    assert "all.csv is left out: its issue 2 is known already." in again.quarters[0].notes


def test_another_file_that_waited_still_counts(tmp_path: Path) -> None:
    first = write(tmp_path, "all.csv", whole())
    second = write(tmp_path, "late.csv", sickness("9.9"))
    assert [each.outcome for each in both([first], [second]).quarters] == ["imported"]
    assert in_force() == 9.9
