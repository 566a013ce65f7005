"""Pages that explain, in a real browser: with and without script, and without data."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.inspecting import Axe, barriers
from tests.pages.content_quarters import publish_everything

TABLES = "/league-tables/acute/2026-27-q1"


@pytest.fixture
def everything(transactional_db: None) -> None:
    """Every metric of both editions, in one quarter each."""
    publish_everything("2025-26-q4", fictional=True)
    publish_everything("2026-27-q1", fictional=True)


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize(
    "address", ["/segments/", "/methodology/", "/methodology/nof-2026-27/", "/about/"]
)
def test_pages_without_data_have_no_barrier(page: Page, axe: Axe, address: str) -> None:
    page.goto(address)

    assert barriers(page, axe, (320, 1280)) == {}


def walk(page: Page) -> None:
    """A reader's way: what is a segment, how is it made, what is this metric, who is where."""
    page.goto("/")
    page.get_by_role("link", name="What segments mean").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What each segment means")
    page.get_by_role("link", name="How a segment is worked out").click()
    page.get_by_role("link", name="NHS Oversight Framework 2026/27").first.click()
    expect(page.get_by_role("heading", name="From a value to a score")).to_be_visible()

    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Metrics").click()
    page.get_by_label("Name, words or id").fill("four hours")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Showing 1 of")).to_be_visible()
    page.get_by_role("link", name="A&E within four hours").click()
    expect(page.get_by_text("The standard went from 78% to 82%.")).to_be_visible()

    page.get_by_role("link", name="Acute trusts").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q1 2026/27")
    heading = page.get_by_role("columnheader", name="Value")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Domain: access to services").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Access to services")
    page.get_by_role("link", name="Patient safety").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Patient safety")
    page.get_by_role("link", name="Invented Trust ZA1").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invented Trust ZA1")


@pytest.mark.usefixtures("everything")
def test_a_reader_learns_what_a_figure_means(page: Page) -> None:
    walk(page)


@pytest.mark.usefixtures("everything")
def test_the_same_way_without_script(no_script_page: Page) -> None:
    walk(no_script_page)


@pytest.mark.usefixtures("everything")
def test_the_same_way_on_a_phone(phone_page: Page) -> None:
    walk(phone_page)


@pytest.mark.usefixtures("everything")
def test_a_word_leads_to_its_meaning(page: Page) -> None:
    page.goto("/methodology/")

    page.get_by_role("link", name="pool", exact=True).first.click()

    expect(page).to_have_url("/glossary/#pool")
    expect(
        page.get_by_text("The trusts among which a metric puts a trust in order")
    ).to_be_in_viewport()


@pytest.mark.usefixtures("everything")
def test_the_chart_of_a_metric_is_drawn_when_the_reader_comes_near(page: Page) -> None:
    page.goto(f"{TABLES}/metrics/OF0013/")

    page.get_by_role("heading", name="How the values are spread").scroll_into_view_if_needed()

    expect(page.locator("[data-chart-plot] svg").first).to_be_visible()
