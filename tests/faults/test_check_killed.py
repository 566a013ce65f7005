"""A process is killed while it checks a long upload: whoever looks next has it checked anew, and a
file under which process after process ends is given back. Nobody waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from league.models import Upload, UploadState
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests.local.processes import ROOT
from tests.pages.reading import Reading
from tests.uploads.test_background import finished, long_file

from . import handing
from .test_killed import address

pytestmark = pytest.mark.django_db(transaction=True)

# Checks an upload in the background, and kills itself when that step has been told.
CHECK = """
import os, signal, sys
import django
django.setup()
from league.models import Upload
from league.services.uploads import evaluating
from tests.faults import handing
told = evaluating._tell
def telling(pk, step, figures):
    told(pk, step, figures)
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
evaluating._tell = telling
upload = Upload.objects.get(pk=sys.argv[1])
evaluating.check_in_background(by=handing.BY, upload=upload).join()
"""


@pytest.fixture
def client_of_ann(client: Client) -> Iterator[Client]:
    user = User.objects.create_superuser("ann")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    yield client
    connections.close_all()


@pytest.fixture
def upload(client_of_ann: Client) -> Upload:
    """Stored, and not checked yet."""
    handing.quarter_that_counts()
    by = Actor("ann", User.objects.get())
    return handing_in.receive(by=by, quarter="2025-26-q4", name="all.csv", data=long_file())


def check_and_be_killed(upload: Upload, step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(upload.pk), step],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "league.settings", "DATABASE_URL": address()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    with transaction.atomic(), connection.cursor() as cursor:
        # Until the server has noticed, too.
        key = int.from_bytes(upload.pk.bytes[:8], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def look(client: Client, upload: Upload) -> str:
    answer = client.get(reverse("admin:league_upload_change", args=[upload.pk]))
    assert answer.status_code == 200
    return Reading.of(answer.content.decode()).text


def test_a_killed_check_is_begun_anew_by_whoever_looks(
    client_of_ann: Client, upload: Upload
) -> None:
    for step in ("reading", "working"):
        check_and_be_killed(upload, step)
        assert Upload.objects.get().state == UploadState.READING

    assert "You may close this page and come back." in look(client_of_ann, upload)
    finished()

    assert "Waiting for confirmation." in look(client_of_ann, upload)
    held = Upload.objects.get()
    assert (held.begun, held.step) == (3, "working")
    handing_in.confirm(by=Actor("ann", held.author), upload=held, digest=held.preview_digest)
    assert Upload.objects.get().state == UploadState.APPLIED


def test_a_file_under_which_processes_end_is_given_back(
    client_of_ann: Client, upload: Upload
) -> None:
    Upload.objects.update(begun=evaluating.BEGINNINGS - 1)
    check_and_be_killed(upload, "checking")

    said = look(client_of_ann, upload)

    assert "Has errors." in said
    assert "The check of this file broke off 3 times; nothing of it counts." in said
    assert "Hand it in again." in said
    assert Upload.objects.get().state == UploadState.FAULTY
