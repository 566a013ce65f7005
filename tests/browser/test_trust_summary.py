"""A trust's summary on paper: one sheet of A4, whatever there is to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django import DjangoDbBlocker

from league.models import SegmentAssignment, TrustExplanation
from league.services import demonstration
from league.services.audit import Actor
from tests.browser_fixtures import lasting

SHEET = re.compile(rb"/Type\s*/Page\b")
LONGEST = 4
"""So many trusts with the most to say are printed."""


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, for all tests of this module."""
    with lasting(django_db_blocker):
        demonstration.load(by=Actor("a test"), draws=100)
        yield


def wordiest() -> list[str]:
    """Addresses of the summaries with the longest answers of all quarters."""
    told = TrustExplanation.objects.select_related("assessment__quarter")
    published = [row for row in told if row.assessment.quarter.current_revision_id]
    longest = sorted(published, key=lambda row: -sum(len(it["sentence"]) for it in row.answer))
    return [
        f"/trusts/{row.trust_id}/{row.assessment.quarter_id}/summary/" for row in longest[:LONGEST]
    ]


def wide_names() -> list[str]:
    """Addresses of the summaries of the trusts with the longest names."""
    rows = SegmentAssignment.objects.filter(assessment__quarter="2026-27-q1")
    longest = sorted(rows, key=lambda row: (-len(row.name), row.trust_id))
    return [f"/trusts/{row.trust_id}/2026-27-q1/summary/" for row in longest[:LONGEST]]


@pytest.mark.usefixtures("transactional_db")
def test_a_summary_fits_on_one_sheet(lasting_page: Page) -> None:
    addresses = [*wordiest(), *wide_names()]
    assert len(addresses) == 2 * LONGEST

    for address in addresses:
        lasting_page.goto(address)
        for background in (False, True):
            paper = lasting_page.pdf(prefer_css_page_size=True, print_background=background)
            assert len(SHEET.findall(paper)) == 1, address


@pytest.mark.usefixtures("transactional_db")
def test_paper_says_whose_figures_it_has_and_keeps_the_site_around_it_away(
    lasting_page: Page,
) -> None:
    lasting_page.goto(wide_names()[0])
    lasting_page.emulate_media(media="print")

    assert lasting_page.get_by_text("Demonstration data").first.is_visible()
    assert lasting_page.get_by_text("Invented for demonstration").is_visible()
    assert not lasting_page.get_by_role("navigation").first.is_visible()
    assert not lasting_page.get_by_role("contentinfo").first.is_visible()
    assert not lasting_page.get_by_text("Print this page").is_visible()


@pytest.mark.usefixtures("transactional_db")
def test_a_chart_of_contributions_is_drawn_at_any_width(
    new_context: Callable[..., BrowserContext],
) -> None:
    address = wide_names()[0].replace("summary/", "charts/contributions/")
    for width in (1280, 390):
        page = new_context(viewport={"width": width, "height": 900}).new_page()
        page.goto(address)
        page.locator("[data-chart=drawn]").wait_for()
        rows = page.locator("#chart-table tbody tr").count()
        bars = page.locator(".bars .point").count()
        domains = len(set(page.locator("#chart-table tbody tr td:nth-child(3)").all_inner_texts()))
        assert bars == rows + domains + 1
