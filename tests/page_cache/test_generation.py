"""Whatever changes what the public sees raises the generation, and nothing else does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from league.models import PageGeneration, Quarter
from league.page_cache import generation
from league.page_cache.generation import OUTAGE_SECONDS, Generation, Known, read
from league.services.publishing import publish
from tests import factories
from tests.pages.england import ACUTE_Q4, place
from tests.pages.england import publish as published_quarter
from tests.services.builders import ACTOR, handover, submit, value_line
from trusts.models import Trust


def held() -> PageGeneration:
    """As it will be when the open transaction ends."""
    connection.check_constraints()
    return PageGeneration.objects.now()


def rename() -> None:
    trust = factories.TrustFactory.create()
    held()
    trust.name = "Another name"
    trust.save()


CHANGES: dict[str, Callable[[], object]] = {
    "a trust": factories.TrustFactory.create,
    "a trust's name": rename,
    "a revision": lambda: published_quarter("2025-26-q4"),
    "what moved a trust": factories.MovementFactory.create,
    "oversight": factories.OversightRecordFactory.create,
    "a decision on a statement": factories.StatementDecisionFactory.create,
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_raised_by(change: Callable[[], object]) -> None:
    PageGeneration.objects.closed()  # as if another transaction had raised it last
    before = held()
    change()
    after = held()
    assert after.number > before.number
    assert after.token != before.token
    assert after.changed_at >= before.changed_at


@pytest.mark.django_db
def test_not_raised_by_drafts_uploads_plans_and_people() -> None:
    quarter = submit(handover()).submission.quarter
    publish(by=ACTOR, quarter=quarter, reason="First")
    held()
    PageGeneration.objects.closed()
    before = held()

    draft = replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=())
    submit(draft)
    factories.UploadFactory.create(quarter=quarter)
    factories.PlannedPublicationFactory.create(quarter=quarter)
    factories.AuditEventFactory.create()

    assert held().token == before.token
    publish(by=ACTOR, quarter=Quarter.objects.get(), reason="Second")
    assert held().token != before.token


@pytest.mark.django_db
def test_results_belong_to_what_is_published_with_them() -> None:
    """They come before their revision and never change, so they raise nothing themselves."""
    assessment = published_quarter("2025-26-q4")
    place(assessment, ACUTE_Q4[0])
    held()
    PageGeneration.objects.closed()
    before = held()
    factories.DomainScoreFactory.create(assessment=assessment, trust=Trust.objects.get())
    assert held().token == before.token


@pytest.mark.django_db(transaction=True)
def test_once_a_transaction_and_not_when_it_is_taken_back() -> None:
    factories.TrustFactory.create()
    first = PageGeneration.objects.now()
    with transaction.atomic():
        factories.TrustFactory.create_batch(3)
        assert PageGeneration.objects.now().number == first.number  # only at its end
    second = PageGeneration.objects.now()
    assert second.number == first.number + 1
    with transaction.atomic():
        factories.TrustFactory.create()
        taken_back = held()
        transaction.set_rollback(True)
    assert PageGeneration.objects.now() == second
    factories.TrustFactory.create()
    third = PageGeneration.objects.now()
    assert third.number == taken_back.number
    assert third.token != taken_back.token


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_raises_it_too() -> None:
    factories.TrustFactory.create()
    before = read("default")
    call_command("flush", verbosity=0, interactive=False)
    after = read("default")
    assert before
    assert after
    assert after.token != before.token


NEWEST = [Generation(token, datetime(2026, 11, 23, tzinfo=UTC)) for token in "abc"]


class Asked:
    """A database that answers in turn, and a clock that is moved by hand."""

    def __init__(self, *answers: Generation | None) -> None:
        self.answers, self.now, self.count = list(answers), 1_000.0, 0
        self.known = Known(self.ask, 1.0, lambda: self.now)

    def ask(self) -> Generation | None:
        self.count += 1
        answer = self.answers.pop(0)
        if answer is None:
            raise OperationalError("nobody answers")
        return answer

    def later(self, seconds: float) -> str:
        self.now += seconds
        found = self.known.current()
        return found.token if found else ""


class Slow(Asked):
    """Answers the first time at once, and then when it is told to."""

    def __init__(self, *answers: Generation | None) -> None:
        super().__init__(*answers)
        self.began, self.end = threading.Event(), threading.Event()

    def ask(self) -> Generation | None:
        if self.count:
            self.began.set()
            self.end.wait()
        return super().ask()


def test_asked_at_most_once_in_the_time_set() -> None:
    asked = Asked(*NEWEST)
    seen = [asked.later(seconds) for seconds in (0, 0.5, 0.4, 0.2, 0.9, 0.2)]
    assert seen == ["a", "a", "a", "b", "b", "c"]
    assert asked.count == 3


def test_asked_again_at_once_when_in_doubt() -> None:
    asked = Asked(*NEWEST)
    assert asked.later(0) == "a"
    asked.known.doubt()
    assert asked.later(0.1) == "b"


def test_the_last_known_is_shown_while_nobody_answers_but_not_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = Asked(NEWEST[0], None, None, NEWEST[1])
    assert asked.later(0) == "a"
    assert asked.later(2) == "a"
    assert asked.later(OUTAGE_SECONDS) == ""
    assert asked.later(2) == "b"
    assert caplog.text.count("as last known") == 2


def test_nobody_waits_again_for_a_database_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Slow(*NEWEST)
    assert asked.later(0) == "a"
    stuck = threading.Thread(target=lambda: asked.later(10))
    stuck.start()
    asked.began.wait()
    monkeypatch.setattr(generation, "WAIT_SECONDS", 1.01)
    assert asked.later(1) == "a"  # waited in vain
    assert asked.later(10) == "a"  # and does not wait again
    asked.end.set()
    stuck.join()
    assert asked.later(10) == "c"


def test_all_wait_after_a_long_quiet_though_nobody_answered_before_it() -> None:
    waits = threading.Event()

    class SlowLater(Asked):
        def ask(self) -> Generation | None:
            if self.count == 2:
                waits.wait()
            return super().ask()

    asked = SlowLater(NEWEST[0], None, NEWEST[1])
    assert [asked.later(0), asked.later(2)] == ["a", "a"]
    asked.now += 200
    got: list[str] = []
    both = [threading.Thread(target=lambda: got.append(asked.later(0))) for _ in range(2)]
    for reader in both:
        reader.start()
    waits.set()
    for reader in both:
        reader.join()
    assert got == ["b", "b"]


def test_who_is_patient_waits_however_recent_what_is_known() -> None:
    asked = Slow(*NEWEST)
    assert asked.later(0) == "a"
    first = threading.Thread(target=lambda: asked.later(1))
    first.start()
    asked.began.wait()
    asked.known.doubt()
    assert asked.later(0.1) == "a"
    threading.Timer(0.1, asked.end.set).start()
    found = asked.known.current(patient=True)
    first.join()
    assert found in NEWEST[1:]


def test_a_replica_that_is_behind_takes_nothing_back() -> None:
    earlier = datetime(2026, 11, 22, tzinfo=UTC)
    behind, restored = Generation("z", earlier, certain=False), Generation("z", earlier)
    asked = Asked(NEWEST[0], behind, NEWEST[1], restored)
    assert [asked.later(seconds) for seconds in (0, 1, 1, 1)] == ["a", "a", "b", "z"]


def test_nothing_is_known_before_anybody_answered() -> None:
    assert Asked(None).later(0) == ""
