"""Two imports at the same moment, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from django.db import connection, transaction

from league.models import Quarter
from league.services import demonstration, quarters, register
from league.services.handover import Handover, TrustLine
from league.services.refusals import RefusedError
from trusts.models import Trust

from .builders import ACTOR, handover, submit, trust_line

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20
"""Seconds after which a test that hangs fails."""
WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def side_by_side(first: Callable[[], None], second: Callable[[], None]) -> None:
    """``second`` starts when ``first`` has done all but commit, which it does once the other
    waits for it (or has ended without).

    Raises whatever either raised.
    """
    held, queued = Event(), Event()

    def lead() -> None:
        with transaction.atomic():
            first()
            held.set()
            assert queued.wait(PATIENCE)

    def trail() -> None:
        assert held.wait(PATIENCE)
        second()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(_closing, lead), pool.submit(_closing, trail)]
        _until_one_waits(done[1])
        queued.set()
        for each in done:
            each.result(PATIENCE)


def _closing(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


def _until_one_waits(trail: Future[None]) -> None:
    """By what the server says."""
    with connection.cursor() as cursor:
        while not trail.done():
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return


def follow(slug: str, line: TrustLine) -> Callable[[], None]:
    def work() -> None:
        with transaction.atomic():
            quarter = quarters.lock(slug=slug, fictional=False)
            register.follow(by=ACTOR, quarter=quarter, lines=[line], fictional=False)

    return work


def test_two_quarters_may_bring_the_same_new_trust() -> None:
    named = {
        slug: replace(handover(slug), trusts=(trust_line("ZA1", name=name), *handover().trusts[1:]))
        for slug, name in (("2025-26-q4", "New Name"), ("2025-26-q3", "Old Name"))
    }
    side_by_side(lambda: _submit(named["2025-26-q4"]), lambda: _submit(named["2025-26-q3"]))
    trust = Trust.objects.get(pk="ZA1")
    assert (trust.name, trust.former_names) == ("New Name", ["Old Name"])
    assert Quarter.objects.filter(current_assessment__isnull=False).count() == 2


def test_an_older_quarter_sees_what_a_newer_one_did_meanwhile() -> None:
    submit(handover("2025-26-q2"))
    newest = replace(handover(), trusts=(trust_line("ZA1", name="Newest"), *handover().trusts[1:]))
    older = follow("2025-26-q3", trust_line("ZA1", name="Older"))
    side_by_side(lambda: _submit(newest), older)
    trust = Trust.objects.get(pk="ZA1")
    assert trust.name == "Newest"
    assert set(trust.former_names) == {"Invented Trust ZA1", "Older"}


def test_the_demonstration_waits_and_sees_real_trusts() -> None:
    def load() -> None:
        with pytest.raises(RefusedError, match="Real figures are stored"):
            demonstration.load(by=ACTOR, draws=0)

    side_by_side(lambda: _submit(handover()), load)
    assert not Trust.objects.fictional().exists()


def _submit(given: Handover) -> None:
    submit(given)
