"""No reader sees a mix of two revisions; the first pages of a new one are there when it is seen."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from pytest_django import Settings

from league.models import PageGeneration, Quarter, Revision
from league.page_cache import build, demand, warming
from league.page_cache.build import pages_of
from league.page_cache.front import Front
from league.page_cache.generation import Known
from league.page_cache.pages import Pages
from league.services.publishing import publish
from tests.page_cache.asking import Counting, ask
from tests.services.builders import ACTOR, handover, submit, value_line
from trusts.models import Trust

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "/league-tables/acute/2025-26-q4/"


@pytest.fixture(autouse=True)
def quarter(kept: Settings) -> Quarter:
    """Published once."""
    made = submit(handover()).submission.quarter
    publish(by=ACTOR, quarter=made, reason="First")
    return Quarter.objects.get()


def correct(value: float = 9.9) -> None:
    """A draft that is newer than what is published."""
    submit(replace(handover(), values=(value_line("ZA1", "OF0082", value),), files=()))


def revise(*, warm: bool = False, reason: str = "Second") -> Revision:
    return publish(by=ACTOR, quarter=Quarter.objects.get(), reason=reason, warm=warm)


def elsewhere(work: Callable[[], object]) -> None:
    """Done and committed by another connection before this goes on."""

    def run() -> None:
        work()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


class Interrupted(WSGIHandler):
    """Reads twice, and between them a revision is published."""

    def __init__(self) -> None:
        super().__init__()
        self.between: Callable[[], object] = int

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        numbers = [Revision.objects.order_by("number").last()]
        elsewhere(self.between)
        numbers.append(Revision.objects.order_by("number").last())
        told = " ".join(str(each and each.number) for each in numbers)
        return HttpResponse(f"{request.path} {told}")


def test_a_page_is_of_one_state_though_a_revision_is_published_meanwhile(kept: Settings) -> None:
    handler = Interrupted()
    front = Front(handler, pages_of(handler), lambda: False)
    correct()
    handler.between = revise
    assert ask(front, TABLE).text == f"{TABLE} 1 1"
    handler.between = int
    assert ask(front, TABLE).text == f"{TABLE} 2 2"


def test_nothing_is_written_while_a_page_is_made(kept: Settings) -> None:
    class Writing(WSGIHandler):
        def get_response(self, request: HttpRequest) -> HttpResponseBase:
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_read_only")
                read_only = cursor.fetchone()
                cursor.execute("SHOW transaction_isolation")
                return HttpResponse(f"{request.path} {read_only} {cursor.fetchone()}")

    handler = Writing()
    front = Front(handler, pages_of(handler), lambda: False)
    assert ask(front, "/about/").text == "/about/ ('on',) ('repeatable read',)"
    assert not connection.in_atomic_block


CHART = re.compile(r'data-chart-src="([^"?]+)[?]([^"]+)"')


def charts(page: str) -> list[tuple[str, str]]:
    """Path and query of each chart that a page fetches when its reader comes near."""
    found = CHART.findall(page)
    assert found
    return [(path, html.unescape(query)) for path, query in found]


def test_an_open_page_gets_the_charts_of_its_own_revision(front: Front) -> None:
    page = ask(front, TABLE).text
    seen, unseen = charts(page)[:2]
    before = ask(front, *seen)
    assert before.status == 200
    assert before.headers["cache-control"] == "public, max-age=31536000, immutable"
    correct()
    revise()
    after, never = ask(front, *seen), ask(front, *unseen)
    assert (after.status, after.body) == (200, before.body)
    assert (never.status, never.headers["cache-control"]) == (410, "no-store")
    newer = ask(front, TABLE).text
    assert ask(front, *charts(newer)[0]).body != before.body
    assert ask(front, seen[0]).headers["cache-control"].startswith("public, max-age=0")


def test_a_process_that_has_not_noticed_yet_asks_when_it_hears_of_a_newer_state(
    front: Front, kept: Settings
) -> None:
    kept.PAGE_CACHE_ASK_SECONDS = 600.0
    django = Counting()
    behind = Front(django, pages_of(django), lambda: False)
    ask(behind, TABLE)
    correct()
    revise()
    assert ask(behind, *charts(ask(front, TABLE).text)[0]).status == 200


def test_a_state_that_comes_while_it_is_asked_for_is_not_taken_for_the_old(kept: Settings) -> None:
    handler = Interrupted()
    made = pages_of(handler)
    front = Front(handler, made, lambda: False)
    generation = made.known.current()
    assert generation
    old = f"state={made.terms.state(generation)}"
    made.known = Known(lambda: generation, 600.0)  # it has not noticed yet
    correct()
    revise()
    assert ask(front, TABLE, old).status == 410


@pytest.fixture
def pages(django: Counting, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Those that a publication in this process warms."""
    made = pages_of(django)
    monkeypatch.setattr(warming, "pages", lambda: made)
    return made


@pytest.fixture
def reader(django: Counting, pages: Pages) -> Front:
    return Front(django, pages, lambda: False)


