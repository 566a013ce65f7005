"""A process that confirms an upload through its page, and stops where it is told to.

Run by the test with a database of its own. It takes a line of JSON and answers with one:
``{"do": "prepare"}``, ``{"do": "confirm", "at": 7}``, ``{"do": "look"}``, ``{"do": "again"}``.
Stopped before statement ``at``, or after the last one's commit, it says so and waits for a line.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from league.models import Upload
from tests.faults import handing
from tests.pages.reading import Reading

LAST = "after the commit"
_OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
_WRITES_LAST = "league_auditevent"


def answer(**told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def stop(at: object) -> None:
    """Say where, and wait for a line."""
    answer(stopped=at)
    sys.stdin.readline()


def signed_in() -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.force_login(User.objects.get(), "django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, upload: Upload) -> int:
    address = reverse("admin:league_upload_confirm", args=[upload.pk])
    return client.post(address, {"digest": upload.preview_digest}).status_code


def prepare() -> None:
    """A quarter that counts, a file that waits; how many statements confirming it takes."""
    _spare_the_disk()
    call_command("migrate", verbosity=0)
    handing.quarter_that_counts()
    upload = handing.waiting_of(User.objects.create_superuser("ann"))
    _rehearsed(upload)  # some things are asked by the first request only
    sent = _rehearsed(upload)
    last = max(place for place, sql in enumerate(sent, start=1) if _WRITES_LAST in sql)
    answer(statements=last)


def _spare_the_disk() -> None:
    """What killed processes had written is with the kernel; only a power cut needs it on disk."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET fsync = off")
        cursor.execute("SELECT pg_reload_conf()")


def _rehearsed(upload: Upload) -> list[str]:
    """Statements of a confirmation that is taken back."""
    client, sent = signed_in(), list[str]()
    with transaction.atomic(), connection.execute_wrapper(_each(sent.append)):
        post(client, upload)
        transaction.set_rollback(True)
    return sent


def confirm(at: int | str) -> None:
    """What its page answers when it was stopped on the way."""
    client, upload, sent = signed_in(), _first(), 0

    def counting(sql: str) -> None:
        nonlocal sent
        sent += 1
        if sent == at:
            stop(at)
        elif at == LAST and _WRITES_LAST in sql and "upload.applied" in sql:
            transaction.on_commit(lambda: stop(at))

    with connection.execute_wrapper(_each(counting)):
        status = post(client, upload)
    connection.close()
    answer(status=status)


def _each(note: Callable[[str], None]) -> Callable[..., Any]:
    """Tells of every statement but those that begin and end transactions within others."""

    def noting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_OF_TRANSACTIONS):
            note(f"{sql} {params}")
        return execute(sql, params, many, context)

    return noting


def look() -> None:
    """Whether the upload counts, and what its page says."""
    upload = _first()
    applied = handing.is_applied(upload)
    page = signed_in().get(reverse("admin:league_upload_change", args=[upload.pk]))
    answer(applied=applied, says=Reading.of(page.content.decode()).text)


def again() -> None:
    """What comes of the same file sent again."""
    upload = handing.waiting(handing.BY)
    answer(found=[upload.state, *(each["kind"] for each in upload.findings)])


def _first() -> Upload:
    return Upload.objects.earliest("received_at")


def main() -> None:
    acts: dict[str, Callable[..., None]] = {
        "prepare": prepare,
        "confirm": confirm,
        "look": look,
        "again": again,
    }
    # What is asked before a page is made is no part of it: the page outlives its failure.
    settings.PUBLICATION_CHECK_SECONDS = math.inf
    for line in sys.stdin:
        given = json.loads(line)
        acts[given.pop("do")](**given)
