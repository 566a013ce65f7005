"""A file is read in a process of its own: whatever it does, it does not do it to the site."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from league.files.faults import Fault
from league.files.uploads.child import SECONDS
from league.files.uploads.reading import UploadedTable
from league.files.uploads.rows import UploadedRow

_COMMAND = (sys.executable, "-m", "league.files.uploads.child")
_REMEDY = "Save the figures anew from a template, or as CSV, and hand that in."


def read(name: str, data: bytes) -> UploadedTable:
    """What the file holds, or the one fault that it could not be read within the limits."""
    try:
        done = subprocess.run(
            [*_COMMAND, name],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _unread(name, data, "Reading the file takes too long.")
    if done.returncode:
        return _unread(name, data, "The file is too large or too intricate to be read.")
    return _table(json.loads(done.stdout))


def _unread(name: str, data: bytes, problem: str) -> UploadedTable:
    digest = hashlib.sha256(data).hexdigest()
    return UploadedTable(name, digest, len(data), faults=(Fault(name, problem, _REMEDY),))


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