def test_the_first_pages_are_there_when_a_revision_is_seen(
    reader: Front, django: Counting, kept: Settings
) -> None:
    kept.PAGE_CACHE_WARM_SECONDS = 600.0
    opened = ("/", TABLE, "/trusts/ZA1/2025-26-q4/")
    before = [ask(reader, address).text for address in opened]
    correct()
    revise(warm=True, reason="ZA1 corrected its figure")
    django.asked.clear()
    after = [ask(reader, address).text for address in opened]
    assert not django.asked
    assert all(new != old for new, old in zip(after, before, strict=True))
    assert "ZA1 corrected its figure" in after[0]


def test_pages_of_a_new_quarter_are_wanted_as_those_of_the_one_before(
    reader: Front, django: Counting, kept: Settings
) -> None:
    kept.PAGE_CACHE_WARM_SECONDS = 600.0
    ask(reader, "/trusts/ZA1/2025-26-q4/")
    ask(reader, TABLE, "sort=trust")
    coming = submit(handover("2026-27-q1")).submission.quarter
    publish(by=ACTOR, quarter=coming, reason="First", warm=True)
    django.asked.clear()
    opened = (
        *(("/trusts/ZA1/2026-27-q1/", ""), ("/league-tables/acute/2026-27-q1/", "sort=trust")),
        *(("/trusts/ZA1/2025-26-q4/", ""), (TABLE, "sort=trust")),
    )
    assert {ask(reader, *each).status for each in opened} == {200}
    assert not django.asked


def test_what_another_process_was_asked_for_is_made_too(
    pages: Pages, kept: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a command publishes: it was never asked for anything."""
    kept.PAGE_CACHE_WARM_SECONDS = 600.0
    kept.PAGE_CACHE_ASK_SECONDS = 600.0
    monkeypatch.setattr(demand, "EVERY_SECONDS", 0.0)
    django = Counting()
    server = pages_of(django)
    front = Front(django, server, lambda: False)
    before = [ask(front, "/trusts/ZA1/2025-26-q4/").text for _ in range(2)][-1]
    correct()
    revise(warm=True)
    django.asked.clear()
    assert ask(front, "/trusts/ZA1/2025-26-q4/").text == before
    server.known.doubt()
    ask(front, "/about/")  # who notices brings near what is in memory
    assert ask(front, "/trusts/ZA1/2025-26-q4/").text != before
    assert set(django.asked) == {"/about/"}


def test_what_was_made_for_a_publication_that_failed_is_never_seen(
    reader: Front, kept: Settings
) -> None:
    before = ask(reader, "/").text
    correct()
    with transaction.atomic():
        revise(warm=True, reason="Never to be seen")
        transaction.set_rollback(True)
    assert ask(reader, "/").text == before
    revise(reason="Seen")
    assert "Never to be seen" not in ask(reader, "/").text


def test_a_change_after_the_warming_is_not_hidden_by_it(reader: Front, kept: Settings) -> None:
    """Neither is one before it, whose trigger waits for the end of the transaction."""
    correct()
    with transaction.atomic():
        Trust.objects.filter(pk="ZA2").update(name="Before Infirmary")
        revise(warm=True)
        Trust.objects.filter(pk="ZA1").update(name="After Infirmary")
    assert "Before Infirmary" in ask(reader, "/trusts/").text
    assert "After Infirmary" in ask(reader, "/trusts/").text


def test_readers_see_the_old_revision_until_the_new_one_is_whole(
    reader: Front, kept: Settings
) -> None:
    seen: list[str] = []
    correct()
    with transaction.atomic():
        revise(warm=True, reason="Second, whole")
        elsewhere(lambda: seen.append(ask(reader, "/").text))
    assert "Second, whole" not in seen[0]
    assert "Second, whole" in ask(reader, "/").text


def test_no_time_for_it_is_no_fault(pages: Pages, reader: Front, kept: Settings) -> None:
    kept.PAGE_CACHE_WARM_SECONDS = -1.0
    correct()
    revise(warm=True, reason="In haste")
    assert "In haste" in ask(reader, "/").text


def test_a_page_that_fails_leaves_the_publication_whole(
    monkeypatch: pytest.MonkeyPatch, kept: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Counting):
        def get_response(self, request: HttpRequest) -> HttpResponseBase:
            if request.path == "/":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT no_such_column")
            return super().get_response(request)

    made = pages_of(Broken())
    monkeypatch.setattr(warming, "pages", lambda: made)
    correct()
    assert revise(warm=True).number == 2
    assert "is not made beforehand" in caplog.text
    assert ask(Front(Counting(), made, lambda: False), TABLE).status == 200


def test_where_nobody_asked_yet_the_settings_say_who_will(kept: Settings, tmp_path: Path) -> None:
    """As in a command: it keeps pages for the processes of the web server."""
    build.pages.cache_clear()
    kept.PAGE_CACHE_WARM_SECONDS = 600.0
    kept.PORT = 8000
    kept.ALLOWED_HOSTS = ["127.0.0.1"]
    correct()
    revise(warm=True)
    build.pages.cache_clear()
    django = Counting()
    front = Front(django, pages_of(django), lambda: False)
    assert ask(front, TABLE, host="127.0.0.1:8000").status == 200
    assert not django.asked


def test_warming_counts_what_it_made_and_raises_the_generation_once(pages: Pages) -> None:
    before = PageGeneration.objects.now()
    correct()
    with transaction.atomic():
        revise()
        assert warming.warm("2025-26-q4") > 0
    assert PageGeneration.objects.now().number == before.number + 1
