"""Readers take figures away: with the keyboard, without script, from any width."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages.files import explained_england

Axe = Callable[[Page], list[str]]


@pytest.fixture
def england(transactional_db: None) -> None:
    explained_england(fictional=True)


def codes(path: Path) -> list[str]:
    """First cells of a CSV file's rows."""
    return [line.split(",")[0] for line in path.read_text("utf-8-sig").splitlines()[1:]]


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_of_downloads_has_no_barrier_and_fits_its_window(
    page: Page, axe: Axe, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto("/data/")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_text("Invented for demonstration")).to_be_visible()


@pytest.mark.usefixtures("england")
def test_a_reader_filters_a_table_and_downloads_it_with_the_keyboard(
    page: Page, tmp_path: Path
) -> None:
    page.goto("/league-tables/acute/2025-26-q4/?sort=-rank")
    page.get_by_label("Region", exact=True).select_option("London")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("#showing")).to_contain_text("Showing 2 of 6 trusts")

    link = page.get_by_role("link", name="CSV file of this table")
    link.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    name = download.value.suggested_filename
    assert name == "trust-league_demonstration_acute_2025-26-q4_revision-1_filtered.csv"
    kept = tmp_path / name
    download.value.save_as(kept)
    assert codes(kept) == ["ZA6", "ZA3"]


@pytest.mark.usefixtures("england")
def test_without_script_a_whole_quarter_is_two_links_away(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("/trusts/ZA3/2026-27-q1/")
    page.get_by_role("link", name="All data to download").click()

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel file of all results, Q1 2026/27").click()

    name = download.value.suggested_filename
    assert name == "trust-league_demonstration_all-results_2026-27-q1_revision-1.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
