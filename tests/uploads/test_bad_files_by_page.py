"""Bad files and over-long notes through the pages: a clear answer, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from league.models import MetricValue, Submission, Upload
from league.services import groups
from league.services.uploads import evaluating
from league.services.uploads.handing_in import LONGEST_NOTE
from tests.services.builders import handover, submit

from .builders import LONG, csv_of
from .corpus import bad_files
from .people import person

pytestmark = pytest.mark.django_db

START = "/admin/league/upload/add/"
GRID = "/admin/league/upload/grid/?quarter=2025-26-q4&trust=ZA1"
FILES = bad_files()
SAMPLE = list(FILES)[::11]
TOO_LONG = "Far too long. " * 200


@pytest.fixture
def ann(client: Client) -> Client:
    submit(handover())
    client.force_login(
        person(groups.SUBMITTER, "ZA1"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.parametrize("name", SAMPLE)
def test_a_bad_file_gets_a_page_that_says_so(
    ann: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "AT_ONCE", len(FILES[name]()) + 1)
    before = Submission.objects.count(), MetricValue.objects.count()
    file = SimpleUploadedFile("figures.xlsx", FILES[name]())

    answer = ann.post(START, {"quarter": "2025-26-q4", "file": file, "note": "Kept"}, follow=True)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Has errors." in shown or "Nothing was handed in: see below." in shown
    assert "Kept" in shown
    assert "Traceback" not in shown
    for ending in ("csv", "xlsx"):
        for upload in Upload.objects.exclude(layout=""):
            marked = ann.get(f"/admin/league/upload/{upload.pk}/found.{ending}")
            assert marked.status_code == 200
    assert (Submission.objects.count(), MetricValue.objects.count()) == before


def test_a_note_that_is_too_long_is_kept_beside_the_file(ann: Client) -> None:
    file = SimpleUploadedFile("ours.csv", csv_of(LONG, ("ZA1", "OF0082", 4.2)))
    answer = ann.post(START, {"quarter": "2025-26-q4", "file": file, "note": TOO_LONG})

    shown = answer.content.decode()
    assert TOO_LONG.strip() in shown
    assert f"at most {LONGEST_NOTE} characters" in shown
    assert not Upload.objects.exists()


def test_a_note_that_is_too_long_loses_no_figure(ann: Client) -> None:
    answer = ann.post(GRID, {"OF0082-value": "4.3", "OF0082-period": "June", "note": TOO_LONG})

    shown = answer.content.decode()
    assert 'name="OF0082-value" value="4.3"' in shown
    assert 'value="June"' in shown
    assert TOO_LONG in shown
    assert "shorten it" in shown
    assert not Upload.objects.exists()
