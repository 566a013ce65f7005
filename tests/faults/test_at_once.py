"""Twenty people hand in for one quarter at the same moment."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection

from league.files.uploads.reading import UploadedTable, read_upload
from league.models import Assessment, MetricValue, Quarter, Submission, Upload
from league.services import assessments
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests.services.builders import TYPES, handover, submit
from tests.uploads.builders import LONG, csv_of

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 20
PATIENCE = 120


def people() -> list[Actor]:
    return [
        Actor(f"Person {n}", User.objects.create(username=f"person-{n}", is_superuser=True))
        for n in range(PEOPLE)
    ]


def waiting(by: Actor, number: int) -> Upload:
    """Each hands in another figure of some trust."""
    code = sorted(TYPES)[number % len(TYPES)]
    metric = ("OF0082", "OF0061", "OF0084", "OF0081")[number // len(TYPES)]
    data = csv_of(LONG, (code, metric, 5 + number / 100 if metric != "OF0081" else 0.5))
    upload = handing_in.receive(by=by, quarter="2025-26-q4", name="a.csv", data=data)
    evaluating.check_now(by=by, upload=upload)
    return Upload.objects.get(pk=upload.pk)


def hand_in(by: Actor, upload: Upload) -> int:
    """Confirms until it counts, as a person would who is shown the preview again."""
    tries = 0
    try:
        while True:
            tries += 1
            held = Upload.objects.get(pk=upload.pk)
            keys = [found["key"] for found in held.findings]
            handing_in.accept(by=by, upload=held, warnings=keys)
            done = handing_in.confirm(by=by, upload=held, digest=held.preview_digest)
            if done.submission:
                return tries
    finally:
        connection.close()


def test_each_is_applied_whole_and_the_end_is_that_of_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit(handover())
    crowd = people()
    uploads = [waiting(by, number) for number, by in enumerate(crowd)]
    tables = {upload.sha256: _table(upload) for upload in uploads}
    # The files were read once; reading them again at each try would only take time.
    monkeypatch.setattr(
        "league.services.uploads.sandbox.read", lambda _name, data: tables[_sha256(data)]
    )

    with ThreadPoolExecutor(PEOPLE) as pool:
        tries = list(pool.map(hand_in, crowd, uploads, timeout=PATIENCE))

    assert min(tries) == 1
    assert Submission.objects.count() == 1 + PEOPLE
    numbers = sorted(Submission.objects.values_list("number", flat=True))
    assert numbers == list(range(1, PEOPLE + 2))
    assert MetricValue.objects.filter(submission__number__gt=1).count() == PEOPLE
    _is_serial(Quarter.objects.get())


def _is_serial(quarter: Quarter) -> None:
    """The newest results are those of computing all that counts in one go."""
    newest = quarter.current_assessment
    assert newest
    assert newest.number == Assessment.objects.count()
    assert newest.submission.number == PEOPLE + 1
    assert assessments.verify(newest)


def _table(upload: Upload) -> UploadedTable:
    return read_upload(upload.name, bytes(upload.content))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
