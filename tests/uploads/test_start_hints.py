"""Before anything is handed in: what is missing is said at once."""

from __future__ import annotations

import pytest
from django.test import Client

from league.services import groups
from tests.pages.reading import Reading
from tests.services.builders import handover, submit

from .people import person

pytestmark = pytest.mark.django_db

START = "/admin/league/upload/add/"
EMPTY = "The register has no trusts yet."
UNBOUND = "Your account does not hand in for any trust yet."


def start(client: Client, group: str, *trusts: str) -> Reading:
    client.force_login(person(group, *trusts))
    return Reading.of(client.get(START).content.decode())


def test_an_empty_register_is_said_with_what_to_do(client: Client) -> None:
    shown = start(client, groups.ANALYST)
    assert EMPTY in shown.text
    assert shown.links["Add a trust"] == "/admin/trusts/trust/add/"


def test_who_may_not_add_trusts_is_told_whom_to_ask(client: Client) -> None:
    shown = start(client, groups.SUBMITTER)
    assert f"{EMPTY} Figures can be handed in only of trusts that it holds. Ask" in shown.text
    assert "Add a trust" not in shown.links


def test_who_is_bound_to_no_trust_is_told_so(client: Client) -> None:
    submit(handover())
    assert UNBOUND in start(client, groups.SUBMITTER).text


@pytest.mark.parametrize(("group", "trusts"), [("SUBMITTER", ["ZA1"]), ("ANALYST", [])])
def test_who_can_hand_in_is_told_neither(client: Client, group: str, trusts: list[str]) -> None:
    submit(handover())
    shown = start(client, getattr(groups, group), *trusts)
    assert EMPTY not in shown.text
    assert UNBOUND not in shown.text
