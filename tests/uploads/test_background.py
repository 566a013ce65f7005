"""Long files are checked in the background: the page tells how far, may be left, and goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from league.models import Upload, UploadState
from league.services import groups
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in, sandbox
from tests.pages.reading import Reading
from tests.services.builders import handover, submit

from .builders import csv_of
from .people import person

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = ("Quarter", "Trust_code", "Metric_ID", "Reporting_date", "Units", "Value", "Rank")
ROWS = 50_001


def long_file() -> bytes:
    """The official layout with the trust's whole past; one row is of the quarter handed in for."""
    past = (
        (f"Q{1 + place % 4} {2019 + place % 6}", "ZA1", "OF0082", f"Part {place}", "%", 4.1, 1)
        for place in range(ROWS - 1)
    )
    mine = ("Q4 2025/26", "ZA1", "OF0082", "Q4 2025/26", "%", 4.9, 1)
    return csv_of(HEADER, *past, mine)


@pytest.fixture(scope="module")
def data() -> bytes:
    made = long_file()
    assert len(made) > evaluating.AT_ONCE
    return made


@pytest.fixture
def ann() -> User:
    submit(handover())
    return person(groups.SUBMITTER, "ZA1")


@pytest.fixture
def client_of_ann(client: Client, ann: User) -> Iterator[Client]:
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    yield client
    connections.close_all()


def received(ann: User, data: bytes) -> Upload:
    """As a process leaves it that dies right after it stored the file."""
    return handing_in.receive(
        by=Actor(ann.username, ann), quarter="2025-26-q4", name="all.csv", data=data
    )


def look(client: Client, upload: Upload) -> Reading:
    answer = client.get(reverse("admin:league_upload_change", args=[upload.pk]))
    assert answer.status_code == 200
    return Reading.of(answer.content.decode())


def finished() -> None:
    """Until no thread of ours is at work."""
    for thread in threading.enumerate():
        if thread.name == evaluating.THREAD:
            thread.join()


def test_a_long_file_is_checked_while_the_page_may_be_left(
    client_of_ann: Client, data: bytes
) -> None:
    file = SimpleUploadedFile("all.csv", data)
    answer = client_of_ann.post(
        "/admin/league/upload/add/", {"quarter": "2025-26-q4", "file": file}
    )
    assert answer.status_code == 302
    finished()

    upload = Upload.objects.get()
    assert upload.state in (UploadState.READY, UploadState.FAULTY)
    assert upload.rows_done == upload.rows_total > 0
    assert "Rows checked" not in look(client_of_ann, upload).text


def test_while_it_is_checked_the_page_says_how_far(
    client_of_ann: Client, ann: User, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading is held back until the page was looked at twice; only one is at it."""
    upload, go = received(ann, data), threading.Event()
    begun: list[str] = []
    read = sandbox.read

    def held_back(name: str, content: bytes) -> object:
        begun.append(name)
        assert go.wait(60)
        return read(name, content)

    monkeypatch.setattr(sandbox, "read", held_back)
    for _ in range(2):
        shown = look(client_of_ann, upload)
        assert "You may close this page and come back." in shown.text
        assert "Rows checked: 0 of not counted yet. Look again" in shown.text
    go.set()
    finished()

    assert begun == ["all.csv"]
    assert Upload.objects.get().state != UploadState.READING


def test_a_check_that_was_killed_goes_on_at_the_next_visit(
    client_of_ann: Client, ann: User, data: bytes
) -> None:
    upload = received(ann, data)
    assert upload.state == UploadState.READING

    assert "Rows checked" in look(client_of_ann, upload).text
    finished()

    held = Upload.objects.get()
    assert held.state != UploadState.READING
    assert held.rows_done == held.rows_total
    assert connection.is_usable()
