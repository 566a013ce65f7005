"""The league table in a real browser: views that swap in place, widths, keyboard, paper."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from league.models import SegmentAssignment
from tests.browser.inspecting import Axe, barriers, open_details, overflow, tab_to
from tests.pages.england import Place, place, small_england

Q4 = "/league-tables/acute/2025-26-q4/"
MEDIA_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")

pytestmark = pytest.mark.usefixtures("england")


@pytest.fixture
def england(transactional_db: None) -> None:
    """Three quarters; the table of Q4 2025/26 is long."""
    small_england(fictional=True)
    row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA1")
    for number in range(7, 60):
        place(row.assessment, Place(f"Y{number:03d}", number, "3.50", 4))


def stay(page: Page) -> None:
    """Marks the document, so that :func:`stayed` can tell whether it was loaded anew."""
    page.evaluate("document.documentElement.dataset.stayed = 'yes'")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.dataset.stayed === 'yes'"))


def narrow(page: Page, label: str, value: str) -> None:
    """Chooses in a filter and presses the button."""
    page.get_by_label(label, exact=True).select_option(value)
    page.get_by_role("button", name="Filter", exact=True).click()


def news(page: Page) -> str:
    return page.locator("#swap-news").inner_text()


@pytest.mark.parametrize(
    "query", ["?columns=segment,score,domains&sort=access", "?q=invnted&region=London&moved=same"]
)
def test_a_view_has_no_barrier_and_reflows(page: Page, axe: Axe, query: str) -> None:
    page.goto(f"{Q4}{query}")
    open_details(page)

    assert barriers(page, axe) == {}


def test_forced_colours_keep_bands_and_ranges_visible(context: BrowserContext, axe: Axe) -> None:
    page = context.new_page()
    page.emulate_media(forced_colors="active")
    page.goto(f"{Q4}?sort=segment")

    assert axe(page) == []
    expect(page.get_by_role("rowheader", name="Segment 4: 54 trusts")).to_be_visible()
    expect(page.locator(".app-interval__point").first).to_be_visible()


def test_sorting_and_filtering_swap_the_table_and_keep_address_and_focus(page: Page) -> None:
    page.goto(Q4)
    stay(page)

    page.get_by_role("columnheader", name="Average score").get_by_role("link").click()
    expect(page).to_have_url(f"{Q4}?sort=score")
    expect(page.locator("#sort-score")).to_be_focused()
    expect(page.get_by_role("columnheader", name="Average score")).to_have_attribute(
        "aria-sort", "ascending"
    )

    narrow(page, "Segment", "1")
    expect(page).to_have_url(f"{Q4}?sort=score&segment=1")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_focused()
    expect(page.get_by_text("Showing 3 of 59 trusts").first).to_be_visible()
    assert news(page).startswith("Showing 3 of 59 trusts, sorted by average score")
    assert stayed(page)


def test_back_and_forward_go_through_the_views(page: Page) -> None:
    page.goto(Q4)
    stay(page)
    narrow(page, "Segment", "2")
    expect(page.get_by_text("Showing 1 of 59 trusts").first).to_be_visible()
    narrow(page, "Region", "Midlands")
    expect(page).to_have_url(f"{Q4}?region=Midlands&segment=2")

    page.go_back()
    expect(page.get_by_label("Region", exact=True)).to_have_value("")
    expect(page.get_by_label("Segment", exact=True)).to_have_value("2")
    page.go_back()
    expect(page.get_by_text("Showing all 59 trusts").first).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("Showing 1 of 59 trusts").first).to_be_visible()
    assert stayed(page)


def test_back_from_a_trust_returns_to_the_view(page: Page) -> None:
    page.goto(Q4)
    narrow(page, "Segment", "2")
    expect(page.get_by_text("Showing 1 of 59 trusts").first).to_be_visible()
    page.get_by_role("link", name="Invented Trust ZA4").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ZA4")

    page.go_back()

    expect(page.get_by_text("Showing 1 of 59 trusts").first).to_be_visible()
    expect(page.get_by_label("Segment", exact=True)).to_have_value("2")


def test_clearing_filters_leaves_the_focus_on_what_is_shown(page: Page) -> None:
    page.goto(f"{Q4}?segment=1")
    stay(page)

    page.get_by_role("link", name="Clear filters").click()

    expect(page).to_have_url(Q4)
    expect(page.locator("#showing")).to_be_focused()
    assert stayed(page)


def test_columns_are_chosen_while_the_choice_stays_open(page: Page) -> None:
    page.goto(Q4)
    stay(page)
    page.get_by_text("Choose columns").click()

    page.get_by_role("checkbox", name="Access").check()
    page.get_by_role("checkbox", name="Region").uncheck()
    assert page.url.endswith(Q4)
    page.get_by_role("button", name="Show these columns").click()

    expect(page.get_by_role("columnheader", name="Access")).to_be_visible()
    expect(page.get_by_role("button", name="Show these columns")).to_be_focused()
    expect(page.get_by_role("columnheader", name="Region")).to_have_count(0)
    assert "columns=trust,segment,score,likely,access,override,change" in page.url
    assert stayed(page)


def find_sort_filter_by_keyboard(page: Page) -> None:
    """Only keys: search, walk through the choices of a filter, press its button, sort."""
    page.goto(Q4)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#id_q"))
    page.keyboard.type("invnted trust")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Showing trusts with names like it").first).to_be_visible()

    before = page.url
    tab_to(page, page.locator("#id_segment"))
    for number in ("1", "2"):
        page.keyboard.press("ArrowDown")
        expect(page.locator("#id_segment")).to_have_value(number)
        expect(page.locator("#id_segment")).to_be_focused()
        assert page.url == before
    tab_to(page, page.locator("#apply-filters"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("segment=2"))
    expect(page.get_by_text(re.compile(r"Showing 1 of \d+ trusts")).first).to_be_visible()

    tab_to(page, page.locator("#sort-score"))
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Average score")
    expect(page.get_by_text("sorted by average score").first).to_be_visible()


def test_a_reader_finds_sorts_and_filters_by_keyboard_alone(page: Page) -> None:
    find_sort_filter_by_keyboard(page)

    tab_to(page, page.locator("#compare-ZA4"))


def test_the_same_by_keyboard_without_script(no_script_page: Page) -> None:
    find_sort_filter_by_keyboard(no_script_page)


def test_filters_and_columns_work_without_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(Q4)

    page.get_by_label("Financial override", exact=True).select_option("held")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_text("Showing 1 of 59 trusts")).to_be_visible()

    page.get_by_text("Choose columns").click()
    page.get_by_role("checkbox", name="Region").uncheck()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_role("columnheader", name="Region")).to_have_count(0)
    expect(page.get_by_text("Showing 1 of 59 trusts")).to_be_visible()


def test_on_a_phone_filters_are_folded_and_say_how_many_are_active(phone_page: Page) -> None:
    phone_page.goto(f"{Q4}?segment=1&region=London")

    expect(phone_page.get_by_label("Trust name or code")).to_be_visible()
    expect(phone_page.get_by_label("Region", exact=True)).to_be_hidden()
    phone_page.get_by_text("Filter (2 active)").click()
    expect(phone_page.get_by_label("Region", exact=True)).to_have_value("London")
    narrow(phone_page, "Region", "")
    expect(phone_page.get_by_text("Filter (1 active)")).to_be_visible()
    expect(phone_page.get_by_label("Region", exact=True)).to_be_visible()


A4 = (842, 595)
"""Lying, in points."""
A4_WIDTH = 1032
"""What the margins leave of its width, in pixels of CSS."""
STUCK = """() => [...document.querySelectorAll('.app-league th, .app-league td')]
    .filter(each => getComputedStyle(each).position !== 'static').length"""


def test_on_paper_a_table_fits_lying_a4_and_has_its_headings_on_every_page(page: Page) -> None:
    page.goto(Q4)
    pages = MEDIA_BOX.findall(page.pdf(prefer_css_page_size=True))
    page.set_viewport_size({"width": A4_WIDTH, "height": 900})
    page.emulate_media(media="print")

    assert len(pages) > 2
    assert {(round(float(width)), round(float(height))) for width, height in pages} == {A4}
    assert overflow(page) == 0
    expect(page.locator(".app-league thead")).to_have_css("display", "table-header-group")
    assert page.evaluate(STUCK) == 0
    expect(page.locator("#table-frame")).to_have_css("overflow", "visible")
    expect(page.locator("#filters")).to_be_hidden()
    after = "getComputedStyle(document.querySelector('.app-league tbody a'), '::after').content"
    assert page.evaluate(after) in {"none", "normal", '""'}
