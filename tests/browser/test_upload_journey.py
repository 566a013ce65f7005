"""From a file with errors to figures that the public sees, and back, in a real browser."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from league.models import Submission, Upload, UploadState
from tests.browser.handing_in import DOUBTFUL, FAULTY, GOOD, GRID, START, Desk, england
from tests.browser.inspecting import Axe, barriers, tab_to
from tests.browser_fixtures import BrowserFaults

pytestmark = pytest.mark.django_db(transaction=True)


Open = Callable[..., Desk]


@pytest.fixture(autouse=True)
def quarters(transactional_db: None) -> None:
    england()


@pytest.fixture
def desks(new_context: Callable[..., BrowserContext], browser_faults: BrowserFaults) -> Open:
    """`desks("ann")`: a watched browser in which she is signed in."""
    return lambda name, **given: _desk(new_context(**given), browser_faults, name)


def _desk(context: BrowserContext, faults: BrowserFaults, name: str) -> Desk:
    faults.watch(context)
    return Desk.of(context, name)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_from_errors_to_the_public_and_back(desks: Open, script: bool) -> None:
    ann = desks("ann", java_script_enabled=script)
    pat = desks("pat", java_script_enabled=script)

    errors_are_a_table(ann)
    warnings_are_ticked_and_figures_confirmed(ann)
    assert _public(pat) == "4.1%"

    pat.publish("ZA1 corrected two figures")
    assert _public(pat) == "4.9%"
    pat.page.goto("/quarters/2025-26-q4/")
    expect(pat.page.locator("main")).to_contain_text("ZA1 corrected two figures")

    it_is_withdrawn(ann)
    assert _public(pat) == "4.9%"
    pat.publish("ZA1 took its correction back")
    assert _public(pat) == "4.1%"


def errors_are_a_table(ann: Desk) -> None:
    """Each with its row and remedy, also in the person's own file."""
    ann.hand_in(*FAULTY)
    ann.says("Has errors.", "Row 2, Value", "This is no number.", "Row 3", "ZA9")
    marked = list(csv.reader(ann.saved("Your file with what was found (CSV)").splitlines()))
    assert marked[1][:3] == ["ZA1", "OF0082", "4.9 or so"]
    assert marked[1][3].startswith("Value: This is no number.")
    assert "ZA9" in marked[2][3]
    assert Submission.objects.count() == 2


def warnings_are_ticked_and_figures_confirmed(ann: Desk) -> None:
    """Not before the tick."""
    ann.hand_in(*DOUBTFUL)
    ann.says("Waiting for confirmation.", "0.79% may be a fraction", "4.1%", "4.9%", "+0.8")
    ann.press("Confirm: let these figures count")
    ann.says("One warning is not ticked yet")
    ann.page.get_by_role("checkbox").first.check()
    ann.press("Confirm: let these figures count")
    ann.says("Its figures count.", "Submission 2 of Q4 2025/26")


def it_is_withdrawn(ann: Desk) -> None:
    ann.page.goto("/admin/league/upload/")
    ann.page.locator("#result_list a", has_text="ours.csv").first.click()
    ann.page.get_by_role("link", name="Submission 2 of").first.click()
    ann.page.get_by_role("link", name="Withdraw: see first what it would restore").click()
    ann.page.get_by_label("Reason").fill("The audit was wrong")
    ann.press("Withdraw")
    ann.says("is withdrawn")


def _public(desk: Desk) -> str:
    """What readers see of ZA1's sickness absence."""
    desk.page.goto("/league-tables/acute/2025-26-q4/metrics/OF0082/")
    row = desk.page.get_by_role("row").filter(has_text="Invented Trust ZA1")
    shown = row.inner_text()
    return next(value for value in ("4.1%", "4.9%") if value in shown)


def test_no_page_of_it_has_a_barrier(desks: Open, axe: Axe) -> None:
    """The start, the form, errors, warnings with a preview, what counts, the list, the tasks."""
    ann = desks("ann")
    found: dict[str, object] = {}

    def look(name: str) -> None:
        found.update({name: wrong} if (wrong := barriers(ann.page, axe, (320, 1280))) else {})

    for name, address in (("tasks", "/admin/"), ("start", START), ("form", GRID)):
        ann.page.goto(address)
        look(name)
    ann.hand_in(*FAULTY)
    look("errors")
    ann.hand_in(*DOUBTFUL)
    look("preview")
    ann.page.get_by_role("checkbox").first.check()
    ann.press("Confirm: let these figures count")
    look("done")
    ann.page.goto("/admin/league/upload/")
    look("list")

    assert found == {}


def test_the_form_is_filled_with_the_keyboard_alone(desks: Open) -> None:
    ann = desks("ann")
    page = ann.page
    page.goto(GRID)
    tab_to(page, page.locator("[name=OF0082-value]"))
    page.keyboard.press("Control+A")
    page.keyboard.type("4.9")
    tab_to(page, page.locator("#note"))
    page.keyboard.type("By keyboard")
    tab_to(page, page.get_by_role("button", name="Check these figures"))
    page.keyboard.press("Enter")
    ann.says("Waiting for confirmation.", "4.9%")
    tab_to(page, page.get_by_role("button", name="Confirm: let these figures count"))
    page.keyboard.press("Enter")
    ann.says("Its figures count.")
    assert Submission.objects.get(quarter="2025-26-q4", number=2).reason == "By keyboard"


def test_two_tabs_and_the_back_button_apply_once(desks: Open) -> None:
    ann = desks("ann")
    ann.hand_in(*GOOD)
    other = Desk(ann.page.context.new_page())
    other.page.goto(ann.page.url)
    for tab in (ann, other):
        tab.press("Confirm: let these figures count")
        tab.says("Its figures count.")
    ann.page.go_back()
    ann.page.reload()
    ann.says("Its figures count.")

    expect(ann.page.get_by_role("button", name="Confirm")).to_have_count(0)
    assert Submission.objects.filter(quarter="2025-26-q4").count() == 2
    assert Upload.objects.get().state == UploadState.APPLIED


def test_a_double_click_applies_once(desks: Open) -> None:
    ann = desks("ann")
    ann.hand_in(*GOOD)
    ann.page.get_by_role("button", name="Confirm: let these figures count").dblclick()
    ann.says("Its figures count.")
    assert Submission.objects.filter(quarter="2025-26-q4").count() == 2


def test_the_back_button_hands_in_nothing_that_counts(desks: Open) -> None:
    """Back to the form and sent again is a second upload; it says that nothing is new."""
    ann = desks("ann")
    for expected in ("Its figures count.", "The one figure of this file counts already."):
        ann.hand_in(*GOOD)
        if "already" not in expected:
            ann.press("Confirm: let these figures count")
        ann.says(expected)
    assert Submission.objects.filter(quarter="2025-26-q4").count() == 2


def test_who_is_signed_out_while_typing_loses_nothing(desks: Open) -> None:
    ann = desks("ann")
    ann.page.goto(GRID)
    ann.page.locator("[name=OF0082-value]").fill("4.9")
    ann.page.locator("#note").fill("Half typed")
    _forget(ann.page)
    ann.press("Check these figures")
    ann.sign_in("ann")

    ann.says("What you had typed is still here.")
    expect(ann.page.locator("[name=OF0082-value]")).to_have_value("4.9")
    expect(ann.page.locator("#note")).to_have_value("Half typed")
    ann.press("Check these figures")
    ann.says("Waiting for confirmation.", "4.9%")


def _forget(page: Page) -> None:
    """The session ends; the form's own token stays."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
