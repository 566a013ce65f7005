"""Ticks of metric and domain tables outlast sorting, with a script and without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.content_quarters import publish_everything

Axe = Callable[[Page], list[str]]

LEAGUE = "/league-tables/acute/2026-27-q1/"
TABLES = (f"{LEAGUE}metrics/OF0013/", f"{LEAGUE}domains/access/")


@pytest.fixture
def quarter(transactional_db: None) -> None:
    publish_everything("2026-27-q1")


def tick(page: Page, *codes: str) -> None:
    for code in codes:
        page.get_by_role("checkbox", name=f"Compare Invented Trust {code}").check()


def expect_ticked(page: Page, *codes: str) -> None:
    for code in codes:
        box = page.get_by_role("checkbox", name=f"Compare Invented Trust {code}")
        expect(box).to_be_checked()


@pytest.mark.usefixtures("quarter")
@pytest.mark.parametrize("address", TABLES)
def test_a_table_is_sorted_in_place_and_keeps_its_ticks(page: Page, axe: Axe, address: str) -> None:
    page.goto(address)
    tick(page, "ZA1", "ZA2")
    page.evaluate("document.body.dataset.same = 'page'")

    page.get_by_role("link", name="Trust – sort A to Z").click()

    expect(page.get_by_role("columnheader", name="Trust (sorted A to Z)")).to_be_visible()
    expect(page.locator("body[data-same=page]")).to_have_count(1)
    expect(page).to_have_url(f"{address}?sort=trust&trust=ZA1,ZA2")
    expect_ticked(page, "ZA1", "ZA2")
    assert axe(page) == []
    page.reload()
    expect_ticked(page, "ZA1", "ZA2")
    expect(page.get_by_role("form", name="Compare trusts")).to_contain_text("2 trusts are ticked.")
    page.get_by_role("button", name="Compare ticked trusts").click()
    expect(page.get_by_text("Two of the 9 acute trusts side by side.")).to_be_visible()


@pytest.mark.usefixtures("quarter")
@pytest.mark.parametrize("address", [*TABLES, LEAGUE])
def test_without_a_script_a_button_keeps_the_ticks(no_script_page: Page, address: str) -> None:
    page = no_script_page
    page.goto(address)
    tick(page, "ZA1", "ZA2")

    page.get_by_role("button", name="Keep ticks while I sort or search").click()
    page.get_by_role("link", name="Trust – sort A to Z").click()

    expect(page).to_have_url(re.compile(r"\?trust=ZA[12],ZA[12]&sort=trust$"))
    expect_ticked(page, "ZA1", "ZA2")
    page.get_by_role("button", name="Compare ticked trusts").click()
    expect(page.get_by_text("Two of the 9 acute trusts side by side.")).to_be_visible()
