"""Publications that wait for their moment, and happen then without anyone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from league.middleware import PublicationsDue, PublicationsOnTime
from league.models import MetricScore, PlannedPublication, PlanState, Quarter
from league.services import embargo, publishing, register
from league.services.refusals import RefusedError

from .builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def draft() -> Quarter:
    """A quarter with results that nobody has published."""
    return submit(handover()).submission.quarter


def planned(quarter: Quarter, at: datetime | None = None) -> PlannedPublication:
    moment = at or timezone.now() + HOUR
    return embargo.plan(by=ACTOR, quarter=quarter, reason="First", at=moment)


def test_nothing_is_seen_before_the_moment_and_all_from_then_on(draft: Quarter) -> None:
    at = planned(draft).at
    assert embargo.publish_due(now=at - timedelta(seconds=1)) == []
    assert not Quarter.objects.published().exists()

    (revision,) = embargo.publish_due(now=at)

    assert Quarter.objects.published().get().current_revision == revision
    assert (revision.published_at, revision.reason) == (at, "First")
    assert embargo.publish_due(now=at + HOUR) == []


def test_it_shows_what_was_there_when_it_was_planned(draft: Quarter) -> None:
    plan = planned(draft)
    for value in (9.9, 8.8):
        submit(replace(handover(), values=(value_line("ZA1", "OF0082", value),), files=()))

    (revision,) = embargo.publish_due(now=plan.at)

    assert revision.assessment == plan.assessment
    figure = MetricScore.objects.get(assessment=plan.assessment, trust="ZA1", metric="OF0082")
    assert figure.value == 4.1


def test_a_publication_by_hand_takes_its_place(draft: Quarter) -> None:
    plan = planned(draft)
    publishing.publish(by=ACTOR, quarter=draft, reason="Earlier than planned")

    plan.refresh_from_db()
    assert plan.state == PlanState.CANCELLED
    assert embargo.publish_due(now=plan.at) == []


def test_a_cancelled_one_never_happens(draft: Quarter) -> None:
    plan = planned(draft)
    embargo.cancel(by=ACTOR, planned=plan)

    assert embargo.publish_due(now=plan.at) == []
    with pytest.raises(RefusedError, match="already"):
        embargo.cancel(by=ACTOR, planned=plan)


@pytest.mark.parametrize(
    ("reason", "ahead", "says"),
    [("First", timedelta(0), "a minute ahead"), (" ", HOUR, "Say why")],
)
def test_what_cannot_be_planned_is_refused(
    draft: Quarter, reason: str, ahead: timedelta, says: str
) -> None:
    with pytest.raises(RefusedError, match=says):
        embargo.plan(by=ACTOR, quarter=draft, reason=reason, at=timezone.now() + ahead)


def test_one_waits_at_a_time_and_only_for_news(draft: Quarter) -> None:
    planned(draft)
    with pytest.raises(RefusedError, match="waits already"):
        planned(draft)
    publishing.publish(by=ACTOR, quarter=draft, reason="Now")
    with pytest.raises(RefusedError, match="nothing that is not published"):
        planned(draft)


def test_the_first_request_after_the_moment_finds_it_done(
    draft: Quarter, rf: RequestFactory, settings: Settings
) -> None:
    settings.PUBLICATION_CHECK_SECONDS = 0
    plan = planned(draft)
    seen: list[bool] = []
    ask = PublicationsOnTime(_noting(seen))

    ask(rf.get("/"))
    PlannedPublication.objects.filter(pk=plan.pk).update(at=timezone.now())
    ask(rf.get("/"))

    assert seen == [False, True]


@pytest.mark.django_db(transaction=True)
def test_no_reader_waits_for_it_where_pages_are_made_beforehand(
    draft: Quarter, settings: Settings
) -> None:
    settings.PUBLICATION_CHECK_SECONDS = 0
    plan = planned(draft)
    PlannedPublication.objects.filter(pk=plan.pk).update(at=timezone.now())
    do_due = PublicationsDue(aside=True)

    with transaction.atomic():  # which holds up whoever publishes
        register.lock()
        assert not do_due()
        (thread,) = (each for each in threading.enumerate() if each.name == "publications due")
        assert not do_due()
        assert not Quarter.objects.published().exists()

    thread.join()
    assert Quarter.objects.published().exists()


def _noting(seen: list[bool]) -> Callable[[HttpRequest], HttpResponse]:
    def page(_request: HttpRequest) -> HttpResponse:
        seen.append(Quarter.objects.published().exists())
        return HttpResponse()

    return page


def test_a_timer_can_do_it(draft: Quarter) -> None:
    plan, said = planned(draft), StringIO()
    call_command("publish_due", stdout=said)
    PlannedPublication.objects.filter(pk=plan.pk).update(at=timezone.now())
    call_command("publish_due", stdout=said)

    assert said.getvalue() == (f"No publication is due.\n{draft.label}: published as revision 1.\n")
