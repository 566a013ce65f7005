"""What was found, as its reader gets it: in groups, ticked together, and as a list to keep."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from league.models import Upload, UploadState
from league.presenters.uploads.finding_groups import SHOWN, finding_groups, title_of
from league.services import groups
from tests.pages.reading import Reading
from tests.services.builders import SICKNESS, handover, submit

from .builders import LONG, csv_of
from .people import person

pytestmark = pytest.mark.django_db

START = "/admin/league/upload/add/"


@pytest.fixture
def ann(client: Client) -> Client:
    """Signed in as somebody who hands in for any trust."""
    submit(handover())
    client.force_login(person(groups.ANALYST))
    return client


def send(client: Client, data: bytes) -> Reading:
    file = SimpleUploadedFile("ours.csv", data)
    answer = client.post(START, {"quarter": "2025-26-q4", "file": file}, follow=True)
    assert answer.status_code == 200
    return Reading.of(answer.content.decode())


def address(page: str, *arguments: str) -> str:
    return reverse(f"admin:league_upload_{page}", args=[Upload.objects.get().pk, *arguments])


def test_two_thousand_equal_errors_are_one_matter(ann: Client) -> None:
    wrong = [(f"ZA{1 + row % 3}", "OF0082", "n/k?") for row in range(1_999)]
    shown = send(ann, csv_of(LONG, *wrong, ("ZZ9", "OF0082", 5)))

    assert "This is no number: 1,999 errors" in shown.text
    assert f"And {1_999 - SHOWN:,} more like these." in shown.text
    assert ("Row 2, Value", "All", "n/k?") in shown.rows
    assert shown.text.count("Write a number such as 78.5") == 1
    assert "Trusts that the register does not have: 1 error" in shown.text
    assert sum(row[0].startswith("Row ") for row in shown.rows) == SHOWN + 1


def test_the_list_has_them_all(ann: Client) -> None:
    send(ann, csv_of(LONG, *(("ZA1", "OF0082", "=x") for _ in range(50))))
    given = ann.get(address("findings", "csv"))
    rows = list(csv.DictReader(io.StringIO(given.content.decode("utf-8-sig"))))

    assert len(rows) == 50
    assert [row["row"] for row in rows] == [str(number) for number in range(2, 52)]
    assert rows[0]["severity"] == "Error"
    assert rows[0]["kind"] == "This is a formula written as text"
    assert rows[0]["found"] == "'=x"
    assert given["Content-Disposition"] == 'attachment; filename="ours-findings.csv"'


def test_the_list_of_a_file_that_could_not_be_read(ann: Client) -> None:
    """There is no table to write beside, and still a list."""
    shown = send(ann, b"nothing that we know")
    assert "Your file with what was found (Excel)" not in shown.links
    book = ann.get(shown.links["List of all that was found (Excel)"])

    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert sheet.cell(2, 1).value == "Error"
    assert sheet.cell(2, 8).value == "No row is a header that we know."
    assert ann.get(address("findings", "exe")).status_code == 404


def doubtful(client: Client) -> Reading:
    """More fractions than are shown, each to be ticked."""
    for slug in ("2025-26-q3", "2025-26-q2"):
        submit(handover(slug))
    columns = ("Trust", "OF0082", "OF0013")
    rows = [(code, 0.042, 0.78 if code[1] == "A" else "") for code in SICKNESS]
    return send(client, csv_of(columns, *rows))


def test_warnings_of_a_kind_are_ticked_together(ann: Client) -> None:
    doubtful(ann)
    upload = Upload.objects.get()
    assert upload.state == UploadState.READY
    warned = finding_groups(upload, "warning")
    kinds = [group.kind for group in warned if group.is_many]
    assert kinds
    ticked = {"accept-kind": kinds, "digest": upload.preview_digest}
    ticked["accept"] = [row.key for group in warned if not group.is_many for row in group.rows]

    ann.post(address("confirm"), ticked)

    upload.refresh_from_db()
    assert upload.state == UploadState.APPLIED
    assert all(group.ticked for group in finding_groups(upload, "warning"))


def test_an_untold_kind_ticks_nothing(ann: Client) -> None:
    doubtful(ann)
    upload = Upload.objects.get()
    given = {"accept-kind": ["results", "no such"], "digest": upload.preview_digest}
    shown = ann.post(address("confirm"), given, follow=True)

    assert "not ticked yet" in shown.content.decode()
    upload.refresh_from_db()
    assert (upload.state, upload.accepted) == (UploadState.READY, [])


def test_every_kind_of_finding_has_a_title() -> None:
    """All kinds that the checks name in their text."""
    checks = Path(settings.BASE_DIR, "league", "services", "uploads").glob("*.py")
    text = "\n".join(path.read_text() for path in checks)
    calls = re.findall(r'(?:_error|_warning)\(\s*\w+,\s*"([a-z-]+)"', text)
    made = re.findall(r'Finding\(Severity\.\w+, "([a-z-]+)"', text)
    kinds = {*calls, *made, *re.findall(r'kind="([a-z-]+)"', text)}
    assert len(kinds) > 15
    for kind in kinds:
        assert title_of({"kind": kind, "problem": "Said."})
