"""A reader's way through the pages in a real browser, with and without script, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from league.models import Reconciliation, SegmentAssignment
from tests.browser.inspecting import Axe, misfits, open_details
from tests.browser_fixtures import BrowserFaults
from tests.pages.england import Place, explain, place, small_england

ADDRESSES = (
    "/",
    "/league-tables/acute/2025-26-q4/",
    "/league-tables/acute/2026-27-q1/?region=London&sort=-score&segment=9",
    "/trusts/",
    "/trusts/ZA3/2026-27-q1/",
    "/trusts/ZA3/2025-26-q4/",
    "/quarters/",
    "/quarters/2026-27-q1/",
)
LONG = "The Royal Invented and Neighbouring Districts University Hospitals NHS Foundation Trust"


@pytest.fixture
def england(transactional_db: None) -> None:
    """Three quarters with a full table, a long name, a trust explained, and differences."""
    assessment = small_england(fictional=True)
    for number in range(7, 40):
        place(assessment, Place(f"Y{number:03d}", number, "3.50", 4), name=LONG)
    explain(SegmentAssignment.objects.get(assessment=assessment, trust="ZA3"))
    counted = {"exact": 9, "handed_in": 3, "only_published": 0, "only_ours": 0}
    Reconciliation.objects.create(
        assessment=assessment,
        lines=[{"kind": "metric-score", "compared": 10, "agreed": 9} | counted],
        differences=[
            {"kind": "metric-score", "key": "OF0013", "trust": "Y007", "ours": 2, "published": 3}
        ],
    )


@pytest.mark.usefixtures("england")
def test_long_names_fit_the_narrowest_window(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})

    for address in ADDRESSES:
        page.goto(address)
        open_details(page)
        assert misfits(page) == [], address
        expect(page.get_by_text("every trust on this page is invented")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_pages_not_found_look_like_the_others(
    page: Page, axe: Axe, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("404")

    for address in ("/nowhere/", "/trusts/ZA6/2025-26-q3/"):
        page.goto(address)
        assert axe(page) == []
        expect(page.get_by_role("navigation", name="Menu")).to_be_visible()


def narrow(page: Page, label: str, value: str) -> None:
    """Filters a league table: with a script at once, without one by the button."""
    summary = page.locator("#filters-summary")
    if summary.is_visible():
        summary.click()
    page.get_by_label(label, exact=True).select_option(value)
    button = page.get_by_role("button", name="Filter")
    if button.is_visible():
        button.click()


def walk(page: Page) -> None:
    """A reader's way: find, drill down, switch, filter, sort, and into a trust."""
    page.goto("/")
    page.get_by_label("Find a trust by name, code or region").fill("za4")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("1 trust matches “za4”.")).to_be_visible()

    page.get_by_role("link", name="League tables").first.click()
    page.get_by_label("Quarter", exact=True).select_option("Q4 2025/26")
    page.get_by_role("button", name="Change quarter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q4 2025/26")

    narrow(page, "Region", "Midlands")
    expect(page.locator("#showing")).to_contain_text("Showing 2 of 6 trusts")

    heading = page.get_by_role("columnheader", name="Average score")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(page.locator("#showing")).to_contain_text("2 of 6 trusts, sorted by average score")
    expect(page.get_by_role("row").nth(1)).to_contain_text("ZA4")

    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("link", name="Invented Trust ZA5").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invented Trust ZA5")
    expect(page.get_by_text("In deficit: held at 3")).to_be_visible()

    switch = page.get_by_role("navigation", name="Quarters of this trust")
    switch.get_by_role("link", name="Q3 2025/26").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q3 2025/26")
    page.get_by_role("link", name="Acute league table, Q3 2025/26").locator("visible=true").click()
    table = page.get_by_role("table", name="Acute trusts, Q3 2025/26")
    expect(table.get_by_role("row")).to_have_count(1 + 3 + 5)  # headings, bands, trusts


@pytest.mark.usefixtures("england")
def test_a_reader_finds_filters_sorts_and_drills_down(page: Page) -> None:
    walk(page)


@pytest.mark.usefixtures("england")
def test_the_same_way_without_script(no_script_page: Page) -> None:
    walk(no_script_page)


@pytest.mark.usefixtures("england")
def test_the_same_way_on_a_phone(phone_page: Page) -> None:
    walk(phone_page)


@pytest.mark.usefixtures("england")
def test_home_counts_lead_to_a_filtered_table(page: Page) -> None:
    page.goto("/")

    page.get_by_role("link", name="acute trusts in segment 1").click()

    expect(page.locator("#showing")).to_contain_text("Showing 3 of 39 trusts")
    expect(page.get_by_label("Segment", exact=True)).to_have_value("1")


@pytest.mark.usefixtures("england")
def test_an_address_holds_only_what_was_chosen(page: Page) -> None:
    page.goto("/league-tables/acute/2025-26-q4/")

    narrow(page, "Segment", "1")

    expect(page).to_have_url("/league-tables/acute/2025-26-q4/?segment=1")


@pytest.mark.usefixtures("england")
def test_the_keyboard_reaches_and_scrolls_a_wide_table(phone_page: Page) -> None:
    phone_page.goto("/league-tables/acute/2025-26-q4/")
    region = phone_page.get_by_role("region", name="Acute trusts, Q4 2025/26")

    phone_page.locator("#how-to-read-summary").focus()
    phone_page.keyboard.press("Tab")

    expect(region).to_be_focused()
    phone_page.keyboard.press("ArrowRight")
    phone_page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    ("width", "scroll", "name"),
    [
        (375, "region => { region.scrollIntoView(); region.scrollTo(200, 1000); }", "Y010"),
        (
            1280,
            "region => region.querySelectorAll('tr')[20].scrollIntoView({block: 'center'})",
            "Y020",
        ),
    ],
)
def test_headings_and_names_stay_in_sight_while_scrolling(
    page: Page, width: int, scroll: str, name: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/league-tables/acute/2026-27-q1/")
    region = page.get_by_role("region", name="Acute trusts, Q1 2026/27")

    region.evaluate(scroll)

    expect(region.get_by_role("columnheader", name="Segment")).to_be_in_viewport()
    expect(region.get_by_role("rowheader", name=name)).to_be_in_viewport()
    expect(region.get_by_role("rowheader", name="ZA1")).not_to_be_in_viewport()
