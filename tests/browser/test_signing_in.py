"""Every page of signing in, in a real browser: no barrier, and nothing too wide on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from tests.browser.handing_in import GRID, england
from tests.browser.inspecting import Axe, barriers
from tests.browser_fixtures import BrowserFaults
from tests.signing_in.authenticator import SIGN_IN, code_of

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough one"
WIDTHS = (390, 1280)
Look = Callable[[str], None]


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def desk(
    transactional_db: None,
    new_context: Callable[..., BrowserContext],
    browser_faults: BrowserFaults,
) -> Page:
    """The browser of Ann, who hands in for a trust."""
    england()
    context = new_context()
    browser_faults.watch(context)
    return context.new_page()


@pytest.fixture
def look(desk: Page, axe: Axe) -> Look:
    """Fails where the page with that heading has a barrier."""

    def see(heading: str) -> None:
        expect(desk.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
        assert barriers(desk, axe, WIDTHS) == {}, heading

    return see


def sign_in(page: Page, password: str = PASSWORD, username: str = "ann") -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_in_and_out(desk: Page, look: Look) -> None:
    desk.goto("/admin/league/upload/add/")
    look("Sign in")
    sign_in(desk, "wrong")
    expect(desk.get_by_role("alert")).to_contain_text("username or the password is wrong")
    look("Sign in")
    sign_in(desk)
    look("Hand in figures")
    desk.goto("/admin/password_change/")
    look("Password change")
    desk.get_by_role("button", name="Log out").click()
    look("You are signed out")
    desk.get_by_role("link", name="Sign in again").click()
    look("Sign in")


def test_a_second_factor_is_added_used_and_removed(desk: Page, look: Look) -> None:
    desk.goto("/admin/")
    sign_in(desk)
    desk.get_by_role("link", name="Second factor").click()
    look("Your second factor")
    desk.get_by_role("link", name="Add an authenticator app").click()
    look("Confirm that it is you")
    desk.get_by_label("Password").fill(PASSWORD)
    press(desk, "Confirm")
    look("Add a second factor")
    desk.get_by_label("Code").fill("000000")
    press(desk, "Add this app")
    look("Add a second factor")
    secret = desk.locator("code").inner_text().replace(" ", "")
    desk.get_by_label("Code").fill(code_of(secret))
    press(desk, "Add this app")
    look("Your recovery codes")
    recovery = desk.locator("li code").first.inner_text()
    desk.get_by_role("link", name="Make new ones").click()
    look("Make new recovery codes")

    desk.goto("/admin/")
    desk.get_by_role("button", name="Log out").click()
    desk.goto("/admin/")
    sign_in(desk)
    look("Enter your code")
    desk.get_by_label("Code").fill("000000")
    press(desk, "Sign in")
    look("Enter your code")
    desk.get_by_label("Code").fill(recovery)
    press(desk, "Sign in")
    desk.goto("/account/second-factor/")
    look("Your second factor")
    desk.get_by_role("link", name="Remove the app from your account").click()
    look("Confirm that it is you")
    desk.locator("main p a").click()
    look("Confirm that it is you")
    cache.clear()  # as if the half minute were over, in which a code is good once
    desk.get_by_label("Code").fill(code_of(secret))
    press(desk, "Confirm")
    look("Remove your authenticator app")
    press(desk, "Remove it")
    look("Your second factor")


def test_a_second_factor_that_is_asked_for_comes_first(
    desk: Page, look: Look, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    desk.goto("/admin/")
    sign_in(desk)
    look("Confirm that it is you")
    desk.get_by_label("Password").fill(PASSWORD)
    press(desk, "Confirm")
    look("Add a second factor")
    press(desk, "Sign out")
    look("You are signed out")


def test_a_lock_out_says_until_when(desk: Page, look: Look, browser_faults: BrowserFaults) -> None:
    browser_faults.expect("429")
    desk.goto(SIGN_IN)
    for _ in range(5):
        sign_in(desk, "wrong")
    look("Too many failed attempts")
    expect(desk.get_by_text("Try again after")).to_be_visible()


def test_who_was_signed_out_while_typing_is_told_that_it_is_kept(desk: Page, look: Look) -> None:
    desk.goto(GRID)
    sign_in(desk)
    desk.get_by_label("Note").fill("Counted twice")
    desk.context.clear_cookies(name="sessionid")
    press(desk, "Check these figures")
    expect(desk.get_by_text("What you typed is kept")).to_be_visible()
    look("Sign in")
    sign_in(desk)
    expect(desk.get_by_label("Note")).to_have_value("Counted twice")


def test_single_sign_on_that_fails_says_so(
    desk: Page, look: Look, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("401")
    desk.goto("/account/single-sign-on/error/")
    look("Signing in did not work")
    desk.goto("/account/single-sign-on/cancelled/")
    look("You did not sign in")


def test_who_may_not_open_a_page_is_told_what_to_do(
    desk: Page, look: Look, browser_faults: BrowserFaults
) -> None:
    browser_faults.expect("403")
    desk.goto("/admin/league/auditevent/")
    sign_in(desk)
    look("You may not open this page")
