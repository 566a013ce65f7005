"""A what-if in a real browser: as one types, by keyboard, without script, at every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from league.services import workings
from league.services.publishing import publish
from tests.browser.inspecting import Axe, barriers, open_details, tab_to
from tests.services.builders import ACTOR, handover, submit

pytestmark = pytest.mark.usefixtures("england")

PAGE = "/trusts/ZA3/2025-26-q4/what-if/"
FAULTY = f"{PAGE}?OF0082=lots&OF0013=80.5"
CHANGED = f"{PAGE}?OF0013=95&deficit=yes"


@pytest.fixture
def england(transactional_db: None) -> None:
    """A small quarter with values, published."""
    workings._of.cache_clear()
    workings._drawn.cache_clear()
    applied = submit(handover(fictional=True), draws=200)
    publish(by=ACTOR, quarter=applied.submission.quarter, reason="For a test")


def cell(page: Page, name: str) -> Locator:
    """What a figure would be."""
    row = page.get_by_role("table", name="Overall").get_by_role("row", name=name).first
    return row.get_by_role("cell").last


def stay(page: Page) -> None:
    """Marks the document, so that :func:`stayed` can tell whether it was loaded anew."""
    page.evaluate("document.documentElement.dataset.stayed = 'yes'")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.dataset.stayed === 'yes'"))


@pytest.mark.parametrize("address", [PAGE, CHANGED, FAULTY])
def test_it_has_no_barrier_and_fits_every_window(page: Page, axe: Axe, address: str) -> None:
    page.goto(address)
    open_details(page)

    assert barriers(page, axe) == {}
    expect(page.get_by_text("every trust on this page is invented")).to_be_visible()
    expect(page.get_by_text("Nothing on this page is a result")).to_be_visible()


def test_the_result_follows_what_one_types(page: Page) -> None:
    page.goto(PAGE)
    stay(page)
    waits = page.get_by_label("A&E within four hours")
    expect(cell(page, "Average metric score")).to_have_text("No change")

    waits.fill("")
    waits.press_sequentially("95")

    expect(cell(page, "Average metric score")).to_have_text(re.compile(r"^\d\.\d\d$"))
    expect(page.get_by_role("status").filter(has_text="1 value is changed")).to_contain_text(
        "A&E within four hours. It would"
    )
    expect(page).to_have_url(re.compile(re.escape(f"{PAGE}?OF0013=95") + "$"))
    expect(waits).to_be_focused()
    expect(waits).to_have_value("95")
    assert stayed(page)


def test_a_fault_is_told_while_typing_and_the_field_keeps_the_focus(page: Page, axe: Axe) -> None:
    page.goto(PAGE)
    sickness = page.get_by_label("Staff sickness absence")

    sickness.fill("101")

    message = "Staff sickness absence: enter a number from 0 to 100"
    expect(page.locator("#OF0082-error")).to_have_text(f"Error: {message}")
    expect(sickness).to_have_attribute("aria-invalid", "true")
    expect(sickness).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=message)).to_be_visible()
    assert page.title().startswith("Error: ")
    assert barriers(page, axe) == {}

    sickness.fill("5")

    expect(page.locator("#OF0082-error")).to_be_empty()
    expect(sickness).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("link", name=message)).to_have_count(0)


def test_sending_a_fault_leads_to_the_summary_and_that_to_the_field(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_label("Staff sickness absence").fill("lots")
    page.keyboard.press("Enter")

    expect(page.locator("#error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Staff sickness absence")).to_be_focused()


def test_the_address_brings_the_scenario_back_and_a_link_the_published_values(page: Page) -> None:
    page.goto(CHANGED)

    expect(page.get_by_label("A&E within four hours")).to_have_value("95")
    expect(page.get_by_label("In deficit, or receiving deficit support")).to_have_value("yes")
    expect(cell(page, "In deficit")).to_have_text("Yes")

    page.get_by_role("link", name="Restore the published values").click()

    expect(page).to_have_url(re.compile(re.escape(PAGE) + "$"))
    expect(page.get_by_label("A&E within four hours")).to_have_value("66")
    expect(cell(page, "In deficit")).to_have_text("No change")


def test_the_keyboard_alone_changes_a_value_and_a_choice(page: Page) -> None:
    page.goto(PAGE)
    tab_to(page, page.get_by_label("A&E within four hours"))
    page.keyboard.press("Control+A")
    page.keyboard.type("90")
    tab_to(page, page.get_by_label("In deficit, or receiving deficit support"))
    page.keyboard.press("ArrowUp")

    expect(page).to_have_url(re.compile("OF0013=90&deficit=yes$"))
    expect(cell(page, "In deficit")).to_have_text("Yes")


def test_open_details_stay_open_while_one_types(page: Page) -> None:
    page.goto(CHANGED)
    page.get_by_text("How every metric would be scored").click()

    page.get_by_label("A&E within four hours").fill("78")

    expect(page.locator("#hypothetical-metrics")).to_contain_text("Reaches the standard of 78%")
    expect(page.locator("#hypothetical-metrics")).to_have_attribute("open", "")


def test_what_is_focused_is_not_hidden_behind_the_bar(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 620})
    page.goto(CHANGED)

    for field in page.locator("[data-published]").all():
        field.focus()
        box, bar = field.bounding_box(), page.locator(".app-what-if__bar").bounding_box()
        assert box
        assert bar
        assert box["y"] >= bar["y"] + bar["height"] or box["y"] + box["height"] <= bar["y"]


def test_without_script_the_button_does_it(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(PAGE)
    page.get_by_label("A&E within four hours").fill("95")
    page.get_by_role("button", name="Work it out").first.click()

    expect(page).to_have_url(re.compile(re.escape(f"{PAGE}?OF0013=95") + "$"))
    expect(page.get_by_text("1 value is changed: A&E within four hours.")).to_be_visible()
    expect(cell(page, "Average metric score")).to_have_text(re.compile(r"^\d\.\d\d$"))


def test_without_script_a_fault_loses_nothing(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(PAGE)
    page.get_by_label("A&E within four hours").fill("80.5")
    page.get_by_label("Staff sickness absence").fill("")
    page.get_by_role("button", name="Work it out").first.click()

    expect(page.get_by_role("link", name="Staff sickness absence: enter a figure")).to_be_visible()
    expect(page.get_by_label("A&E within four hours")).to_have_value("80.5")
    page.get_by_label("Staff sickness absence").fill("5")
    page.get_by_role("button", name="Work it out").first.click()
    expect(page.get_by_text("2 values are changed")).to_be_visible()


def test_the_way_up_leads_to_its_what_if(page: Page, axe: Axe) -> None:
    page.goto("/trusts/ZA3/2025-26-q4/#way-up")
    assert barriers(page, axe) == {}

    page.get_by_role("link", name="Try it").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("What if its values were others?")
    expect(cell(page, "Segment")).to_have_text(re.compile("^Segment [123]$"))
