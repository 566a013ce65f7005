"""The journeys by keyboard, on NHS England's official figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from tests.browser.inspecting import Axe, barriers, open_details
from tests.browser.journeys import England, Reader, compare, find, sort_filter_and_download
from tests.browser_fixtures import lasting
from tests.nof.importing import bring_in

ENGLAND = England(
    words="whittington",
    trusts=(
        ("RKE", "Whittington Health NHS Trust"),
        ("RP6", "Moorfields Eye Hospital NHS Foundation Trust"),
        ("RJ1", "Guy's and St Thomas' NHS Foundation Trust"),
    ),
    region="London",
    quarter="2026-27-q1",
    label="Q1 2026/27",
    files="trust-league",
)

REAL = (
    *("/", "/trusts/?q=leeds", "/quarters/2025-26-q3/", "/league-tables/ambulance/2025-26-q4/"),
    *("/trusts/RKE/2026-27-q1/", "/trusts/RTF/2025-26-q4/", "/methodology/nof-2026-27/"),
    *("/compare/?trust=RKE&trust=RP6&trust=RJ1", f"{ENGLAND.table}metrics/OF0013/"),
)


@pytest.fixture(scope="module")
def transactional_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, nof_dir: Path
) -> Iterator[None]:
    """The official files, imported and published once."""
    with lasting(django_db_blocker):
        assert not bring_in(nof_dir).faults
        yield


def test_a_trust_is_found(reader: Reader) -> None:
    find(reader, ENGLAND)


def test_a_table_is_sorted_filtered_and_taken_away(reader: Reader) -> None:
    sort_filter_and_download(reader, ENGLAND)


def test_trusts_are_compared(reader: Reader) -> None:
    compare(reader, ENGLAND)


def test_official_figures_have_no_barrier_in_the_narrowest_window(
    lasting_page: Page, axe: Axe
) -> None:
    """Names, former names and figures are longer and odder than invented ones."""
    found = {}
    for address in REAL:
        lasting_page.goto(address)
        open_details(lasting_page)
        found[address] = barriers(lasting_page, axe, (320,))

    assert not {address: what for address, what in found.items() if what}
