"""Comparisons in a real browser: no barrier at any width, by keyboard, and without script."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from league.models import SegmentAssignment
from tests import factories
from tests.browser.inspecting import Axe, barriers, overflow
from tests.pages.england import Place, place, small_england

LONG = "The Royal Invented and Neighbouring Districts University Hospitals NHS Foundation Trust"
QUARTER = "quarter=2026-27-q1"
TWO = f"/compare/?trust=ZA1&trust=ZA2&{QUARTER}"

ADDRESSES = (
    "/compare/",
    f"/compare/?trust=ZA4&{QUARTER}",
    f"/compare/?trust=ZA4&q=trust&{QUARTER}",
    TWO,
    f"/compare/?trust=Y007&trust=Y008&trust=Y009&trust=ZA1&trust=ZA2&trust=ZA6&{QUARTER}",
    "/compare/?trust=ZA1&trust=ZX1&trust=NOONE&quarter=nonsense",
    "/compare/?trust=ZA1&trust=ZA2&trust=ZA6&quarter=2025-26-q3",
)


@pytest.fixture
def england(transactional_db: None) -> None:
    """Trusts with long names, some with a domain and metrics: good, bad, missing."""
    assessment = small_england(fictional=True)
    for number in range(7, 10):
        factories.TrustFactory.create(ods_code=f"Y{number:03d}", name=f"{LONG} {number}")
        place(assessment, Place(f"Y{number:03d}", number, "3.50", 4))
    for row in SegmentAssignment.objects.filter(assessment=assessment, type="acute"):
        common = {"assessment": assessment, "trust": row.trust}
        score = 1 + (row.league_rank or 0) / 4
        factories.MetricScoreFactory.create(**common, score=score)
        factories.MetricScoreFactory.create(**common, metric="OF0014", score=None, value=None)
        factories.DomainScoreFactory.create(**common, rounded=f"{score:.2f}")


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_comparison_has_no_barrier_and_fits_its_window(
    page: Page, axe: Axe, address: str
) -> None:
    page.goto(address)

    assert barriers(page, axe) == {}
    expect(page.get_by_text("every trust on this page is invented")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_forced_colours_keep_it_free_of_barriers(context: BrowserContext, axe: Axe) -> None:
    page = context.new_page()
    page.emulate_media(forced_colors="active")

    page.goto(TWO)

    assert axe(page) == []
    expect(page.get_by_text("Better", exact=True).first).to_be_visible()


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("width", [375, 1280])
def test_each_figure_can_be_told_to_its_trust_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(TWO)

    table = page.get_by_role("table", name="Overall results")
    row = table.get_by_role("row", name="League rank")

    expect(row.get_by_role("cell")).to_have_text(
        ["Invented Trust ZA1 1st of 9 Better", "Invented Trust ZA2 Joint 2nd of 9 Worse"]
    )
    whose = row.get_by_text("Invented Trust ZA1")
    expect(whose).to_be_visible() if width < 768 else expect(whose).to_be_hidden()
    expect(table.get_by_role("columnheader")).to_have_count(3)


def walk(page: Page) -> None:
    """A reader's way: from a trust to its neighbours, one out, another in, an earlier quarter."""
    page.goto("/trusts/ZA4/2026-27-q1/")
    page.get_by_role("link", name="Compare with its neighbours").click()
    expect(page.get_by_text("Three of the 9 acute trusts side by side.")).to_be_visible()

    page.get_by_role("link", name="Remove Invented Trust ZA5").click()
    expect(page.get_by_text("Two of the 9 acute trusts side by side.")).to_be_visible()

    page.get_by_label("Add a trust by name, code or region").fill("za1")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Three of the 9 acute trusts side by side.")).to_be_visible()

    page.get_by_label("Add a trust by name, code or region").fill("districts")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=f"Add {LONG} 8 to the comparison").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Compare trusts")

    page.get_by_label("Quarter", exact=True).select_option("Q4 2025/26")
    page.get_by_role("button", name="Change quarter").click()
    expect(page.get_by_text(f"{LONG} 8 has no results for Q4 2025/26")).to_be_visible()
    expect(page).to_have_url(
        "/compare/?trust=ZA4&trust=ZA3&trust=ZA1&trust=Y008&quarter=2025-26-q4"
    )
    expect(page.get_by_role("table", name="Overall results")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_a_reader_fills_and_empties_the_basket(page: Page) -> None:
    walk(page)


@pytest.mark.usefixtures("england")
def test_the_same_way_without_script(no_script_page: Page) -> None:
    walk(no_script_page)


@pytest.mark.usefixtures("england")
def test_the_same_way_on_a_phone(phone_page: Page) -> None:
    walk(phone_page)


@pytest.mark.usefixtures("england")
def test_different_types_lead_to_a_comparison_of_one(page: Page) -> None:
    page.goto("/compare/?trust=ZA1&trust=ZX1&trust=ZX2")

    page.get_by_role("link", name="Compare the ambulance trusts").click()

    expect(page.get_by_text("Both ambulance trusts side by side.")).to_be_visible()


def ticking(page: Page, address: str) -> None:
    """Two boxes ticked and compared, by keyboard alone."""
    page.goto(address)
    page.get_by_role("checkbox", name="Compare Invented Trust ZA1").focus()
    page.keyboard.press("Space")
    bar = page.get_by_role("form", name="Compare trusts")
    expect(bar).to_be_in_viewport()
    page.get_by_role("checkbox", name="Compare Invented Trust ZA2").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Two of the 9 acute trusts side by side.")).to_be_visible()
    expect(page.get_by_role("table", name="Overall results")).to_be_visible()


LISTS = ("/trusts/", "/league-tables/acute/2026-27-q1/")


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("address", LISTS)
def test_the_keyboard_leads_from_a_list_to_a_comparison(page: Page, address: str) -> None:
    ticking(page, address)


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("address", LISTS)
def test_a_list_leads_to_a_comparison_without_script(no_script_page: Page, address: str) -> None:
    ticking(no_script_page, address)


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("address", LISTS)
def test_a_list_leads_to_a_comparison_on_a_phone(phone_page: Page, axe: Axe, address: str) -> None:
    ticking(phone_page, address)

    assert overflow(phone_page) == 0


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("address", LISTS)
def test_what_is_focused_is_not_hidden_behind_the_bar(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(address)
    page.get_by_role("checkbox").first.check()

    for box in page.get_by_role("checkbox").all():
        box.focus()
        bottom = box.evaluate("box => box.getBoundingClientRect().bottom")
        bar = page.get_by_role("form", name="Compare trusts").bounding_box()
        assert bar is not None
        assert bottom <= bar["y"] or bar["y"] + bar["height"] < 500


@pytest.mark.usefixtures("england")
def test_ticks_outlast_a_filter_that_hides_them(page: Page) -> None:
    page.goto("/league-tables/acute/2026-27-q1/")
    page.get_by_role("checkbox", name="Compare Invented Trust ZA1").check()
    bar = page.get_by_role("form", name="Compare trusts")
    expect(bar).to_contain_text("One trust is ticked. Tick at least one more.")

    page.get_by_role("searchbox", name="Trust name or code").fill("ZA6")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#showing")).to_contain_text("Showing 1 of 9 trusts")
    expect(bar).to_contain_text("One trust is ticked.")
    page.get_by_role("checkbox", name="Compare Invented Trust ZA6").check()
    expect(bar).to_contain_text("2 trusts are ticked.")

    page.get_by_role("link", name="Clear filters").click()
    expect(page.get_by_role("checkbox", name="Compare Invented Trust ZA1")).to_be_checked()
    page.get_by_role("button", name="Compare ticked trusts").click()

    expect(page).to_have_url("/compare/?trust=ZA1&trust=ZA6&quarter=2026-27-q1")


@pytest.mark.usefixtures("england")
def test_seven_ticks_are_too_many_and_said_to_be(page: Page) -> None:
    page.goto("/league-tables/acute/2026-27-q1/")

    for box in page.get_by_role("checkbox", name="Compare").all()[:7]:
        box.check()

    expect(page.get_by_role("form", name="Compare trusts")).to_contain_text(
        "7 trusts are ticked: only the first six can be compared."
    )
    page.get_by_role("button", name="Compare ticked trusts").click()
    expect(page.get_by_text("Up to six trusts can be compared at once")).to_be_visible()
