"""Every kind of public page: no barrier at any width, zoom and colours, and led by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from league.services import demonstration
from league.services.audit import Actor
from tests.browser.addresses import ADDRESSES, NO_PAGES, PAGES
from tests.browser.inspecting import Axe, barriers, draw_charts, open_details, unseen_focus
from tests.browser_fixtures import lasting
from tests.pages.reading import Reading


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration data, loaded once."""
    with lasting(django_db_blocker):
        demonstration.load(by=Actor("A tester"), draws=20)
        yield


def kinds(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Names of the public addresses that are pages: these end with a slash, files do not."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if route.startswith(("account/", "admin/", "drafts/")):
            continue
        if isinstance(each, URLResolver):
            yield from kinds(each, route)
        elif not route or route.endswith("/"):
            yield each.name or route


def test_no_kind_of_page_is_forgotten() -> None:
    assert set(kinds(get_resolver())) - NO_PAGES == set(PAGES)
    for kind, addresses in PAGES.items():
        assert {resolve(address.partition("?")[0]).url_name for address in addresses} == {kind}


@pytest.mark.usefixtures("transactional_db")
def test_no_two_kinds_of_page_have_the_same_title(client: Client) -> None:
    firsts = [addresses[0] for addresses in PAGES.values()]
    titles = [Reading.of(client.get(address).content.decode()).title for address in firsts]

    assert len(set(titles)) == len(titles)
    assert all(re.fullmatch(r".{3,} – Trust League", title) for title in titles)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_barrier(
    lasting_page: Page, axe: Axe, axe_colours: Axe, address: str
) -> None:
    """The narrowest window is also that of a reader who zooms to 400%."""
    page = lasting_page
    page.goto(address)
    expect(page.get_by_text("every trust on this page is invented")).to_be_visible()
    open_details(page)
    if address not in PAGES["league-table"]:  # their charts have tests of their own
        draw_charts(page)

    assert barriers(page, axe) == {}
    page.emulate_media(forced_colors="active")
    assert barriers(page, axe_colours) == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_keyboard_is_led_and_seen(lasting_page: Page, address: str) -> None:
    page = lasting_page
    page.goto(address)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    assert unseen_focus(page) == []
    page.emulate_media(forced_colors="active")
    assert unseen_focus(page) == []
