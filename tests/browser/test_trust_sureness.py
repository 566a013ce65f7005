"""How sure a trust's place is, in a real browser: a picture without a script, a chart with one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from league.services import publishing
from tests.browser.inspecting import Axe
from tests.services.builders import ACTOR, handover, submit

ADDRESS = "/trusts/ZA2/2025-26-q4/"
DRAWN = re.compile("^drawn$")


@pytest.fixture
def england(transactional_db: None) -> None:
    """Two small quarters, computed with their draws and published."""
    for quarter in ("2025-26-q4", "2026-27-q1"):
        made = submit(handover(quarter, fictional=True), draws=300)
        publishing.publish(by=ACTOR, quarter=made.submission.quarter, reason="First")


def section(page: Page, name: str) -> Locator:
    return page.locator(f"section[aria-labelledby={name}]")


@pytest.mark.usefixtures("england")
def test_without_a_script_the_picture_and_the_tables_are_there(no_script_page: Page) -> None:
    no_script_page.goto(ADDRESS)

    sure, quarters = section(no_script_page, "sureness"), section(no_script_page, "quarters")

    bars = sure.locator(".app-density__bar")
    assert bars.count() > 1
    box = sure.locator(".app-density__picture").bounding_box()
    assert box
    assert box["width"] > 300
    expect(sure.get_by_role("row").filter(has_text="A&E within four hours")).to_have_count(1)
    expect(quarters.get_by_role("row")).to_have_count(3)


@pytest.mark.usefixtures("england")
def test_the_density_is_drawn_once_it_is_opened(page: Page) -> None:
    page.goto(ADDRESS)
    figure = page.locator("figure#rank-density")
    expect(figure).not_to_be_visible()

    page.get_by_text("Chart of how often each rank came up").click()

    expect(figure).to_have_attribute("data-chart", DRAWN)
    assert figure.locator(".bars .point").count() > 1
    expect(figure.get_by_text("its rank:")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_the_quarters_are_drawn_with_their_break(page: Page) -> None:
    page.goto(ADDRESS)
    figure = page.locator("figure#trend")
    figure.scroll_into_view_if_needed()

    expect(figure).to_have_attribute("data-chart", DRAWN)
    assert figure.locator(".errorbar").count() >= 2
    expect(figure.get_by_text("2026/27", exact=True)).to_be_visible()


@pytest.mark.usefixtures("england")
def test_both_sections_fit_a_phone_and_have_no_barrier(phone_page: Page, axe: Axe) -> None:
    phone_page.set_viewport_size({"width": 320, "height": 740})
    phone_page.goto(ADDRESS)
    for summary in section(phone_page, "sureness").locator("summary").all():
        summary.click()
    phone_page.locator("figure#trend").scroll_into_view_if_needed()
    expect(phone_page.locator("figure#trend")).to_have_attribute("data-chart", DRAWN)

    for name in ("sureness", "quarters"):
        for table in section(phone_page, name).locator("table").all():
            box = table.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 321
    assert axe(phone_page) == []
