"""Long files are checked in the background: the page tells how far, may be left, and goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

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
        (
            f"Q{1 + place % 4} {2019 + place % 6}/{20 + place % 6}",
            "ZA1",
            "OF0082",
            f"Part {place}",
            "%",
            4.1,
            1,
        )
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
    assert "Step " not in look(client_of_ann, upload).text


STEPS = [
    (sandbox, "read", "Step 1 of 4: reading the file.", "Reading the file: now"),
    (evaluating, "known", "Step 2 of 4: checking 50,001 figures.", "Reading the file: done"),
    (evaluating, "preview", "Step 3 of 4: working out what they would", "50,001 figures: done"),
]


@pytest.mark.parametrize(("where", "act", "sentence", "listed"), STEPS)
def test_while_it_is_checked_the_page_says_how_far(
    client_of_ann: Client,
    ann: User,
    data: bytes,
    monkeypatch: pytest.MonkeyPatch,
    where: ModuleType,
    act: str,
    sentence: str,
    listed: str,
) -> None:
    """The step is held back until the page was looked at twice; only one is at it."""
    upload, reached, go = received(ann, data), threading.Event(), threading.Event()
    begun: list[str] = []
    real = getattr(where, act)

    def held_back(*given: Any, **named: Any) -> Any:
        begun.append(act)
        reached.set()
        assert go.wait(120)
        return real(*given, **named)

    monkeypatch.setattr(where, act, held_back)
    look(client_of_ann, upload)
    assert reached.wait(120)
    shown = look(client_of_ann, upload)
    assert "You may close this page and come back." in shown.text
    assert sentence in shown.text
    assert listed in shown.text
    assert "Ready: to come" in shown.text
    assert shown.links["Look again"] == ""
    go.set()
    finished()

    assert begun == [act]
    held = Upload.objects.get()
    assert (held.state, held.begun) == (UploadState.READY, 1)


def test_a_check_that_was_killed_goes_on_at_the_next_visit(
    client_of_ann: Client, ann: User, data: bytes
) -> None:
    upload = received(ann, data)
    assert upload.state == UploadState.READING

    assert "Step 1 of 4" in look(client_of_ann, upload).text
    finished()

    held = Upload.objects.get()
    assert held.state != UploadState.READING
    assert held.rows_done == held.rows_total
    assert connection.is_usable()
