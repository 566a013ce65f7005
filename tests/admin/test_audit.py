"""The audit trail is searched, read in words and taken away as a file; nobody rewrites it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection
from django.test import Client

from league.models import AuditEvent
from league.presenters.audit import in_words
from league.services import groups
from tests import factories as f
from tests.pages.reading import Reading
from tests.uploads.people import person

from .signing_in import address, signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/league/auditevent/"


@pytest.fixture
def auditor() -> Client:
    groups.keep(Group, Permission)
    return signed_in(person(groups.AUDITOR))


@pytest.fixture(autouse=True)
def events() -> None:
    f.AuditEventFactory.create(
        actor_name="Ann",
        action="trust.changed",
        subject_type="Trust",
        subject_id="ZA1",
        before={"name": "Old", "region": "London", "former_names": []},
        after={"name": "New", "region": "London", "former_names": ["Old"]},
        request_id="abc123",
        at=datetime(2026, 5, 4, 9, tzinfo=UTC),
    )
    f.AuditEventFactory.create(actor_name="=HYPERLINK(1)", subject_id="77")


def taken(client: Client, **asked: str) -> list[dict[str, str]]:
    response = client.get(f"{LIST}export.csv", asked)
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="audit-trail.csv"'
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "ann"},
        {"q": "trust.changed"},
        {"q": "ZA1"},
        {"q": "abc123"},
        {"q": "Ann Trust"},
        {"at__year": "2026", "at__month": "5"},
        {"action": "trust.changed"},
        {"subject_type": "Trust", "subject_id": "ZA1"},
    ],
)
def test_it_is_searched_and_the_list_found_is_taken_away(
    auditor: Client, asked: dict[str, str]
) -> None:
    page = Reading.of(auditor.get(LIST, asked).content.decode())
    assert "1 audit event" in page.text
    assert [row["request_id"] for row in taken(auditor, **asked)] == ["abc123"]


def test_the_page_leads_to_the_file_of_the_same_list(auditor: Client) -> None:
    page = auditor.get(LIST, {"q": "ann"}).content.decode()
    assert f'href="{LIST}export.csv?q=ann"' in page


def test_the_file_has_everything_and_no_formula(auditor: Client) -> None:
    first, second = taken(auditor)
    assert (first["person"], first["subject_id"]) == ("'=HYPERLINK(1)", "77")
    assert (second["at"], second["before"][:20]) == (
        "2026-05-04T09:00:00+00:00",
        '{"former_names": [],',
    )


def test_before_and_after_are_read_as_words(auditor: Client) -> None:
    made = AuditEvent.objects.get(request_id="abc123")
    page = Reading.of(auditor.get(address(AuditEvent, "change", made.pk)).content.decode())
    assert ("Name", "Old", "New") in page.rows
    assert ("Former names", "nothing", "Old") in page.rows
    assert "London (unchanged)" in page.text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        (0, "0"),
        (False, "no"),
        (True, "yes"),
        ([1, "b"], "1, b"),
        ({"a": None, "b": [2]}, "a: nothing; b: 2"),
    ],
)
def test_values_are_words(value: object, words: str) -> None:
    assert in_words(value) == words


def test_only_who_may_read_it_takes_it_away() -> None:
    f.TrustFactory.create(ods_code="ZA1")
    groups.keep(Group, Permission)
    client = signed_in(person(groups.SUBMITTER, "ZA1"))
    assert client.get(f"{LIST}export.csv").status_code == 403
    assert client.get(LIST).status_code == 403
    assert Client().get(f"{LIST}export.csv").status_code == 302


@pytest.mark.parametrize(
    "statement",
    ["UPDATE league_auditevent SET after = NULL", "DELETE FROM league_auditevent"],
)
def test_no_hand_in_the_database_rewrites_it(statement: str) -> None:
    with pytest.raises(IntegrityError, match="append only"), connection.cursor() as cursor:
        cursor.execute(statement)
