"""Who asks by date alone is never told that an older page is still the newest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import parse_http_date
from pytest_django import Settings

from league.models import PageGeneration
from league.page_cache.front import Front
from tests.page_cache.asking import ask
from tests.pages.england import small_england
from trusts.models import Trust

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def england(kept: Settings) -> None:
    small_england()


def change(name: str) -> None:
    Trust.objects.filter(pk="ZA1").update(name=name)


def held() -> PageGeneration:
    return PageGeneration.objects.now()


def test_changes_within_a_second_have_seconds_of_their_own() -> None:
    """Whole ones: that is what a date in a header counts in."""
    seconds = []
    for name in ("One", "Two", "Three"):
        change(name)
        seconds.append(int(held().changed_at.timestamp()))
    assert seconds == sorted(set(seconds))


def test_a_change_after_a_while_is_dated_by_the_clock() -> None:
    PageGeneration.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    before = timezone.now() - timedelta(seconds=5)  # the server's clock may be a little behind
    change("Renamed")
    assert before < held().changed_at < before + timedelta(minutes=1)


def test_who_holds_the_answer_is_told_so(front: Front) -> None:
    PageGeneration.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    since = ask(front, "/trusts/").headers["last-modified"]
    assert ask(front, "/trusts/", if_modified_since=since).status == 304


@pytest.mark.parametrize("ahead", [-2, 0, 3_600], ids=["calm", "quick", "clock stepped back"])
def test_a_change_is_seen_by_who_asks_by_date(front: Front, ahead: int) -> None:
    PageGeneration.objects.update(changed_at=timezone.now() + timedelta(seconds=ahead))
    for name in ("One", "Two", "Three"):
        before = ask(front, "/trusts/")
        change(name)
        after = ask(front, "/trusts/", if_modified_since=before.headers["last-modified"])
        assert after.status == 200
        assert name in after.text


def test_no_page_says_that_it_changes_later(front: Front) -> None:
    """RFC 9110, 8.8.2.1: then it changed when it was sent."""
    PageGeneration.objects.update(changed_at=timezone.now() + timedelta(hours=1))
    told = ask(front, "/trusts/").headers["last-modified"]
    assert parse_http_date(told) <= timezone.now().timestamp()
