"""The file that comes back with what was found, mended and handed in round after round."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from league.models import Upload
from league.services import groups
from tests.services.builders import handover, submit

from .builders import LONG, xlsx_of
from .people import person

pytestmark = pytest.mark.django_db

START = "/admin/league/upload/add/"
Rows = list[list[str]]

WRONG = (("ZA1", "OF0082", "about four"), ("ZA1", "OF0013", "most"))


@pytest.fixture
def ann(client: Client) -> Client:
    """Signed in as somebody who hands in for ZA1."""
    submit(handover())
    client.force_login(person(groups.SUBMITTER, "ZA1"))
    return client


def quoted(rows: Rows) -> bytes:
    """As a spreadsheet saves it as CSV: what was found has commas of its own."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def marked(client: Client, rows: Rows, ending: str) -> Rows:
    """Those rows handed in as a file of that kind, and what comes back; the header is first."""
    data = xlsx_of(*rows) if ending == "xlsx" else quoted(rows)
    given = {"quarter": "2025-26-q4", "file": SimpleUploadedFile(f"ours.{ending}", data)}
    assert client.post(START, given, follow=True).status_code == 200
    upload = Upload.objects.latest("received_at")
    answer = client.get(reverse("admin:league_upload_marked", args=[upload.pk, ending]))
    assert answer.status_code == 200
    if ending == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(("ending", "found"), [("csv", "found"), ("xlsx", "What was found")])
def test_it_may_be_mended_and_handed_in_again_and_again(
    ann: Client, ending: str, found: str
) -> None:
    """What an earlier round found gives way to what this one finds."""
    rows = marked(ann, [list(LONG), *map(list, WRONG)], ending)
    assert rows[0] == [*LONG, found]
    assert all(row[3].startswith("Value: This is no number.") for row in rows[1:])

    rows[1][2] = "4.2"
    again = marked(ann, rows, ending)

    assert again[0] == [*LONG, found]
    assert again[1] == ["ZA1", "OF0082", "4.2", ""]
    assert again[2][3].count("This is no number.") == 1
    assert marked(ann, again, ending) == again


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_columns_of_one_name_are_all_given_back(ann: Client, ending: str) -> None:
    headers = ["Notes", *LONG, "Notes", "", "column_6", "Notes_2"]
    rows = marked(ann, [headers, ["a", *WRONG[0], "b", "c", "d", "e"]], ending)

    assert rows[1][:8] == ["a", *WRONG[0], "b", "c", "d", "e"]
    assert len(rows[0]) == 9
    if ending == "csv":
        names = ["Notes", *LONG, "Notes_3", "column_6_2", "column_6", "Notes_2", "found"]
        assert rows[0] == names
    else:
        assert rows[0][:8] == headers


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_column_of_their_own_called_found_stays(ann: Client, ending: str) -> None:
    """Only a last one is taken for ours."""
    rows = marked(ann, [["found", *LONG], ["where", *WRONG[0]]], ending)

    assert rows[1][:4] == ["where", *WRONG[0]]
    assert rows[1][4].startswith("Value: This is no number.")


def test_cells_beyond_the_headers_are_given_back_too(ann: Client) -> None:
    first = marked(ann, [list(LONG), [*WRONG[0]]], "csv")
    rows = marked(ann, [first[0], [*first[1], "a thought"]], "csv")

    assert rows[0] == [*LONG, "column_4", "found"]
    assert rows[1][:4] == [*WRONG[0], "a thought"]
