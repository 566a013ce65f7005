"""What an import publishes, and what it leaves to the people who handed it in or planned it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from league.models import Origin, PlannedPublication, PlanState, Quarter
from league.services import embargo, publishing, submissions
from league.services.import_report import QuarterReport
from league.services.imports import import_official

from .builders import ACTOR, handover, value_line
from .official_files import value_rows, whole, write

pytestmark = pytest.mark.django_db


def published(path: Path) -> QuarterReport:
    """One quarter, imported with --publish."""
    (report,) = import_official(by=ACTOR, paths=[path], publish=True).quarters
    return report


def hand_in(value: float, origin: Origin = Origin.UPLOAD) -> None:
    """Somebody's draft: another figure of ZA1."""
    given = replace(handover(), values=(value_line("ZA1", "OF0082", value),), files=())
    submissions.submit(by=ACTOR, handover=given, origin=origin, reason="Typo", draws=0)


def plan(at: datetime | None = None) -> PlannedPublication:
    moment = at or timezone.now() + timedelta(days=2)
    return embargo.plan(by=ACTOR, quarter=Quarter.objects.get(), reason="Planned", at=moment)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The first issue of all files, imported and seen by readers."""
    path = write(tmp_path, "all.csv", whole())
    published(path)
    return path


@pytest.fixture
def reissue(tmp_path: Path) -> Path:
    """One figure of another trust is different."""
    return write(tmp_path, "all-v2.csv", [value_rows(["ZA2"])[0] | {"Value": "5.9"}])


@pytest.mark.usefixtures("first")
def test_a_new_import_is_published(reissue: Path) -> None:
    report = published(reissue)
    assert (report.outcome, report.revision, report.published_now) == ("imported", 2, True)
    assert not [note for note in report.notes if note.startswith("Not published")]


def test_a_draft_that_is_no_import_is_not_published_by_one(first: Path) -> None:
    hand_in(9.9, Origin.CORRECTION)
    report = published(first)
    assert (report.outcome, report.revision, report.published_now) == ("unchanged", 1, False)
    assert report.notes == (
        "Not published: the newest results are a draft that rests on submission 2, which no "
        "import brought. Look at it, and publish it by hand.",
    )


@pytest.mark.usefixtures("first")
def test_other_peoples_drafts_are_not_published_with_a_new_import(reissue: Path) -> None:
    hand_in(9.9)
    hand_in(8.8, Origin.CORRECTION)
    report = published(reissue)
    assert (report.outcome, report.revision, report.published_now) == ("imported", 1, False)
    assert "rests on submissions 2, 3, which no import brought" in report.notes[-1]
    quarter = Quarter.objects.get()
    assert quarter.current_assessment is not None
    assert quarter.current_assessment.submission.number == 4


def test_a_draft_before_anything_is_published_stays_one(tmp_path: Path, reissue: Path) -> None:
    hand_in(9.9)
    report = published(write(tmp_path, "all.csv", whole()))
    assert (report.outcome, report.revision) == ("imported", None)
    assert "rests on submission 1, which" in report.notes[-1]
    assert published(reissue).revision is None


@pytest.mark.usefixtures("first")
def test_what_readers_see_already_is_no_hindrance(reissue: Path) -> None:
    hand_in(9.9)
    publishing.publish(by=ACTOR, quarter=Quarter.objects.get(), reason="Looked at")
    assert (published(reissue).revision, Quarter.objects.published().count()) == (3, 1)


def test_a_planned_publication_stays_and_nothing_goes_before_it(
    tmp_path: Path, reissue: Path
) -> None:
    import_official(by=ACTOR, paths=[write(tmp_path, "all.csv", whole())])
    waits = plan(datetime(2126, 11, 28, 9, 30, tzinfo=UTC))
    report = published(reissue)
    assert (report.outcome, report.revision, report.published_now) == ("imported", None, False)
    assert report.notes == (
        "Not published: a publication is planned for 28 November 2126, 09:30, London time, and "
        "stays as it is. The newest results are a draft.",
    )
    waits.refresh_from_db()
    assert waits.state == PlanState.WAITING
    (revision,) = embargo.publish_due(now=waits.at)
    assert revision.assessment == waits.assessment


def test_an_unchanged_file_does_not_go_before_a_plan(tmp_path: Path) -> None:
    path = write(tmp_path, "all.csv", whole())
    import_official(by=ACTOR, paths=[path])
    waits = plan()
    assert published(path).revision is None
    waits.refresh_from_db()
    assert waits.state == PlanState.WAITING
