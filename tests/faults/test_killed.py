"""A process, a connection or the server's room ends at any point of a confirmation: all of it
counts, or nothing does, and it can be sent again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from league.models import Submission, Upload
from tests.local.processes import ROOT

from . import handing

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = 10

# Confirms an upload, and kills itself when it would send that statement to the database.
CONFIRM = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from league.models import Upload
from tests.faults import handing
left = int(sys.argv[2])
def counting(execute, sql, params, many, context):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(counting):
    handing.confirm(Upload.objects.get(pk=sys.argv[1]))
"""


def address() -> str:
    """Of the test database, for another process."""
    given = connection.get_connection_params()
    person = quote(str(given.get("user") or ""), safe="")
    if given.get("password"):
        person += f":{quote(str(given['password']), safe='')}"
    host = quote(str(given.get("host") or ""), safe="")
    port = f":{given['port']}" if given.get("port") else ""
    return f"postgres://{person}@{host}{port}/{given['dbname']}"


def confirm_beside(upload: Upload, statement: int) -> int:
    """Exit status of a process that confirms, and dies at that statement."""
    done = subprocess.run(
        [sys.executable, "-c", CONFIRM, str(upload.pk), str(statement)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "league.settings", "DATABASE_URL": address()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode


def at_statement(number: int, act: Callable[[], None]) -> AbstractContextManager[None]:
    """Does something when that statement would be sent over this connection."""
    sent = 0

    def counting(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        nonlocal sent
        sent += 1
        if sent == number:
            act()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(counting)


def statements(upload: Upload) -> int:
    """How many a whole confirmation sends between the beginning of its transaction and the end."""
    sent: list[str] = []

    def noting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(noting):
        handing.confirm(upload)
        transaction.set_rollback(True)
    return len(sent) - 2  # the savepoint that its own transaction is inside of this one


def points(upload: Upload) -> list[int]:
    """Ten statements, from the first to the last."""
    last = statements(upload)
    assert last > POINTS
    return [1 + place * (last - 1) // (POINTS - 1) for place in range(POINTS)]


def test_the_process_is_killed_at_ten_points() -> None:
    upload = handing.prepared()
    for point in points(upload):
        assert confirm_beside(upload, point) == -9
        assert not handing.is_applied(upload)

    assert confirm_beside(upload, 0) == 0
    assert handing.is_applied(upload)
    assert Submission.objects.count() == 2


def test_the_connection_is_lost_at_ten_points() -> None:
    upload = handing.prepared()
    for point in points(upload):
        with pytest.raises(OperationalError), at_statement(point, cut_off):
            handing.confirm(upload)
        connection.close()
        assert not handing.is_applied(upload)

    handing.confirm(upload)
    assert handing.is_applied(upload)


def cut_off() -> None:
    """Another session ends this one's, as a restarted server or a network would."""
    connection.ensure_connection()
    assert connection.connection
    mine = connection.connection.info.backend_pid
    with psycopg.connect(address(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])


FULL = """
CREATE FUNCTION test_disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
END $$;
CREATE TRIGGER test_disk_full BEFORE INSERT ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION test_disk_full();
"""
TABLES = ("league_submission", "league_metricvalue", "league_metricscore", "league_auditevent")


@pytest.mark.parametrize("table", TABLES)
def test_the_disk_is_full(client: Client, admin_user: Any, table: str) -> None:
    """The person reads that nothing was stored in part; with room again it can be sent again."""
    handing.quarter_that_counts()
    client.raise_request_exception = False
    client.force_login(admin_user)
    mine = handing.waiting_of(admin_user)
    with connection.cursor() as cursor:
        cursor.execute(FULL.format(table=table))
    try:
        answer = client.post(
            f"/admin/league/upload/{mine.pk}/confirm/", {"digest": mine.preview_digest}
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER test_disk_full ON {table}")
            cursor.execute("DROP FUNCTION test_disk_full()")

    assert answer.status_code == 503
    assert "either stored as a whole or not at all" in answer.content.decode()
    assert not handing.is_applied(mine)
    client.post(f"/admin/league/upload/{mine.pk}/confirm/", {"digest": mine.preview_digest})
    assert handing.is_applied(mine)
