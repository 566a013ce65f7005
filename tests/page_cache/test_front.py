"""What readers get from the front, and how often Django is asked for it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from datetime import timedelta

import brotli
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from league.middleware import PublicationsDue
from league.models import PlannedPublication, Quarter
from league.page_cache import rendering
from league.page_cache.build import pages_of
from league.page_cache.front import Front
from league.services import embargo
from league.services.publishing import publish
from tests.page_cache.asking import Counting, Got, ask
from tests.pages.england import small_england
from tests.services.builders import ACTOR, handover, submit
from trusts.models import Trust

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "/league-tables/acute/2026-27-q1/"
TRUST = "/trusts/ZA1/2026-27-q1/"


@pytest.fixture(autouse=True)
def england(kept: Settings) -> None:
    small_england()


def test_django_is_asked_once_for_all_readers_and_forms(front: Front, django: Counting) -> None:
    got = [ask(front, TABLE, accept_encoding=form) for form in ("", "gzip", "br", "br", "x")]
    assert {each.status for each in got} == {200}
    assert gzip.decompress(got[1].body) == brotli.decompress(got[2].body) == got[0].body
    assert [each.headers.get("content-encoding") for each in got] == [
        None,
        "gzip",
        "br",
        "br",
        None,
    ]
    assert all(int(each.headers["content-length"]) == len(each.body) for each in got)
    assert django.asked[TABLE] == 1


def test_a_kept_answer_takes_one_query_or_none(front: Front, kept: Settings) -> None:
    ask(front, TABLE)
    with CaptureQueriesContext(connection) as asked_for_the_generation:
        ask(front, TABLE)
    assert len(asked_for_the_generation) == 1
    kept.PAGE_CACHE_ASK_SECONDS = 600.0
    django = Counting()
    calm = Front(django, pages_of(django), lambda: False)
    ask(calm, TABLE)
    with CaptureQueriesContext(connection) as nothing:
        assert ask(calm, TABLE).status == 200
    assert len(nothing) == 0
    assert not django.asked  # the pages were on disk


def test_headers_are_those_of_django_and_of_a_shared_cache(front: Front) -> None:
    for got in ask(front, TABLE), ask(front, TABLE):
        assert "default-src 'none'" in got.headers["content-security-policy"]
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["x-frame-options"] == "DENY"
        assert "camera=()" in got.headers["permissions-policy"]
        assert got.headers["cache-control"] == "public, max-age=0, s-maxage=30"
        assert "stale-while-revalidate=30" in got.headers["cdn-cache-control"]
        assert got.headers["vary"] == "Accept-Encoding, Cookie"
        assert got.headers["etag"].startswith('"')
        assert got.headers["last-modified"].endswith("GMT")
        assert "set-cookie" not in got.headers


EACH_KIND = (
    *("/", TABLE, TRUST, "/league-tables/", "/embed/trusts/ZA1/", "/feed.atom", "/data/"),
    *("/league-tables/acute/2026-27-q1.csv", "/league-tables/acute/2026-27-q1.xlsx"),
    *("/league-tables/acute/2026-27-q1.json", "/trusts/suggest", "/favicon.ico"),
)
OF_THE_KEEPER = {"cache-control", "cdn-cache-control", "vary", "etag", "last-modified"}


@pytest.mark.parametrize("address", EACH_KIND)
def test_all_other_headers_are_those_of_django(
    front: Front, django: Counting, address: str
) -> None:
    by_django = ask(front, address, authorization="Basic x")
    for_all = [ask(front, address) for _ in range(2)][1]
    assert django.asked[address] == 2
    changing = {*OF_THE_KEEPER, "x-request-id", "content-length"}
    theirs, ours = (
        {name: value for name, value in got.headers.items() if name not in changing}
        for got in (by_django, for_all)
    )
    assert ours == theirs
    assert for_all.headers.keys() >= OF_THE_KEEPER


def test_what_is_too_large_to_keep_is_sent_as_django_makes_it(
    front: Front, django: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/data/segments/2026-27-q1.csv"
    monkeypatch.setattr(rendering, "LARGEST", 100)
    got = [ask(front, address) for _ in range(3)]
    assert {each.status for each in got} == {200}
    assert all("etag" not in each.headers for each in got)
    assert len({each.body for each in got}) == 1
    assert django.asked[address] == 4  # and once in vain


def test_each_request_has_a_name_of_its_own(front: Front, kept: Settings) -> None:
    names = {ask(front, TABLE).headers["x-request-id"] for _ in range(3)}
    assert len(names) == 3
    sent = "a-name-from-outside"
    assert ask(front, TABLE, x_request_id=sent).headers["x-request-id"] != sent
    kept.BEHIND_PROXY = True
    assert ask(front, TABLE, x_request_id=sent).headers["x-request-id"] == sent


def test_head_has_the_headers_and_no_body(front: Front, django: Counting) -> None:
    head, whole = ask(front, TABLE, method="HEAD"), ask(front, TABLE)
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["etag"] == whole.headers["etag"]
    assert django.asked[TABLE] == 1


def test_a_reader_who_holds_the_answer_is_told_so(front: Front) -> None:
    first = ask(front, TABLE, accept_encoding="br")
    again = ask(
        front,
        TABLE,
        accept_encoding="br",
        if_none_match=f'"old", W/{first.headers["etag"]}',
        if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT",
    )
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-length" not in again.headers
    other_form = ask(front, TABLE, if_none_match=first.headers["etag"])
    assert other_form.status == 200


def test_a_part_is_not_sent_alone(front: Front) -> None:
    assert ask(front, TABLE, range="bytes=0-9").status == 200


def test_a_change_is_seen_by_the_next_reader(front: Front) -> None:
    before = ask(front, "/trusts/")
    Trust.objects.filter(pk="ZA1").update(name="Renamed Infirmary")
    after = ask(front, "/trusts/", if_none_match=before.headers["etag"])
    assert after.status == 200
    assert "Renamed Infirmary" in after.text
    assert "Renamed Infirmary" not in before.text


def test_a_page_that_stays_the_same_keeps_its_tag(front: Front, django: Counting) -> None:
    before = ask(front, "/glossary/")
    Trust.objects.filter(pk="ZA1").update(name="Renamed Infirmary")
    after = ask(front, "/glossary/", if_none_match=before.headers["etag"])
    assert after.status == 304
    assert django.asked["/glossary/"] == 2


@pytest.mark.parametrize("query", ["q=Trust&region=London", "region=London&utm_source=x&q=Trust"])
def test_the_order_of_parameters_and_trackers_make_no_other_page(
    front: Front, django: Counting, query: str
) -> None:
    ask(front, "/trusts/", "q=Trust&region=London")
    assert ask(front, "/trusts/", query).status == 200
    assert sum(django.asked.values()) == 1


def test_whole_addresses_are_those_that_the_reader_used(front: Front, kept: Settings) -> None:
    kept.ALLOWED_HOSTS = ["testserver", "league.example.org"]
    kept.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    address = "/league-tables/acute/2026-27-q1.json"
    for host, scheme in (("testserver", "http"), ("league.example.org", "https")):
        for _ in range(2):
            got = ask(front, address, host=host, x_forwarded_proto=scheme)
            assert f"{scheme}://{host}{TABLE}" in json.dumps(json.loads(got.body))
            feed = ask(front, "/feed.atom", host=host, x_forwarded_proto=scheme)
            assert f"{scheme}://{host}/feed.atom" in feed.text


def test_other_hosts_are_refused(front: Front) -> None:
    ask(front, TABLE)
    assert ask(front, TABLE, host="elsewhere.example.org").status == 400


def test_redirects_are_kept_and_what_is_not_found_is_not(front: Front, django: Counting) -> None:
    got = [ask(front, "/league-tables/") for _ in range(2)]
    assert {(each.status, each.headers["location"]) for each in got} == {(302, TABLE)}
    gone = [ask(front, "/trusts/NOONE/") for _ in range(2)]
    assert {each.status for each in gone} == {404}
    assert all("private" in each.headers["cache-control"] for each in gone)
    assert (django.asked["/league-tables/"], django.asked["/trusts/NOONE/"]) == (1, 2)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{TRUST}what-if/", 200),
        ("/drafts/2026-27-q1/trusts/ZA1/", 302),
        ("/admin/", 302),
        ("/account/sign-in/", 200),
        ("/healthz", 200),
        ("/livez", 200),
    ],
)
def test_what_is_not_for_all_is_asked_of_django_each_time(
    front: Front, django: Counting, address: str, status: int
) -> None:
    for _ in range(2):
        got = ask(front, address)
        assert got.status == status
        assert "no-store" in got.headers["cache-control"]
        assert "etag" not in got.headers
    assert django.asked[address] == 2


def test_staff_get_what_django_says_now(front: Front, django: Counting) -> None:
    ask(front, TABLE)
    for _ in range(2):
        got = ask(front, TABLE, cookie=f"{settings.SESSION_COOKIE_NAME}=abc")
        assert got.headers["cache-control"] == "private, no-cache"
        assert "Cookie" in got.headers["vary"]
    assert django.asked[TABLE] == 3


def together(count: int, work: Callable[[], Got]) -> list[Got]:
    """What so many readers get who come at the same moment."""
    gate, got = threading.Barrier(count), list[Got]()

    def reader() -> None:
        gate.wait()
        got.append(work())
        connections.close_all()

    threads = [threading.Thread(target=reader) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_a_stampede_is_one_rendering_over_all_processes(kept: Settings) -> None:
    """Two sets of pages with one directory stand for two processes."""
    django = Counting()
    fronts = iter([Front(django, pages_of(django), lambda: False) for _ in range(2)] * 4)
    got = together(8, lambda: ask(next(fronts), TABLE))
    assert len({(each.status, each.body) for each in got}) == 1
    assert got[0].status == 200
    assert django.asked[TABLE] == 1


def test_a_planned_publication_happens_though_django_is_not_asked(kept: Settings) -> None:
    kept.PUBLICATION_CHECK_SECONDS = 0
    Quarter.objects.update(current_revision=None)
    django = Counting()
    front = Front(django, pages_of(django), PublicationsDue())
    quarter = submit(handover("2026-27-q2")).submission.quarter
    plan = embargo.plan(
        by=ACTOR, quarter=quarter, reason="First", at=timezone.now() + timedelta(hours=1)
    )
    address = "/league-tables/acute/2026-27-q2/"
    assert ask(front, address).status == 404
    PlannedPublication.objects.filter(pk=plan.pk).update(at=timezone.now())
    assert ask(front, address).status == 200
    publish(by=ACTOR, quarter=submit(handover("2026-27-q3")).submission.quarter, reason="Next")
    assert "Q3 2026/27" in ask(front, "/quarters/").text
