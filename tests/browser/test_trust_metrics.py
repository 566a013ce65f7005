"""A trust's metrics and domains in a real browser: without a script, on a phone, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.inspecting import Axe, misfits
from tests.pages.computed import england, make

ADDRESS = "/trusts/ZA4/2025-26-q4/"
PHONE = 390
UNFOLD = "folds => folds.forEach(fold => { fold.open = true; })"


@pytest.fixture
def quarters(transactional_db: None) -> None:
    """Three quarters in a row, computed by the rules."""
    for number, shift in (("2", -4.0), ("3", -1.0), ("4", 0.0)):
        make(england(f"2025-26-q{number}", shift, fictional=True))


def section(page: Page, name: str) -> Locator:
    return page.locator(f"section[aria-labelledby={name}]")


def metric(page: Page, name: str) -> Locator:
    return section(page, "metrics").get_by_role("row").filter(has_text=name)


@pytest.mark.usefixtures("quarters")
def test_strips_and_bars_need_no_script(no_script_page: Page) -> None:
    no_script_page.goto(ADDRESS)

    row = metric(no_script_page, "A&E within four hours")
    strip = row.get_by_role("img", name="Values of 6 acute trusts from 60% (worst) to 81% (best)")
    expect(strip).to_be_visible()
    assert strip.locator(".app-strip__own").count() == 1
    bars = section(no_script_page, "domains").locator(".app-bullet__bar")
    assert bars.count() == 4
    box = bars.first.bounding_box()
    assert box
    assert box["width"] > 10


@pytest.mark.usefixtures("quarters")
def test_the_order_is_chosen_without_a_script_and_keeps_the_place(no_script_page: Page) -> None:
    no_script_page.goto(ADDRESS)

    no_script_page.get_by_role("link", name="By contribution, largest first").click()

    expect(no_script_page).to_have_url(f"{ADDRESS}?metrics=contribution#metrics")
    expect(no_script_page.get_by_role("heading", name="Every metric")).to_be_in_viewport()
    first = section(no_script_page, "metrics").get_by_role("rowheader").first
    expect(first).to_contain_text("Staff sickness absence")


@pytest.mark.usefixtures("quarters")
def test_neighbours_and_trend_unfold_by_keyboard(no_script_page: Page) -> None:
    no_script_page.goto(ADDRESS)
    row = metric(no_script_page, "A&E within four hours")
    summary = row.locator("summary")
    expect(row.get_by_text("Next better")).not_to_be_visible()

    summary.focus()
    no_script_page.keyboard.press("Enter")

    expect(row.get_by_role("link", name="Invented Trust ZA3")).to_be_visible()
    line = row.get_by_role("img", name="Line over 3 quarters: Q2 2025/26 66%")
    expect(line).to_be_visible()


@pytest.mark.usefixtures("quarters")
def test_on_a_phone_name_value_score_and_strip_come_first(phone_page: Page) -> None:
    phone_page.goto(ADDRESS)
    row = metric(phone_page, "A&E within four hours")
    parts = [row.get_by_role("rowheader"), row.get_by_role("cell").first]
    parts += [row.locator(".app-strip"), row.locator("summary")]
    boxes = [part.bounding_box() for part in parts]

    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(parts)
    assert tops == sorted(tops)
    strip = boxes[2]
    assert strip
    assert strip["width"] > PHONE / 2


@pytest.mark.usefixtures("quarters")
@pytest.mark.parametrize("order", ["domain", "contribution"])
def test_nothing_is_too_wide_or_a_barrier(page: Page, axe: Axe, order: str) -> None:
    for width in (320, PHONE, 800, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{ADDRESS}?metrics={order}")
        for name in ("domains", "metrics"):
            section(page, name).locator("details").evaluate_all(UNFOLD)
        assert misfits(page) == [], width
        assert axe(page) == [], width


@pytest.mark.usefixtures("quarters")
def test_the_chart_of_domains_is_drawn_once_it_is_opened(page: Page) -> None:
    page.goto(ADDRESS)
    figure = page.locator("figure#domains")
    expect(figure).not_to_be_visible()

    page.get_by_text("Chart of the domain scores").click()

    expect(figure).to_have_attribute("data-chart", "drawn")
    assert figure.locator(".bars .point").count() >= 4
