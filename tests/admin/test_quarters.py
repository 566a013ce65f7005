"""A quarter's pages: its history, any two of its assessments, and a past state computed again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse

from league.models import Assessment, Quarter
from league.services import groups, publishing
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, handover, submit, value_line
from tests.uploads.people import person

from .signing_in import address, signed_in

pytestmark = pytest.mark.django_db

SLUG = "2025-26-q4"
Counted = Callable[[int], AbstractContextManager[object]]


def correct(*values: tuple[str, str, float]) -> Assessment:
    """A later submission of these figures."""
    lines = tuple(value_line(*value) for value in values)
    return submit(replace(handover(), values=lines, files=(), trusts=())).assessment


@pytest.fixture
def quarter() -> Quarter:
    """Three assessments; readers see the first."""
    submit(handover(), draws=20)
    held = Quarter.objects.get()
    publishing.publish(by=ACTOR, quarter=held, reason="First figures")
    correct(("ZA1", "OF0013", 40.0))
    correct(("ZA2", "OF0082", 5.3))
    return held


@pytest.fixture
def publisher(quarter: Quarter) -> Client:
    return signed_in(person(groups.PUBLISHER))


def read(client: Client, page: str, *arguments: object, **asked: str | int) -> Reading:
    answer = client.get(address(Quarter, page, SLUG, *arguments), asked, follow=True)
    assert answer.status_code == 200
    return Reading.of(answer.content.decode())


def again(client: Client, number: int) -> Reading:
    answer = client.post(address(Quarter, "verify", SLUG, number), follow=True)
    assert answer.status_code == 200
    return Reading.of(answer.content.decode())


def test_the_history_says_what_readers_see_and_what_is_newer(publisher: Client) -> None:
    page = read(publisher, "change")

    assert "Readers see revision 1, which is assessment 1." in page.text
    assert "Assessment 3 is newer, and a draft." in page.text
    states = {row[0]: row[1] for row in page.rows if row[0] in {"1", "2", "3"} and len(row) == 6}
    assert states == {
        "1": "Readers see it: revision 1",
        "2": "Draft, superseded",
        "3": "Draft, the newest",
    }
    assert page.links["Acute league table"] == reverse("draft-league-table", args=[SLUG, "acute"])
    assert "Publish: see first what readers would see change" in page.links


def test_any_two_assessments_are_compared(publisher: Client) -> None:
    both = read(publisher, "compare", earlier=1, later=3)
    assert "2 figures differ." in both.text
    assert ("Trust", "Metric", "Assessment 1", "Assessment 3", "Difference") in both.rows
    assert any(row[:1] == ("ZA1",) and "81%" in row and "40%" in row for row in both.rows)

    last = read(publisher, "compare", earlier=2, later=3)
    assert "1 figure differs." in last.text
    assert not any(row[:1] == ("ZA1",) and len(row) == 5 for row in last.rows)

    backwards = read(publisher, "compare", earlier=3, later=1)
    assert any(row[:1] == ("ZA1",) and row[2:4] == ("40%", "81%") for row in backwards.rows)

    same = read(publisher, "compare", earlier=2, later=2)
    assert "No figure differs. Every trust has the same segment, rank and score." in same.text


@pytest.mark.parametrize("asked", [{}, {"earlier": 1, "later": 9}, {"earlier": "x", "later": "1"}])
def test_what_cannot_be_compared_leads_back(publisher: Client, asked: dict[str, str | int]) -> None:
    page = read(publisher, "compare", **asked)
    assert "Choose two assessments of this quarter." in page.text
    assert "history and publishing" in page.heading


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_past_state_is_computed_again_and_identical(publisher: Client, number: int) -> None:
    page = again(publisher, number)

    assert f"Assessment {number} of Q4 2025/26, computed again" in page.text
    assert "Identical: every result is the same to the last byte." in page.text
    held = Assessment.objects.get(number=number)
    assert ("Its results", held.results_digest, held.results_digest, "Yes") in page.rows
    assert ("What it rests on", held.inputs_digest, held.inputs_digest, "Yes") in page.rows
    assert Assessment.objects.count() == 3


def test_a_tampered_result_is_told(publisher: Client) -> None:
    with connection.cursor() as cursor:
        # Only a superuser of the database gets past the triggers.
        cursor.execute("SET session_replication_role = replica")
        Assessment.objects.filter(number=2).update(results_digest="0" * 64)
        cursor.execute("SET session_replication_role = origin")
    page = again(publisher, 2)

    assert "Not identical, though the rules are the same" in page.text
    assert any(row[0] == "Its results" and row[3] == "No" for row in page.rows)


def test_there_is_no_such_assessment(publisher: Client) -> None:
    assert publisher.post(address(Quarter, "verify", SLUG, 9)).status_code == 404


def test_a_buttons_address_takes_no_visit(publisher: Client) -> None:
    """Who was signed out before pressing it comes there, and is led back."""
    answer = publisher.get(address(Quarter, "verify", SLUG, 1), follow=True)
    assert answer.redirect_chain == [(address(Quarter, "change", SLUG), 302)]
    assert "Nothing was done: look again, and press the button." in answer.content.decode()


def test_nothing_is_edited_as_a_row(publisher: Client) -> None:
    assert publisher.post(address(Quarter, "change", SLUG), {"label": "x"}).status_code == 403


def test_who_hands_in_sees_no_quarter(quarter: Quarter) -> None:
    groups.keep(Group, Permission)
    ann = signed_in(person(groups.SUBMITTER, "ZA1"))
    compare = {"earlier": 1, "later": 3}
    assert ann.get(address(Quarter, "change", SLUG)).status_code == 403
    assert ann.get(address(Quarter, "compare", SLUG), compare).status_code == 403
    assert ann.post(address(Quarter, "verify", SLUG, 1)).status_code == 403


def test_nobody_is_led_to_the_log_in(client: Client, quarter: Quarter) -> None:
    for page in ("change", "compare", "publish"):
        answer = client.get(address(Quarter, page, SLUG))
        assert answer.status_code == 302
        assert "/login/" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("kind", "asked", "queries"),
    [
        ("changelist", "", 7),
        ("change", "", 10),
        ("compare", "?earlier=1&later=3", 17),
        ("publish", "", 18),
    ],
)
def test_pages_take_few_queries(
    publisher: Client, django_assert_num_queries: Counted, kind: str, asked: str, queries: int
) -> None:
    """However many assessments there are."""
    for value in range(5):
        correct(("ZA3", "OF0013", 60.0 + value))
    where = address(Quarter, kind, *([] if kind == "changelist" else [SLUG])) + asked
    publisher.get(where)
    with django_assert_num_queries(queries):
        assert publisher.get(where).status_code == 200
