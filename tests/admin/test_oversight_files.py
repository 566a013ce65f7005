"""Oversight records come by file: looked at, confirmed, all or none, and never overwritten."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from league.models import AuditEvent, OversightRecord
from league.services import oversight_files
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError, Right
from tests import factories as f
from tests.pages.reading import Reading
from tests.services.people import person
from tests.uploads.builders import csv_of, xlsx_of

from .signing_in import client_of

pytestmark = pytest.mark.django_db

LIST = "/admin/league/oversightrecord/"
CHOOSE, CONFIRM = f"{LIST}import/", f"{LIST}import/confirm/"
HEADER = ("Trust", "Kind", "Value", "Valid from", "Valid to", "Source")
GOOD = ("ZA1", "CQC rating", "Good", "2026-05-04", "", "CQC")
NEWER = ("ZA1", "cqc-rating", "Outstanding", "01/07/2026", "", "CQC")
ENDED = ("ZA1", "CQC rating", "Good", "2026-05-04", "2026-06-30", "CQC")
COMMAND = Actor("a command")


@pytest.fixture(autouse=True)
def trusts() -> None:
    f.TrustFactory.create(ods_code="ZA1")
    f.TrustFactory.create(ods_code="ZA2")


@pytest.fixture
def keeper() -> Client:
    return client_of("kay", "league.change_oversightrecord", "league.view_oversightrecord")


def sent(client: Client, *rows: Sequence[object], name: str = "ours.csv") -> Reading:
    made = xlsx_of(*rows) if name.endswith("xlsx") else csv_of(*rows)
    response = client.post(CHOOSE, {"file": SimpleUploadedFile(name, made)})
    assert response.status_code == 200
    return Reading.of(response.content.decode())


def confirmed(client: Client, *rows: Sequence[object]) -> str:
    """The page after the rows were looked at and confirmed."""
    response = client.post(CHOOSE, {"file": SimpleUploadedFile("a.csv", csv_of(*rows))})
    done = client.post(CONFIRM, {"rows": response.context["rows"]}, follow=True)
    return Reading.of(done.content.decode()).text


def told(*rows: tuple[str, ...]) -> list[oversight_files.Row]:
    return list(enumerate(rows, start=2))


@pytest.mark.parametrize("name", ["ours.csv", "ours.xlsx"])
def test_a_file_is_looked_at_before_anything_is_stored(keeper: Client, name: str) -> None:
    page = sent(keeper, HEADER, GOOD, ("ZA2", *GOOD[1:]), name=name)
    assert "2 of 2 rows would change records" in page.text
    assert ("2", "To be recorded", *GOOD) in page.rows
    assert not OversightRecord.objects.exists()
    assert not AuditEvent.objects.exists()


def test_confirmed_it_is_recorded_once(keeper: Client) -> None:
    assert "1 of 1 rows changed records." in confirmed(keeper, HEADER, GOOD)
    made = OversightRecord.objects.get()
    assert (made.trust_id, made.value, made.valid_from) == ("ZA1", "Good", date(2026, 5, 4))
    assert AuditEvent.objects.get().actor_name == "kay"
    page = sent(keeper, HEADER, GOOD)
    assert "Everything in the file is on record." in page.text
    oversight_files.apply(by=COMMAND, rows=told(GOOD))
    assert OversightRecord.objects.count() == 1


def test_one_file_ends_a_rating_and_tells_the_next_in_any_order(keeper: Client) -> None:
    confirmed(keeper, HEADER, GOOD)
    assert "2 of 2 rows changed records." in confirmed(keeper, HEADER, NEWER, ENDED)
    held = OversightRecord.objects.order_by("valid_from").values_list("value", "valid_to")
    assert list(held) == [("Good", date(2026, 6, 30)), ("Outstanding", None)]
    assert AuditEvent.objects.filter(action="oversight.ended").count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({0: "ZZ9"}, "The register has no trust “ZZ9”."),
        ({1: "mood"}, "“mood” is none of: CQC rating"),
        ({2: "Fair"}, "A CQC rating is one of these"),
        ({2: ""}, "The value is empty."),
        ({3: "soon"}, "“soon” is no date"),
        ({3: ""}, "The first day on which it held is missing."),
        ({3: "31/02/2026"}, "is no date"),
        ({4: "2026-05-03"}, "It cannot end before it began"),
        ({5: " "}, "The source is empty."),
    ],
)
def test_each_bad_row_is_named_and_none_counts(
    keeper: Client, changes: dict[int, str], says: str
) -> None:
    bad = tuple(changes.get(place, cell) for place, cell in enumerate(GOOD))
    page = sent(keeper, HEADER, ("ZA2", *GOOD[1:]), bad)
    assert "1 of 2 rows cannot be recorded" in page.text
    assert "Confirm these rows" not in page.text
    assert any(row[0] == "3" and says in row[1] for row in page.rows)
    with pytest.raises(RefusedError, match=r"Nothing was recorded\. Row 3: "):
        oversight_files.apply(by=COMMAND, rows=told(("ZA2", *GOOD[1:]), bad))
    assert not OversightRecord.objects.exists()
    assert not AuditEvent.objects.exists()


def test_nothing_on_record_is_overwritten(keeper: Client) -> None:
    confirmed(keeper, HEADER, ENDED)
    page = sent(keeper, HEADER, (*ENDED[:4], "2026-07-31", "CQC"), (*NEWER[:3], *ENDED[3:]))
    assert "2 of 2 rows cannot be recorded" in page.text
    assert any("ended before, on 30 June 2026" in row[1] for row in page.rows if row[0] == "2")


def test_two_ratings_at_once_within_one_file_are_refused(keeper: Client) -> None:
    assert "end it first" in sent(keeper, HEADER, GOOD, NEWER).text


def test_what_changed_meanwhile_keeps_the_whole_file_back(keeper: Client) -> None:
    rows = (HEADER, ("ZA2", *NEWER[1:]), NEWER)
    response = keeper.post(CHOOSE, {"file": SimpleUploadedFile("a.csv", csv_of(*rows))})
    oversight_files.apply(by=COMMAND, rows=told(GOOD))
    done = keeper.post(CONFIRM, {"rows": response.context["rows"]}, follow=True)
    assert "Nothing was recorded. Row 3:" in Reading.of(done.content.decode()).text
    assert OversightRecord.objects.get().value == "Good"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"Trust,Kind\r\nZA1,x\r\n", "The file has no column value, valid_from, source."),
        ("a.csv", csv_of(HEADER), "no rows under its header"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged or cut off"),
        ("a.bin", bytes(range(256)) * 9, ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    keeper: Client, name: str, data: bytes, says: str
) -> None:
    response = keeper.post(CHOOSE, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 200
    (fault,) = response.context["form"].errors["file"]
    assert says in fault


def test_rows_that_were_not_looked_at_are_refused(keeper: Client) -> None:
    done = keeper.post(CONFIRM, {"rows": "made up"}, follow=True)
    assert "Choose the file again" in done.content.decode()
    assert not OversightRecord.objects.exists()


def test_what_is_exported_can_be_handed_back(keeper: Client) -> None:
    confirmed(keeper, HEADER, ENDED, NEWER, ("ZA2", *GOOD[1:5], "=CQC()"))
    text = keeper.get(f"{LIST}export.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["valid_to"] for row in rows] == ["2026-06-30", "", ""]
    assert rows[2]["source"] == "'=CQC()"
    for ending in ("csv", "xlsx"):
        data = keeper.get(f"{LIST}export.{ending}").content
        given = SimpleUploadedFile(f"a.{ending}", data)
        page = Reading.of(keeper.post(CHOOSE, {"file": given}).content.decode())
        assert "Everything in the file is on record." in page.text
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].max_row == 4
    found = keeper.get(f"{LIST}export.csv", {"q": "ZA2"}).content.decode()
    assert "ZA1" not in found


def test_who_may_look_takes_records_away_and_hands_in_none() -> None:
    client = client_of("lou", "league.view_oversightrecord")
    assert client.get(f"{LIST}export.csv").status_code == 200
    assert client.get(f"{LIST}export.exe").status_code == 404
    assert "Hand in a file" not in client.get(LIST).content.decode()
    assert client.get(CHOOSE).status_code == 403
    assert client.post(CONFIRM, {"rows": "x"}).status_code == 403
    assert client_of("ann").get(f"{LIST}export.csv").status_code == 403
    by = person("sue", Right.HAND_IN)
    with pytest.raises(NotAllowedError):
        oversight_files.read(by=by, name="a.csv", data=b"")
    with pytest.raises(NotAllowedError):
        oversight_files.apply(by=by, rows=told(GOOD))
