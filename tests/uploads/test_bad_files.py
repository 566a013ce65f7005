"""Each bad file gets a clear error, soon and in little memory; none of them changes a row."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.files.uploads.reading import read_upload
from league.models import MetricValue, Submission, Upload, UploadState
from league.services.refusals import RefusedError
from league.services.uploads import evaluating, handing_in, sandbox
from tests.services.builders import ACTOR, handover, submit

from .builders import LONG, xlsx_of
from .corpus import bad_files

FILES = bad_files()
BOOK = xlsx_of(LONG, ("RP6", "OF0013", 78.5))
SECONDS = 5
MEMORY = 300 * 1024 * 1024


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 200


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_what_is_wrong(name: str) -> None:
    table = read_upload(name, FILES[name]())

    assert table.faults
    for fault in table.faults:
        assert fault.problem.endswith((".", "?"))
        assert fault.remedy.endswith(".")
        assert "Traceback" not in str(fault)
    assert all(row.code and row.metric for row in table.rows)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("value-")][::9])
def test_the_child_process_says_the_same(name: str) -> None:
    data = FILES[name]()
    assert sandbox.read(name, data) == read_upload(name, data)


IN_LITTLE = f"""
import sys
from league.files.uploads import child
child.MEMORY, child.SECONDS = {MEMORY}, {SECONDS}
sys.exit(child.main())
"""


@pytest.mark.parametrize(
    "name", ["columns-10-million", "rows-csv", "bomb-zeros", "one-long-line", "far-both"]
)
def test_the_hungriest_are_read_in_little_memory_and_soon(name: str) -> None:
    """The system holds the process to both, and would end it."""
    command = [sys.executable, "-c", IN_LITTLE, name]

    done = subprocess.run(command, input=FILES[name](), capture_output=True, check=False)

    assert done.returncode == 0
    assert json.loads(done.stdout)["faults"]


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    table = read_upload("noise", data)
    assert table.faults or table.rows


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    book = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 12))):
        book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    table = read_upload("scratched.xlsx", bytes(book))
    assert table.faults or all(row.code for row in table.rows)


@pytest.mark.django_db
def test_no_bad_file_changes_a_row() -> None:
    submit(handover())
    before = (Submission.objects.count(), MetricValue.objects.count())
    for name in list(FILES)[::12]:
        try:
            upload = handing_in.receive(
                by=ACTOR, quarter="2025-26-q4", name=name, data=FILES[name]()
            )
        except RefusedError:
            continue
        evaluating.check_now(by=ACTOR, upload=upload)
        assert Upload.objects.get(pk=upload.pk).state == UploadState.FAULTY
    assert (Submission.objects.count(), MetricValue.objects.count()) == before
