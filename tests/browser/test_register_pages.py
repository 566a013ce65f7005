"""An analyst keeps the register, oversight and the audit trail in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, expect

from league.services import groups
from tests import factories as f
from tests.browser.handing_in import Desk
from tests.browser.inspecting import Axe, barriers
from tests.browser_fixtures import BrowserFaults
from tests.uploads.builders import csv_of
from tests.uploads.people import person

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = ("trust", "kind", "value", "valid_from", "valid_to", "source")
GOOD = ("ZA1", "CQC rating", "Good", "2026-05-04", "", "CQC")
FILES = {"faulty": (HEADER, GOOD, ("ZZ9", "mood", "", "soon", "", "")), "preview": (HEADER, GOOD)}
ADDRESSES = (
    "/admin/trusts/trust/add/",
    "/admin/trusts/trust/ZA1/details/",
    "/admin/trusts/trust/ZA1/merge/",
    "/admin/trusts/trust/ZA1/close/",
    "/admin/league/trustsubmitter/add/",
    "/admin/league/oversightrecord/import/",
)


@pytest.fixture
def analyst(
    transactional_db: None,
    new_context: Callable[..., BrowserContext],
    browser_faults: BrowserFaults,
) -> Desk:
    for code in ("ZA1", "ZA2"):
        f.TrustFactory.create(ods_code=code)
    person(groups.ANALYST, username="nat")
    context = new_context()
    browser_faults.watch(context)
    return Desk.of(context, "nat")


def test_no_page_of_it_has_a_barrier(analyst: Desk, axe: Axe) -> None:
    """Forms, a file with faults, its preview, and an event in words."""
    page, found = analyst.page, {}

    def look(name: str) -> None:
        found.update({name: wrong} if (wrong := barriers(page, axe, (320, 1280))) else {})

    for address in ADDRESSES:
        page.goto(address)
        look(address)
    for name, rows in FILES.items():
        file = FilePayload(name="ours.csv", mimeType="text/csv", buffer=csv_of(*rows))
        page.locator("#id_file").set_input_files(file)
        page.get_by_role("button", name="Check this file").click()
        look(name)
    page.get_by_role("button", name="Confirm these rows").click()
    page.goto("/admin/league/auditevent/?action=oversight.recorded")
    page.locator("#result_list tbody a").first.click()
    expect(page.get_by_role("heading", name="View audit event")).to_be_visible()
    look("event")

    assert found == {}
