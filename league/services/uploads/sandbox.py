"""A file is read in a process of its own: whatever it does, it does not do it to the site."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from league.files.faults import Fault
from league.files.tables import UnreadableError
from league.files.uploads.child import PLAIN, SECONDS
from league.files.uploads.plain import PlainTable
from league.files.uploads.reading import UploadedTable
from league.files.uploads.rows import UploadedRow

_COMMAND = (sys.executable, "-m", "league.files.uploads.child")
_REMEDY = "Save the figures anew from a template, or as CSV, and hand that in."


def read(name: str, data: bytes) -> UploadedTable:
    """What the file holds, or the one fault that it could not be read within the limits."""
    try:
        return _table(_in_child(name, data))
    except UnreadableError as error:
        digest = hashlib.sha256(data).hexdigest()
        return UploadedTable(name, digest, len(data), faults=(error.fault,))


def read_plain(name: str, data: bytes) -> PlainTable:
    """As :func:`read`, of a file that holds no figures but any table."""
    try:
        given = _in_child(name, data, PLAIN)
    except UnreadableError as error:
        return PlainTable(fault=error.fault)
    return PlainTable(
        headers=tuple(given["headers"]),
        rows=tuple((at, tuple(cells)) for at, cells in given["rows"]),
        fault=Fault(**given["fault"]) if given["fault"] else None,
    )


def _in_child(name: str, data: bytes, *how: str) -> dict[str, Any]:
    """Raises UnreadableError when it took too much memory or time."""
    try:
        done = subprocess.run(
            [*_COMMAND, name, *how],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _unread(name, "Reading the file takes too long.") from error
    if done.returncode:
        raise _unread(name, "The file is too large or too intricate to be read.")
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def _unread(name: str, problem: str) -> UnreadableError:
    return UnreadableError(Fault(name, problem, _REMEDY))


def _table(given: dict[str, Any]) -> UploadedTable:
    return UploadedTable(
        **given
        | {
            "headers": tuple(given["headers"]),
            "rows": tuple(UploadedRow(**row) for row in given["rows"]),
            "faults": tuple(Fault(**fault) for fault in given["faults"]),
            "body": tuple((at, tuple(cells)) for at, cells in given["body"]),
        }
    )
