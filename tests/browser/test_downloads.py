"""Readers take whole quarters away; tables are taken away in the journeys."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.pages.files import explained_england


@pytest.fixture
def england(transactional_db: None) -> None:
    explained_england(fictional=True)


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
