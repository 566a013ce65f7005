"""A trust's card in another site's frame, and the parts of a trust's page about context."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from league.models import OversightKind, Quarter
from tests import factories as f
from tests.browser_fixtures import BrowserFaults
from tests.pages.england import Place, place, small_england
from trusts.models import Trust

Axe = Callable[[Page], list[str]]

CARD = "/embed/trusts/ZA3/"
PAGE = "/trusts/ZA3/2026-27-q1/"
LONG = "The Royal Invented and Neighbouring Districts University Hospitals NHS Foundation Trust"


@pytest.fixture
def england(transactional_db: None) -> None:
    """Invented trusts, one with records and a statement, one with a long name."""
    assessment = small_england(fictional=True)
    place(assessment, Place("Y001", 7, "3.50", 4), name=LONG)
    trust, quarter = Trust.objects.get(pk="ZA3"), Quarter.objects.get(pk="2026-27-q1")
    for kind in (OversightKind.CQC_RATING, OversightKind.ENFORCEMENT_UNDERTAKINGS):
        f.OversightRecordFactory.create(trust=trust, kind=kind, value="Requires improvement")
    statement = f.TrustStatementFactory.create(
        trust=trust, quarter=quarter, text=f"First.\n\n<b>{'long' * 60}</b>"
    )
    f.StatementDecisionFactory.create(statement=statement)


class OtherSite(BaseHTTPRequestHandler):
    """Answers every address with a page that frames the address in its query string."""

    def do_GET(self) -> None:
        framed = urlsplit(self.path).query
        html = (
            "<!DOCTYPE html><html lang=en><title>Another site</title><main><h1>News</h1>"
            f'<iframe src="{framed}" title="A trust" width="280" height="380"></iframe></main>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_site(browser_faults: BrowserFaults) -> Iterator[str]:
    """Where another site is: another origin, on this machine as well."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        browser_faults.expect(origin)
        yield origin
        server.shutdown()


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("path", [CARD, "/embed/trusts/ZZZ/", "/embed/trusts/Y001/"])
@pytest.mark.parametrize("width", [240, 280, 640])
def test_the_card_has_no_barrier_and_fits_its_frame(
    page: Page, axe: Axe, browser_faults: BrowserFaults, path: str, width: int
) -> None:
    browser_faults.expect("404 (Not Found)")
    page.set_viewport_size({"width": width, "height": 380})
    page.goto(path)
    assert axe(page) == []
    size = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert size[0] <= width
    if width >= 280 and path == CARD:
        assert size[1] <= 380


@pytest.mark.usefixtures("england")
def test_another_site_shows_the_card(page: Page, other_site: str, live_server: LiveServer) -> None:
    page.goto(f"{other_site}/?{live_server.url}{CARD}")
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", name="Invented Trust ZA3")).to_be_visible()
    expect(card.get_by_text("Demonstration data: this trust is invented.")).to_be_visible()
    with page.context.expect_page() as opened:
        card.get_by_role("link", name="How this came about").click()
    expect(opened.value).to_have_url(f"{live_server.url}{PAGE}")


@pytest.mark.usefixtures("england")
def test_another_site_cannot_show_a_page_of_ours(
    page: Page, other_site: str, live_server: LiveServer, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("frame-ancestors 'none'")
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(f"{other_site}/?{live_server.url}{PAGE}")
    assert "Invented Trust ZA3" not in page.frames[1].content()


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("width", [320, 1280])
def test_context_and_html_to_copy_have_no_barrier(page: Page, axe: Axe, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAGE)
    page.get_by_text("Show this on your site").click()
    expect(page.get_by_role("region", name="HTML to copy")).to_contain_text(CARD)
    expect(page.get_by_text("<b>longlong")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("england")
def test_the_card_and_the_html_need_no_script(no_script_page: Page) -> None:
    no_script_page.goto(PAGE)
    no_script_page.get_by_text("Show this on your site").click()
    no_script_page.get_by_role("link", name="a small card").click()
    expect(no_script_page.get_by_role("heading", name="Invented Trust ZA3")).to_be_visible()
