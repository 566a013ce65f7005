"""Publishing by its pages: looked at first, now or at a moment, and taken back by a new word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from league.models import PlannedPublication, PlanState, Quarter, Revision, Submission
from league.services import embargo, groups, publishing
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, handover, submit, value_line
from tests.uploads.people import person

from .signing_in import address, signed_in

pytestmark = pytest.mark.django_db

SLUG = "2025-26-q4"
METRIC = f"/league-tables/acute/{SLUG}/metrics/OF0013/"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def correction() -> Submission:
    """Readers see the first figures; a correction waits."""
    submit(handover())
    publishing.publish(by=ACTOR, quarter=Quarter.objects.get(), reason="First figures")
    lines = (value_line("ZA1", "OF0013", 40.0),)
    return submit(replace(handover(), values=lines, files=(), trusts=())).submission


@pytest.fixture
def publisher(correction: Submission) -> Client:
    return signed_in(person(groups.PUBLISHER))


def send(client: Client, **given: object) -> Reading:
    """The page that follows the form."""
    answer = client.post(address(Quarter, "publish", SLUG), given, follow=True)
    assert answer.status_code == 200
    return Reading.of(answer.content.decode())


def seen(client: Client) -> str:
    """What the public reads of ZA1."""
    page = Reading.of(Client().get(METRIC).content.decode())
    return next(
        cell
        for row in page.rows
        if "Invented Trust ZA1" in " ".join(row)
        for cell in row
        if cell.endswith("%")
    )


def test_the_preview_says_what_readers_would_see_change(publisher: Client) -> None:
    page = Reading.of(publisher.get(address(Quarter, "publish", SLUG)).content.decode())

    assert "Assessment 2 would become revision 2." in page.text
    assert "1 figure differs." in page.text
    assert ("Trust", "Metric", "Readers see", "They would see", "Difference") in page.rows
    assert any(
        row[0] == "ZA1" and row[2:] == ("81%", "40%", f"{chr(0x2212)}41") for row in page.rows
    )
    assert any("Invented Trust ZA1" in row[0] and row[2] == "1st to 2nd" for row in page.rows)
    assert seen(publisher) == "81%"


def test_it_is_published_with_its_reason(publisher: Client) -> None:
    page = send(publisher, reason="ZA1 corrected its waits", previewed=2)

    assert "Readers see revision 2 of Q4 2025/26 now." in page.text
    assert seen(publisher) == "40%"
    assert Revision.objects.get(number=2).reason == "ZA1 corrected its waits"
    nothing = publisher.get(address(Quarter, "publish", SLUG), follow=True).content.decode()
    assert "has nothing that is not published" in nothing


def test_without_a_reason_nothing_is_published_and_the_moment_stays_typed(
    publisher: Client,
) -> None:
    answer = publisher.post(
        address(Quarter, "publish", SLUG), {"reason": " ", "at": "2099-01-02T09:30", "previewed": 2}
    ).content.decode()

    assert "Say why: the reason is published with the revision." in answer
    assert 'value="2099-01-02T09:30"' in answer
    assert Revision.objects.count() == 1


def test_only_what_was_looked_at_is_published(publisher: Client) -> None:
    submit(replace(handover(), values=(value_line("ZA2", "OF0013", 50.0),), files=(), trusts=()))
    page = send(publisher, reason="Corrected", previewed=2)

    assert "since you looked" in page.text
    assert "Assessment 3 would become revision 2." in page.text
    assert Revision.objects.count() == 1


def test_two_tabs_publish_once(publisher: Client) -> None:
    send(publisher, reason="Corrected", previewed=2)
    again = send(publisher, reason="Corrected", previewed=2)

    assert "has nothing that is not published" in again.text
    assert Revision.objects.count() == 2


def test_it_is_planned_and_happens_at_its_moment(publisher: Client) -> None:
    at = (timezone.now() + timedelta(days=400)).astimezone(LONDON).replace(second=0, microsecond=0)
    page = send(publisher, reason="On the day", at=f"{at:%Y-%m-%dT%H:%M}", previewed=2)

    plan = PlannedPublication.objects.get()
    assert plan.at == at
    assert "Q4 2025/26 will be published on" in page.text
    assert "London time. Until then you may cancel it." in page.text
    assert "Draft, waits to be published" in {row[1] for row in page.rows if len(row) == 6}
    assert seen(publisher) == "81%"
    embargo.publish_due(now=at)
    assert seen(publisher) == "40%"
    assert Revision.objects.get(number=2).reason == "On the day"


@pytest.mark.parametrize("month", [1, 7])
def test_the_moment_is_londons_summer_and_winter(publisher: Client, month: int) -> None:
    send(publisher, reason="On the day", at=f"2099-0{month}-05T09:30", previewed=2)

    wished = datetime(2099, month, 5, 9, 30, tzinfo=LONDON)
    assert PlannedPublication.objects.get().at == wished


@pytest.mark.parametrize(
    ("at", "says"),
    [("2020-01-01T09:00", "at least a minute ahead"), ("soon", "Give a day and a time")],
)
def test_a_moment_that_cannot_be_is_refused(publisher: Client, at: str, says: str) -> None:
    assert says in send(publisher, reason="On the day", at=at, previewed=2).text
    assert not PlannedPublication.objects.exists()


def test_a_plan_is_cancelled_once(publisher: Client) -> None:
    send(publisher, reason="On the day", at="2099-01-05T09:30", previewed=2)
    plan = PlannedPublication.objects.get()
    cancel = address(Quarter, "cancel", SLUG, plan.pk)
    assert publisher.get(cancel).headers["Location"] == address(Quarter, "change", SLUG)

    said = [publisher.post(cancel, follow=True).content.decode() for _ in range(2)]

    assert "Cancelled: nothing is published on 5 January 2099" in said[0]
    assert "Cancelled: nothing is published" not in said[1]
    plan.refresh_from_db()
    assert plan.state == PlanState.CANCELLED
    assert publisher.post(address(Quarter, "cancel", SLUG, plan.pk + 1)).status_code == 404


def test_publishing_now_takes_the_place_of_a_plan_and_says_so(publisher: Client) -> None:
    send(publisher, reason="On the day", at="2099-01-05T09:30", previewed=2)
    page = publisher.get(address(Quarter, "publish", SLUG)).content.decode()
    assert "If you publish now, it is cancelled." in page
    send(publisher, reason="Earlier", previewed=2)
    assert PlannedPublication.objects.get().state == PlanState.CANCELLED


def test_a_withdrawal_is_previewed_done_and_published(
    publisher: Client, correction: Submission
) -> None:
    """Back to what counted before; readers see it once it is published, too."""
    send(publisher, reason="Corrected", previewed=2)
    analyst = signed_in(person(groups.ANALYST))
    where = address(Submission, "withdraw", correction.pk)
    shown = Reading.of(analyst.get(where).content.decode())
    assert ("Trust", "Metric", "Now", "Restored", "Difference") in shown.rows
    assert any(row[0] == "ZA1" and row[2:4] == ("40%", "81%") for row in shown.rows)
    assert Submission.objects.count() == 2

    refused = analyst.post(where, {"reason": ""}).content.decode()
    assert "Say why: the reason is kept, and published." in refused
    done = Reading.of(analyst.post(where, {"reason": "Wrong file"}, follow=True).content.decode())
    assert "It takes back submission 2." in done.text
    assert seen(analyst) == "40%"
    again = analyst.post(where, {"reason": "Wrong file"}, follow=True).content.decode()
    assert "already" in again
    assert Submission.objects.count() == 3

    send(publisher, reason="Taken back", previewed=3)
    assert seen(publisher) == "81%"


@pytest.mark.parametrize("group", [groups.SUBMITTER, groups.ANALYST, groups.AUDITOR])
def test_others_publish_nothing(correction: Submission, group: str) -> None:
    client = signed_in(person(group, *(["ZA1"] if group == groups.SUBMITTER else [])))
    publish = address(Quarter, "publish", SLUG)
    assert client.get(publish).status_code == 403
    assert client.post(publish, {"reason": "Mine", "previewed": 2}).status_code == 403
    assert Revision.objects.count() == 1


def test_a_reason_typed_before_the_session_ended_is_still_there(publisher: Client) -> None:
    publish = address(Quarter, "publish", SLUG)
    publisher.logout()
    refused = publisher.post(publish, {"reason": "Half typed", "at": "2099-01-05T09:30"})
    assert refused.status_code == 302
    publisher.force_login(
        person(groups.PUBLISHER, username="pat"), "django.contrib.auth.backends.ModelBackend"
    )

    page = publisher.get(publish).content.decode()

    assert "Half typed" in page
    assert "2099-01-05T09:30" in page
    assert Revision.objects.count() == 1
