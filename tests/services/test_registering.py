"""The register kept by hand refuses what contradicts itself, and keeps every name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from league.models import AuditEvent
from league.services import register, registering
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.registering import Details
from league.services.rights import NotAllowedError, Right
from tests.factories import TrustFactory
from trusts.models import Trust

from .builders import handover, submit
from .people import person

pytestmark = pytest.mark.django_db

COMMAND = Actor("a command")
APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
DETAILS = Details("  North   Trust ", "acute", "Acute - Large", "Midlands", "North ICB", APRIL)


def made(code: str, **fields: Any) -> Trust:
    return TrustFactory.create(ods_code=code, name=f"Trust {code}", **fields)


def event(action: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = AuditEvent.objects.get(action=action)
    return found.before or {}, found.after or {}


def test_a_trust_is_added_tidied_and_audited() -> None:
    trust = registering.add(by=COMMAND, code=" rzz1 ", details=DETAILS)
    trust.refresh_from_db()
    assert (trust.pk, trust.name, trust.icb, trust.opened, trust.fictional) == (
        *("RZZ1", "North Trust", "North ICB", APRIL),
        False,
    )
    before, after = event("trust.added")
    assert (before, after["name"], after["opened"]) == ({}, "North Trust", "2026-04-01")


def test_among_invented_trusts_it_is_invented() -> None:
    made("ZA1", fictional=True)
    assert registering.add(by=COMMAND, code="ZA2", details=DETAILS).fictional


@pytest.mark.parametrize(
    ("code", "changes", "says"),
    [
        ("ZA1", {}, "The register has that code: Trust ZA1"),
        ("za1", {}, "The register has that code"),
        ("Z!", {}, "3 to 5 letters and digits"),
        ("ZA1234", {}, "3 to 5 letters and digits"),
        ("ZA2", {"name": " "}, "needs a name"),
        ("ZA2", {"name": "N" * 201}, "name has more than 200"),
        ("ZA2", {"region": "N" * 81}, "region has more than 80"),
        ("ZA2", {"type": "hospital"}, "no type of trust called “hospital”"),
    ],
)
def test_what_is_wrong_is_not_added(code: str, changes: dict[str, Any], says: str) -> None:
    made("ZA1")
    with pytest.raises(RefusedError, match=says):
        registering.add(by=COMMAND, code=code, details=replace(DETAILS, **changes))
    assert Trust.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_a_new_name_keeps_the_old_one() -> None:
    trust = made("ZA1")
    for name in ("Second", "Third", "Trust ZA1"):
        registering.change(by=COMMAND, trust=trust, details=replace(DETAILS, name=name))
    trust.refresh_from_db()
    assert (trust.name, trust.former_names) == ("Trust ZA1", ["Second", "Third"])
    assert AuditEvent.objects.filter(action="trust.changed").count() == 3


def test_it_is_reclassed_with_before_and_after() -> None:
    trust = made("ZA1")
    changed = replace(DETAILS, name=trust.name, type="ambulance", region="London")
    registering.change(by=COMMAND, trust=trust, details=changed)
    trust.refresh_from_db()
    assert (trust.type, trust.region, trust.former_names) == ("ambulance", "London", [])
    before, after = event("trust.changed")
    assert (before["type"], after["type"]) == ("acute", "ambulance")


def test_a_change_of_nothing_is_refused() -> None:
    trust = registering.add(by=COMMAND, code="ZA1", details=DETAILS)
    with pytest.raises(RefusedError, match="Nothing differs"):
        registering.change(by=COMMAND, trust=trust, details=DETAILS)


def test_it_cannot_open_after_it_closed_or_took_over_another() -> None:
    trust = made("ZA1", closed=MAY)
    with pytest.raises(RefusedError, match="It closed on 1 May 2026"):
        registering.change(by=COMMAND, trust=trust, details=replace(DETAILS, opened=JUNE))
    taker = made("ZA2")
    made("ZA3", closed=APRIL, successor=taker)
    with pytest.raises(RefusedError, match=r"ZA3.* merged into it before"):
        registering.change(by=COMMAND, trust=taker, details=replace(DETAILS, opened=MAY))


def test_a_trust_is_closed_once() -> None:
    trust = made("ZA1", opened=APRIL)
    registering.close(by=COMMAND, trust=trust, closed=MAY)
    trust.refresh_from_db()
    assert (trust.closed, trust.successor) == (MAY, None)
    before, after = event("trust.closed")
    assert (before["closed"], after["closed"]) == (None, "2026-05-01")
    with pytest.raises(RefusedError, match=r"closed on 1 May 2026\. Reopen it first"):
        registering.close(by=COMMAND, trust=trust, closed=JUNE)


def test_it_cannot_close_before_it_opened() -> None:
    with pytest.raises(RefusedError, match="before it opened, on 1 June 2026"):
        registering.close(by=COMMAND, trust=made("ZA1", opened=JUNE), closed=MAY)


def test_it_cannot_close_before_a_quarter_of_which_it_has_figures() -> None:
    submit(handover("2025-26-q4"))
    trust = Trust.objects.get(pk="ZA1")
    with pytest.raises(RefusedError, match="figures of Q4 2025/26, which begins 1 January 2026"):
        registering.close(by=COMMAND, trust=trust, closed=date(2026, 1, 1))
    with pytest.raises(RefusedError, match="figures of Q4 2025/26, which ended before"):
        registering.change(by=COMMAND, trust=trust, details=DETAILS)
    assert registering.close(by=COMMAND, trust=trust, closed=date(2026, 1, 2)).closed


def test_a_merged_trust_keeps_its_names_and_leads_to_the_other() -> None:
    trust, other = made("ZA1", former_names=["Older"]), made("ZA2")
    registering.merge(by=COMMAND, trust=trust, into=other, closed=MAY)
    trust.refresh_from_db()
    assert (trust.successor, trust.closed, trust.former_names) == (other, MAY, ["Older"])
    before, after = event("trust.merged")
    assert (before["successor"], after["successor"]) == (None, "ZA2")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"closed": APRIL}, "closed on 1 April 2026, so nothing can merge into it"),
        ({"closed": MAY}, "closed on 1 May 2026, so nothing can merge into it"),
        ({"opened": JUNE}, "opens later, on 1 June 2026"),
        ({"fictional": True}, "A real trust and an invented one"),
    ],
)
def test_it_merges_only_into_a_trust_that_is_there(fields: dict[str, Any], says: str) -> None:
    trust, other = made("ZA1"), made("ZA2", **fields)
    with pytest.raises(RefusedError, match=says):
        registering.merge(by=COMMAND, trust=trust, into=other, closed=MAY)
    trust.refresh_from_db()
    assert trust.closed is None


def test_a_trust_that_closes_later_can_still_take_over() -> None:
    trust, other, last = made("ZA1"), made("ZA2"), made("ZA3")
    registering.merge(by=COMMAND, trust=other, into=last, closed=JUNE)
    registering.merge(by=COMMAND, trust=trust, into=other, closed=MAY)
    trust.refresh_from_db()
    assert trust.successor == other


def test_it_does_not_merge_into_itself_nor_in_a_circle() -> None:
    first, second, third = made("ZA1"), made("ZA2"), made("ZA3")
    with pytest.raises(RefusedError, match="into itself"):
        registering.merge(by=COMMAND, trust=first, into=first, closed=MAY)
    registering.merge(by=COMMAND, trust=first, into=second, closed=MAY)
    for day in (APRIL, MAY):
        with pytest.raises(RefusedError, match=r"ZA1.* merged into it on that day or later"):
            registering.merge(by=COMMAND, trust=second, into=first, closed=day)
    with pytest.raises(RefusedError, match=r"closed on 1 May 2026 and merged into Trust ZA2"):
        registering.merge(by=COMMAND, trust=second, into=first, closed=JUNE)
    registering.merge(by=COMMAND, trust=second, into=third, closed=JUNE)
    with pytest.raises(RefusedError, match="so nothing can merge into it"):
        registering.merge(by=COMMAND, trust=third, into=first, closed=date(2026, 7, 1))


def test_a_trust_closed_wrongly_is_reopened_with_a_reason() -> None:
    trust = made("ZA1", closed=MAY, successor=made("ZA2"))
    with pytest.raises(RefusedError, match="Say why"):
        registering.reopen(by=COMMAND, trust=trust, reason=" ")
    registering.reopen(by=COMMAND, trust=trust, reason="Taken for ZA3")
    trust.refresh_from_db()
    assert (trust.closed, trust.successor) == (None, None)
    before, after = event("trust.reopened")
    assert (before["successor"], after["successor"], after["reason"]) == (
        *("ZA2", None),
        "Taken for ZA3",
    )
    with pytest.raises(RefusedError, match="is not closed"):
        registering.reopen(by=COMMAND, trust=trust, reason="Again")


ACTS: list[Callable[[Actor, Trust, Trust], object]] = [
    lambda by, _, __: registering.add(by=by, code="ZA9", details=DETAILS),
    lambda by, one, _: registering.change(by=by, trust=one, details=DETAILS),
    lambda by, one, _: registering.close(by=by, trust=one, closed=MAY),
    lambda by, one, other: registering.merge(by=by, trust=one, into=other, closed=MAY),
    lambda by, one, _: registering.reopen(by=by, trust=one, reason="Why"),
]


@pytest.mark.parametrize("act", ACTS)
def test_only_who_keeps_the_register_may(act: Callable[[Actor, Trust, Trust], object]) -> None:
    one, other = made("ZA1"), made("ZA2")
    with pytest.raises(NotAllowedError, match="change the register"):
        act(person("lou", "trusts.view_trust", "trusts.add_trust"), one, other)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("act", ACTS[:-1])
def test_each_act_holds_the_register_and_is_told(
    act: Callable[[Actor, Trust, Trust], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[bool] = []
    whole = register.lock

    def lock() -> None:
        locked.append(transaction.get_connection().in_atomic_block)
        whole()

    monkeypatch.setattr(register, "lock", lock)
    act(person("kay", Right.KEEP_REGISTER), made("ZA1"), made("ZA2"))
    assert locked == [True]
    assert AuditEvent.objects.get().actor_name == "kay"
