"""Charts in a real browser: drawn when near, without a fault, a way from each mark, a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from league.models import Assessment, SegmentAssignment
from tests import factories
from tests.browser.inspecting import Axe, barriers
from tests.browser_fixtures import BrowserFaults
from tests.pages.england import Place, place, small_england

TABLE = "/league-tables/acute/2025-26-q4/"
RANGES = f"{TABLE}charts/likely-ranges/"
DRAWN = re.compile("^drawn$")

SHIFTS = """since => new Promise(resolve => {
    new PerformanceObserver(list => resolve(
        list.getEntries().filter(entry => entry.startTime > since)
            .reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(0), 300);
})"""


@pytest.fixture
def england(transactional_db: None) -> None:
    """A table long enough for its charts to lie far below, with scores in two domains."""
    small_england(fictional=True)
    assessment = Assessment.objects.get(quarter="2025-26-q4")
    for number in range(7, 60):
        place(assessment, Place(f"Y{number:03d}", number, "2.95", 4))
    for row in SegmentAssignment.objects.filter(assessment=assessment, type="acute"):
        for place_of, domain in enumerate(("access", "safety")):
            quarter = (int(row.trust_id[-1]) + place_of) % 4 + 1
            factories.DomainScoreFactory.create(
                assessment=assessment,
                trust=row.trust,
                domain=domain,
                rounded=f"{0.9 * quarter + 0.1:.2f}",
                segment=quarter,
            )


def chart(page: Page, name: str) -> Locator:
    return page.locator(f"figure#{name}")


def draw(page: Page, name: str) -> Locator:
    """Scroll to a chart and wait until it is there."""
    found = chart(page, name)
    found.scroll_into_view_if_needed()
    expect(found).to_have_attribute("data-chart", DRAWN)
    return found


def watch(page: Page, part: str) -> list[str]:
    """Addresses with this part that the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if part in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


@pytest.mark.usefixtures("england")
def test_nothing_of_a_chart_is_fetched_until_the_reader_comes_near(page: Page) -> None:
    library, figures = watch(page, "plotly"), watch(page, ".json")
    page.goto(TABLE)
    page.wait_for_load_state("networkidle")
    assert (library, figures) == ([], [])

    drawn = draw(page, "likely-ranges")

    assert len(library) == 2, "the library and its styles"
    expect(drawn.locator("svg.main-svg").first).to_be_visible()
    expect(drawn.locator(".point")).to_have_count(59)
    assert not any("/charts/domains.figure.json" in url for url in figures)


@pytest.mark.usefixtures("england")
def test_nothing_moves_when_charts_come(page: Page) -> None:
    page.goto(TABLE)
    loaded = page.evaluate("performance.now()")
    before = [chart(page, name).bounding_box() for name in ("likely-ranges", "domains")]

    for name in ("likely-ranges", "domain-access", "domain-safety", "domains"):
        draw(page, name)

    page.evaluate("window.scrollTo(0, 0)")
    assert [chart(page, n).bounding_box() for n in ("likely-ranges", "domains")] == before
    assert page.evaluate(SHIFTS, loaded) == 0


@pytest.mark.usefixtures("england")
def test_drawn_charts_have_no_barrier_and_fit(page: Page, axe: Axe) -> None:
    page.goto(TABLE)

    for name in ("likely-ranges", "domain-access", "domains"):
        draw(page, name)

    assert barriers(page, axe, (320, 1280)) == {}
    label = chart(page, "likely-ranges").locator("[data-chart-plot]").get_attribute("aria-label")
    assert label is not None
    assert label.startswith("Chart: For ")


@pytest.mark.usefixtures("england")
def test_forced_colours_and_reduced_motion_keep_charts(context: BrowserContext, axe: Axe) -> None:
    page = context.new_page()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(RANGES)

    draw(page, "likely-ranges")

    assert axe(page) == []


@pytest.mark.usefixtures("england")
def test_a_mark_leads_to_its_trust(page: Page) -> None:
    page.goto(RANGES)
    first = draw(page, "likely-ranges").locator(".point").first

    first.hover(force=True)
    expect(page.locator(".hovertext")).to_contain_text("Invented Trust ZA1 (ZA1)")
    first.click(force=True)

    expect(page).to_have_url(re.compile(r"/trusts/ZA1/2025-26-q4/$"))


@pytest.mark.usefixtures("england")
def test_a_first_touch_shows_what_a_mark_is_and_a_second_leads_there(
    new_context: Callable[..., BrowserContext], browser_faults: BrowserFaults
) -> None:
    context = new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    browser_faults.watch(context)
    page = context.new_page()
    page.goto(RANGES)
    first = draw(page, "likely-ranges").locator(".point").first

    first.tap(force=True)
    expect(page.locator(".hovertext")).to_contain_text("Invented Trust ZA1")
    expect(page).to_have_url(re.compile("likely-ranges/$"))
    first.tap(force=True)

    expect(page).to_have_url(re.compile(r"/trusts/ZA1/2025-26-q4/$"))


@pytest.mark.usefixtures("england")
def test_a_chart_is_taken_away_as_a_picture_by_the_keyboard(page: Page, tmp_path: Path) -> None:
    page.goto(RANGES)
    button = draw(page, "likely-ranges").get_by_role("button", name="Picture (PNG)")

    button.focus()
    with page.expect_download() as given:
        page.keyboard.press("Enter")

    expected = "trust-league_demonstration_acute_likely-ranges_2025-26-q4_revision-1.png"
    assert given.value.suggested_filename == expected
    path = tmp_path / "chart.png"
    given.value.save_as(path)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(content[16:20], "big") > 1000, "twice as wide as on the page"


@pytest.mark.usefixtures("england")
def test_a_narrow_window_names_trusts_by_their_codes(page: Page) -> None:
    page.goto(f"{TABLE}charts/domains/")
    plot = draw(page, "domains")
    expect(plot.locator(".ytick").first).to_contain_text("Invented Trust")

    page.set_viewport_size({"width": 390, "height": 800})

    expect(plot.locator(".ytick").first).not_to_contain_text("Invented Trust")
    expect(plot.locator(".ytick").first).to_contain_text("ZA1")


@pytest.mark.usefixtures("england")
def test_without_script_a_chart_is_its_table(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(TABLE)
    figure = chart(page, "likely-ranges")
    expect(figure).to_contain_text("For ")
    expect(figure.get_by_role("img")).to_be_hidden()
    said = page.locator(".app-charts > noscript p")
    expect(said).to_be_visible()
    expect(said).to_contain_text("The charts themselves need JavaScript.")
    for reading in page.locator(".app-charts__drawn").all():
        expect(reading).to_be_hidden()

    figure.get_by_role("link", name="Table").click()

    expect(page.get_by_role("table").get_by_role("row")).to_have_count(60)
    page.get_by_role("link", name="Invented Trust ZA1").click()
    expect(page).to_have_url(re.compile(r"/trusts/ZA1/2025-26-q4/$"))


@pytest.mark.usefixtures("england")
def test_a_figure_that_does_not_come_is_said_and_nothing_else_breaks(
    page: Page, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("Failed to load resource")
    page.route("**/charts/likely-ranges.figure.json*", lambda route: route.abort())
    page.goto(TABLE)

    failed = chart(page, "likely-ranges")
    failed.scroll_into_view_if_needed()

    expect(failed.get_by_role("status")).to_contain_text("could not be loaded")
    expect(failed.get_by_role("button")).to_be_hidden()
    draw(page, "domains")
