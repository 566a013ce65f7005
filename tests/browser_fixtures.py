"""A real browser on the live site, which fails a test for any fault the page makes.

`page` and `context` are Playwright's, watched: a message on the console's error level (a breach of
the content security policy is one), an uncaught exception and a request to any other host fail the
test, unless the test says that it expects that: `browser_faults.expect("404")`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from django.test import testcases
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from pytest_django import DjangoDbBlocker, live_server_helper

from league.local.browser import launch_arguments, require_chromium
from league.middleware import PublicationsDue
from league.page_cache.build import pages_of
from league.page_cache.front import Front

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
# What passes is not gathered, and style sheets are not read again: no rule of ours looks at them.
AXE_RUN = """async rules => {
    const { violations } = await axe.run(
        { runOnly: rules, resultTypes: ["violations"], preload: false, elementRef: false },
    );
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id}: ${help} at ${target.join(", ")}`));
}"""
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_COLOUR_RULES = ["color-contrast", "link-in-text-block"]


class BrowserFaults:
    """What went wrong in the browser during one test."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._seen: list[str] = []
        self._expected: list[str] = []

    def expect(self, part: str) -> None:
        """A fault whose text contains this is meant to happen."""
        self._expected.append(part)

    def watch(self, watched: BrowserContext | Page) -> None:
        """Note every fault of this page, or of every page of this context."""
        watched.on("console", self._note_message)
        watched.on("request", self._note_request)
        if isinstance(watched, Page):
            watched.on("pageerror", lambda error: self._seen.append(f"exception: {error}"))
        else:
            watched.on("weberror", lambda error: self._seen.append(f"exception: {error.error}"))

    def unexpected(self) -> list[str]:
        """The faults that no test said to expect."""
        return [fault for fault in self._seen if not any(part in fault for part in self._expected)]

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "blob:", "about:")):
            self._seen.append(f"request to another host: {request.url}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Drive the Chromium that this machine has."""
    # Playwright keeps an event loop in this thread; Django would refuse it the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": require_chromium(), "args": launch_arguments()}


@pytest.fixture(scope="session")
def live_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[live_server_helper.LiveServer]:
    """The site as served in production: static files by WhiteNoise, from what was collected, and
    pages kept. Each request asks for the newest generation, so that a page which outlives a change
    that the database does not count as one fails the test that made the change."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PAGE_CACHE_DIR", str(tmp_path_factory.mktemp("pages")))
        patch.setattr(settings, "PAGE_CACHE_ASK_SECONDS", 0.0)
        patch.setattr(settings, "PAGE_CACHE_WARM_SECONDS", 1.0)  # of all that other tests opened
        patch.setattr("django.test.testcases._MediaFilesHandler", _fronted)
        patch.setattr("django.contrib.staticfiles.handlers.StaticFilesHandler", _NoHandler)
        server = live_server_helper.LiveServer("localhost")
    yield server
    server.stop()


def _fronted(application: WSGIHandler) -> Front:
    """As league/wsgi.py makes it, in the place of what would serve uploaded files."""
    return Front(application, pages_of(WSGIHandler()), PublicationsDue())


class _NoHandler(testcases._StaticFilesHandler):
    """Leaves every address to the application."""

    def _should_handle(self, path: str) -> bool:  # noqa: ARG002 - the base class's signature
        return False


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, Any], live_server: live_server_helper.LiveServer
) -> dict[str, Any]:
    """A British reader at this site."""
    return browser_context_args | {
        "base_url": live_server.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@pytest.fixture
def browser_faults(live_server: live_server_helper.LiveServer) -> Iterator[BrowserFaults]:
    """Faults seen by this test's browser; any that it did not expect fails it."""
    faults = BrowserFaults(live_server.url)
    yield faults
    assert not faults.unexpected()


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], browser_faults: BrowserFaults
) -> BrowserContext:
    """A watched browser context."""
    made = new_context()
    browser_faults.watch(made)
    return made


@pytest.fixture
def no_script_page(
    new_context: Callable[..., BrowserContext], browser_faults: BrowserFaults
) -> Page:
    """A page in a browser that runs no JavaScript."""
    made = new_context(java_script_enabled=False)
    browser_faults.watch(made)
    return made.new_page()


@pytest.fixture
def phone_page(new_context: Callable[..., BrowserContext], browser_faults: BrowserFaults) -> Page:
    """A page as wide as a phone."""
    made = new_context(viewport={"width": 375, "height": 740})
    browser_faults.watch(made)
    return made.new_page()


@contextmanager
def lasting(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Data for all tests of a module, loaded within; emptied as after each transactional test.

    A module that fills the database once overrides the fixture `transactional_db`, which
    pytest-django asks for whenever a test uses the live server.
    """
    with blocker.unblock():
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
            connections.close_all()  # those of Playwright's event loop, which nobody else closes


@pytest.fixture(scope="module")
def lasting_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """One context for all tests of a module, so that styles and scripts are fetched once."""
    with browser.new_context(**browser_context_args) as made:
        yield made


@pytest.fixture
def lasting_page(lasting_context: BrowserContext, browser_faults: BrowserFaults) -> Iterator[Page]:
    """A watched page of it."""
    page = lasting_context.new_page()
    browser_faults.watch(page)
    yield page
    page.close()


@cache
def _axe_source() -> str:
    return AXE.read_text()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)`: breaches of WCAG 2.2 AA and of best practice, a line each; empty when clean."""
    return lambda page: _breaches(page, AXE_RULES)


@pytest.fixture
def axe_colours() -> Callable[[Page], list[str]]:
    """The same by the rules that colours bear on: for a page that passed in other colours."""
    return lambda page: _breaches(page, AXE_COLOUR_RULES)


def _breaches(page: Page, rules: list[str]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())  # by the debugger: the page's own policy stays in force
    found: list[str] = page.evaluate(AXE_RUN, rules)
    return found
