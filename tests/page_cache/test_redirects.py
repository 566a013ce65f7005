"""What leads elsewhere is kept as well, and takes no room of pages that everybody reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from league.page_cache.build import pages_of
from league.page_cache.front import Front
from tests.page_cache.asking import Counting, ask
from tests.pages.england import small_england

pytestmark = pytest.mark.django_db(transaction=True)

WITHOUT_NUMBER = (
    *("/trusts/ZZZZ9", "/embed/trusts/anything"),  # to the same with a slash
    *("/trusts/zzzz9/2026-27-q1/", "/league-tables/"),
)


@pytest.fixture(autouse=True)
def england(kept: Settings) -> None:
    small_england()


@pytest.mark.parametrize("address", WITHOUT_NUMBER)
def test_it_is_kept_among_those_without_number(
    front: Front, django: Counting, kept: Settings, address: str
) -> None:
    first = ask(front, address)
    assert first.status in (301, 302)
    assert not list(Path(kept.PAGE_CACHE_DIR).glob("*/few/*"))
    another_process = Front(django, pages_of(django), lambda: False)
    for reader in (front, another_process, another_process):
        assert ask(reader, address).headers["location"] == first.headers["location"]
    assert django.asked[address] == 1
