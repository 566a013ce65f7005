"""Importing official files: what is stored, what changes nothing, and in what order."""

from __future__ import annotations

from pathlib import Path

import pytest

from league.models import (
    Assessment,
    AuditEvent,
    Basis,
    MetricValue,
    Quarter,
    Submission,
)
from league.services.import_report import ImportReport
from league.services.imports import REASON, import_official
from trusts.models import Trust

from .builders import ACTOR, TYPES, handover, submit
from .official_files import (
    result_rows,
    value_rows,
    whole,
    write,
)

pytestmark = pytest.mark.django_db

ACUTE = [code for code in TYPES if TYPES[code] == "acute"]
OTHERS = [code for code in TYPES if TYPES[code] != "acute"]


def bring_in(*paths: Path, publish: bool = False, dry_run: bool = False) -> ImportReport:
    return import_official(by=ACTOR, paths=paths, publish=publish, dry_run=dry_run)


def outcomes(report: ImportReport) -> list[tuple[str, str]]:
    return [(quarter.label, quarter.outcome) for quarter in report.quarters]


def state() -> tuple[int, ...]:
    models = (Submission, Assessment, AuditEvent, Trust, MetricValue)
    return tuple(model._default_manager.count() for model in models)


def test_a_whole_quarter_is_stored_computed_and_published(tmp_path: Path) -> None:
    report = bring_in(write(tmp_path, "all.csv", whole()), publish=True)
    assert report.is_sound
    (quarter,) = report.quarters
    assert (quarter.outcome, quarter.trusts, quarter.values, quarter.figures) == (
        "imported",
        6,
        6,
        24,
    )
    assert (quarter.basis, quarter.revision, quarter.published_now) == (Basis.COMPUTED, 1, True)
    assert quarter.agreement.endswith("of 6")
    held = Quarter.objects.published().get()
    assert held.current_revision is not None
    assert held.current_revision.reason == REASON
    file = Submission.objects.get().files.get()
    assert (file.name, file.rows) == ("all.csv", 18)


