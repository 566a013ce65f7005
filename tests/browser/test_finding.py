"""Finding a trust in a real browser: suggestions by keyboard and pointer, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.inspecting import Axe, barriers, tab_to
from tests.browser_fixtures import BrowserFaults
from tests.pages.england import Place, place, small_england

LABEL = "Find a trust by name, code or region"
NAME = "Guy's and St Thomas' Invented Hospitals"


@pytest.fixture
def england(transactional_db: None) -> None:
    """A small England with enough trusts for letters, one of them with a name worth finding."""
    assessment = small_england(fictional=True)
    place(assessment, Place("ZG1", 7, "3.20", 3), name=NAME)
    for number in range(8, 40):
        place(assessment, Place(f"Y{number:03d}", number, "3.50", 4))
    trust = assessment.assignments.get(trust="ZG1").trust
    trust.name = NAME
    trust.save()


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.mark.usefixtures("england")
def test_a_trust_is_found_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name=LABEL)
    tab_to(page, field)
    expect(field).to_have_attribute("aria-expanded", "false")

    page.keyboard.type("guys and")
    expect(options(page)).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("1 suggestion. Use the up and down arrow keys.")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "find-trust-options-0")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(page).to_have_url("/trusts/ZG1/2026-27-q1/")


@pytest.mark.usefixtures("england")
def test_arrows_go_round_and_escape_goes_back(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name=LABEL)
    field.focus()
    page.keyboard.type("invented trust za")
    expect(options(page)).to_have_count(6)

    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", "find-trust-options-5")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("invented trust za")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(6)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


@pytest.mark.usefixtures("england")
def test_enter_without_a_choice_is_a_plain_search(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name=LABEL).focus()
    page.keyboard.type("thomsa")
    expect(options(page)).to_have_count(1)

    page.keyboard.press("Enter")

    expect(page).to_have_url("/trusts/?q=thomsa")
    expect(page.get_by_text("No trust matches “thomsa”. One name is like it.")).to_be_visible()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()


@pytest.mark.usefixtures("england")
def test_a_suggestion_is_taken_by_the_pointer(phone_page: Page) -> None:
    phone_page.goto("/trusts/")
    phone_page.get_by_role("combobox", name="Name, code or region").press_sequentially("lond")

    options(phone_page).filter(has_text="Region").click()

    expect(phone_page).to_have_url("/trusts/?region=London")
    expect(phone_page.get_by_label("Region", exact=True)).to_have_value("London")


@pytest.mark.usefixtures("england")
def test_suggestions_close_when_the_field_is_left(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name=LABEL).press_sequentially("za1")
    expect(options(page)).to_have_count(1)

    page.keyboard.press("Tab")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


@pytest.mark.usefixtures("england")
def test_a_search_still_works_when_suggestions_fail(
    page: Page, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("trusts/suggest")
    page.route("**/trusts/suggest*", lambda route: route.abort())
    page.goto("/")
    with page.expect_event("requestfailed"):
        page.get_by_role("combobox", name=LABEL).press_sequentially("za4")

    page.keyboard.press("Enter")

    expect(page.get_by_text("1 trust matches “za4”.")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_a_trust_is_found_without_script(no_script_page: Page) -> None:
    no_script_page.goto("/")
    no_script_page.get_by_label(LABEL).fill("thomsa")
    no_script_page.get_by_role("button", name="Search").click()
    no_script_page.get_by_role("link", name=NAME).click()

    expect(no_script_page.get_by_role("heading", level=1)).to_contain_text(NAME)


@pytest.mark.usefixtures("england")
def test_open_suggestions_have_no_barrier(page: Page, axe: Axe) -> None:
    page.goto("/")
    page.get_by_role("combobox", name=LABEL).press_sequentially("invented")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert barriers(page, axe) == {}


@pytest.mark.usefixtures("england")
def test_letters_lead_into_the_register(page: Page) -> None:
    page.goto("/trusts/")

    letters = page.get_by_role("navigation", name="Trusts by first letter")
    letters.get_by_role("link", name="Trusts beginning with G").click()

    expect(page).to_have_url("/trusts/#letter-G")
    expect(page.get_by_role("link", name=NAME)).to_be_in_viewport()


@pytest.mark.usefixtures("england")
def test_parts_of_the_bars_are_reached_and_followed_by_the_keyboard(page: Page) -> None:
    page.goto("/")
    part = page.get_by_role("link", name="33 acute trusts in segment 4")
    tab_to(page, part)

    page.keyboard.press("Enter")

    expect(page).to_have_url("/league-tables/acute/2026-27-q1/?segment=4")
