"""Lists and rows of the administration in a real browser: no barrier, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import BrowserContext

from league.models import (
    AuditEvent,
    OversightRecord,
    Quarter,
    Submission,
    TrustStatement,
    TrustSubmitter,
    Upload,
)
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests import factories as f
from tests.browser.handing_in import DOUBTFUL, FAULTY, PASSWORD, Desk, england
from tests.browser.inspecting import Axe, barriers
from tests.browser_fixtures import BrowserFaults
from tests.services.builders import handover, submit, value_line
from tests.uploads.builders import LONG, csv_of
from trusts.models import Trust

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (390, 1280)
SLUG = "2025-26-q4"
KEPT: tuple[type[Model], ...] = (
    *(Trust, AuditEvent, OversightRecord, Upload, Submission, Quarter),
    *(TrustStatement, TrustSubmitter),
)


@pytest.fixture
def ada(
    transactional_db: None,
    new_context: Callable[..., BrowserContext],
    browser_faults: BrowserFaults,
) -> Desk:
    """May do everything, among rows of every kind."""
    england()
    by = Actor("ada", User.objects.create_superuser("ada", password=PASSWORD))
    drafted = replace(handover(), values=(value_line("ZA1", "OF0013", 40.0),), files=())
    submit(replace(drafted, trusts=()))
    for rows in (FAULTY, DOUBTFUL):
        data = csv_of(LONG, *rows)
        made = handing_in.receive(by=by, quarter=SLUG, name="ours.csv", data=data)
        evaluating.check_now(by=by, upload=made)
    trust, quarter = Trust.objects.get(pk="ZA1"), Quarter.objects.get(pk=SLUG)
    f.OversightRecordFactory.create(trust=trust)
    f.TrustStatementFactory.create(trust=trust, quarter=quarter)
    context = new_context()
    browser_faults.watch(context)
    return Desk.of(context, "ada")


def address(model: type[Model], page: str, *arguments: object) -> str:
    named = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(named, args=arguments)


def addresses() -> list[str]:
    """Of every list, of a row of each, and of the steps that rows lead to."""
    lists = [address(model, "changelist") for model in KEPT]
    rows = [
        address(model, "change", row.pk)
        for model in KEPT
        for row in model._default_manager.order_by("pk")[: 2 if model is Upload else 1]
    ]
    last = Submission.objects.latest("number")
    steps = [
        f"{address(Quarter, 'compare', SLUG)}?earlier=1&later=2",
        address(Quarter, "publish", SLUG),
        address(Submission, "withdraw", last.pk),
        f"{address(Trust, 'changelist')}?q=nothing+like+it",
    ]
    return [*lists, *rows, address(Quarter, "change", SLUG), *steps]


def test_no_list_and_no_row_has_a_barrier(ada: Desk, axe: Axe) -> None:
    found = {}
    for each in addresses():
        ada.page.goto(each)
        found.update({each: wrong} if (wrong := barriers(ada.page, axe, WIDTHS)) else {})
    ada.page.goto(address(Quarter, "change", SLUG))
    ada.page.get_by_role("button", name="Compute assessment 2 again").click()
    ada.says("Identical: every result is the same to the last byte.")
    found.update({"again": wrong} if (wrong := barriers(ada.page, axe, WIDTHS)) else {})

    assert found == {}