def test_a_draft_stays_a_draft_without_publish(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", whole())
    bring_in(path)
    assert not Quarter.objects.published().exists()
    assert bring_in(path, publish=True).quarters[0].published_now
    assert Submission.objects.count() == 1


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", whole())
    bring_in(path, publish=True)
    before = state()
    report = bring_in(path, publish=True)
    assert outcomes(report) == [("Q4 2025/26", "unchanged")]
    assert (report.quarters[0].revision, report.quarters[0].published_now) == (1, False)
    assert state() == before


def test_the_same_figures_in_another_file_change_nothing(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all.csv", whole()))
    before = state()
    report = bring_in(write(tmp_path, "again.csv", reversed(whole())))
    assert outcomes(report) == [("Q4 2025/26", "unchanged")]
    assert state() == before


def test_an_earlier_file_does_not_undo_a_later_one(tmp_path: Path) -> None:
    first = write(tmp_path, "first.csv", whole())
    second = write(tmp_path, "second.csv", [value_rows(["ZA1"])[0] | {"Value": "9.9"}])
    bring_in(first)
    bring_in(second)
    assert outcomes(bring_in(first)) == [("Q4 2025/26", "unchanged")]
    assert sickness("ZA1") == 9.9


def test_a_dry_run_reports_all_and_keeps_nothing(tmp_path: Path) -> None:
    report = bring_in(write(tmp_path, "all.csv", whole()), publish=True, dry_run=True)
    assert report.dry_run
    assert (report.quarters[0].outcome, report.quarters[0].revision) == ("imported", 1)
    assert state() == (0, 0, 0, 0, 0)
    assert not Quarter.objects.exists()


def test_several_quarters_in_a_file_become_a_submission_each(tmp_path: Path) -> None:
    rows = [*whole(), *whole(quarter="Q3 2025/26")]
    report = bring_in(write(tmp_path, "all.csv", rows))
    assert outcomes(report) == [("Q3 2025/26", "imported"), ("Q4 2025/26", "imported")]
    assert Submission.objects.count() == 2


def test_a_directory_stands_for_its_csv_files(tmp_path: Path) -> None:
    write(tmp_path, "acute.csv", whole(ACUTE))
    write(tmp_path, "others.CSV", whole(OTHERS))
    (tmp_path / "README.md").write_text("no data")
    report = bring_in(tmp_path, tmp_path / "acute.csv")
    assert report.quarters[0].values == 6
    assert Submission.objects.get().files.count() == 2


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_files_and_calls_does_not_matter(tmp_path: Path, turn: int) -> None:
    parts = [
        write(tmp_path, "acute-results.csv", result_rows(ACUTE)),
        write(tmp_path, "acute-values.csv", value_rows(ACUTE)),
        write(tmp_path, "others.csv", whole(OTHERS)),
    ]
    together = bring_in(*parts[::turn]).quarters[0]
    digest = Assessment.objects.get().results_digest
    assert together.basis == Basis.COMPUTED
    for part in parts[::turn]:
        rows = part.read_bytes().replace(b"Q4 2025/26", b"Q2 2025/26")
        part.write_bytes(rows)
        last = bring_in(part).quarters[0]
    assert last.basis == Basis.COMPUTED
    quarter = Quarter.objects.get(slug="2025-26-q2")
    assert quarter.current_assessment is not None
    assert _standings(quarter.current_assessment) == _standings(
        Assessment.objects.get(results_digest=digest)
    )


def _standings(made: Assessment) -> list[tuple[object, ...]]:
    fields = ("trust_id", "average", "adjusted", "final", "league_rank", "score_rank")
    return list(made.assignments.order_by("trust_id").values_list(*fields))


def test_a_quarter_is_as_published_until_its_values_come(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "a.csv", [*result_rows(), *value_rows(OTHERS)]))
    held = Quarter.objects.get()
    assert held.current_assessment is not None
    assert held.current_assessment.basis == Basis.PUBLISHED
    report = bring_in(write(tmp_path, "b.csv", value_rows(ACUTE)))
    assert report.quarters[0].basis == Basis.COMPUTED


def test_the_later_path_wins_and_says_so(tmp_path: Path) -> None:
    first = write(tmp_path, "first.csv", whole())
    second = write(tmp_path, "second.csv", [value_rows(["ZA1"])[0] | {"Value": "9.9"}])
    report = bring_in(first, second)
    assert sickness("ZA1") == 9.9
    assert "second.csv replaces 1 figure of first.csv." in report.quarters[0].notes


def test_a_later_issue_wins_whatever_the_order_of_paths(tmp_path: Path) -> None:
    issue = write(tmp_path, "all-v2.csv", [value_rows(["ZA1"])[0] | {"Value": "9.9"}])
    report = bring_in(issue, write(tmp_path, "all.csv", whole()))
    assert sickness("ZA1") == 9.9
    assert "all-v2.csv replaces 1 figure of all.csv." in report.quarters[0].notes


def test_an_issue_known_to_be_older_is_left_out(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all-v2.csv", whole()))
    older = write(tmp_path, "all.csv", [value_rows(["ZA1"])[0] | {"Value": "1.0"}])
    report = bring_in(older)
    assert outcomes(report) == [("Q4 2025/26", "unchanged")]
    assert report.quarters[0].notes == ("all.csv is left out: its issue 2 is known already.",)
    assert sickness("ZA1") == 4.1


def test_demonstration_data_go_first(tmp_path: Path) -> None:
    given = handover("2025-26-q3", fictional=True)
    submit(given)
    Trust.objects.update(name="Invented")
    report = bring_in(write(tmp_path, "all.csv", whole()))
    assert report.removed == ("Q3 2025/26",)
    assert list(Quarter.objects.values_list("slug", flat=True)) == ["2025-26-q4"]
    assert not Trust.objects.fictional().exists()


def test_each_step_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path, "all.csv", whole())
    import_official(by=ACTOR, paths=[path], progress=told.append)
    assert told == [
        "Reading all.csv (1 of 1)",
        "Storing and computing Q4 2025/26",
        "Kept Q4 2025/26: imported",
    ]


def sickness(code: str) -> float | None:
    values = MetricValue.objects.in_force(Quarter.objects.get())
    return values.get(trust=code, metric="OF0082").value


def test_a_code_that_was_not_known_is_named(tmp_path: Path) -> None:
    bring_in(write(tmp_path, "all.csv", whole()))
    stray = value_rows(["ZA1"])[0] | {"Trust_code": "ZX1", "Trust_name": "Mistyped"}
    report = bring_in(write(tmp_path, "late.csv", [stray]))
    assert "1 trust new in the register: ZX1." in report.quarters[0].notes


def test_a_run_that_is_stopped_has_told_which_quarters_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", [*whole(quarter="Q3 2025/26"), *whole()])
    told: list[str] = []

    def stop_at_the_second(line: str) -> None:
        told.append(line)
        if line == "Storing and computing Q4 2025/26":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_official(by=ACTOR, paths=[path], progress=stop_at_the_second)
    assert [line for line in told if line.startswith("Kept")] == ["Kept Q3 2025/26: imported"]
    assert list(Quarter.objects.values_list("slug", flat=True)) == ["2025-26-q3"]


def test_a_dry_run_tells_of_nothing_kept(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path, "all.csv", whole())
    import_official(by=ACTOR, paths=[path], dry_run=True, progress=told.append)
    assert not [line for line in told if line.startswith("Kept")]
