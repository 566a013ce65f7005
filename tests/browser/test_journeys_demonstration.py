"""The journeys by keyboard, on the demonstration data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from league.models import SegmentAssignment
from league.services import demonstration
from league.services.audit import Actor
from tests.browser.journeys import England, Reader, compare, find, sort_filter_and_download
from tests.browser_fixtures import lasting

REGION, QUARTER = "London", "2026-27-q1"


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration data, loaded once."""
    with lasting(django_db_blocker):
        demonstration.load(by=Actor("A tester"), draws=20)
        yield


@pytest.fixture
def england(transactional_db: None) -> England:
    """The three best acute trusts of a region."""
    placed = SegmentAssignment.objects.filter(
        assessment__quarter=QUARTER, type="acute", region=REGION, league_rank__isnull=False
    )
    best = placed.order_by("league_rank").values_list("trust_id", "trust__name")[:3]
    return England(
        words=best[0][1].removesuffix("Demo Trust").lower(),
        trusts=tuple(best),
        region=REGION,
        quarter=QUARTER,
        label="Q1 2026/27",
        files="trust-league_demonstration",
    )


def test_a_trust_is_found(reader: Reader, england: England) -> None:
    find(reader, england)


def test_a_table_is_sorted_filtered_and_taken_away(reader: Reader, england: England) -> None:
    sort_filter_and_download(reader, england)


def test_trusts_are_compared(reader: Reader, england: England) -> None:
    compare(reader, england)
