"""The Trust register follows what is handed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import AuditEvent
from league.services.handover import Handover
from league.services.refusals import RefusedError
from league.services.register import left
from tests.factories import TrustFactory
from trusts.models import Trust

from .builders import handover, submit, trust_line

pytestmark = pytest.mark.django_db


def named(quarter: str, name: str, **changes: str) -> Handover:
    given = handover(quarter)
    others = tuple(line for line in given.trusts if line.code != "ZA1")
    return replace(given, trusts=(trust_line("ZA1", name=name, **changes), *others), files=())


def test_unknown_trusts_are_created() -> None:
    applied = submit(handover())
    assert applied.new_codes == ("ZA1", "ZA2", "ZA3", "ZB1", "ZM1", "ZM2")
    assert applied.trusts_changed == 0
    trust = Trust.objects.get(pk="ZM1")
    assert (trust.type, trust.region) == ("mental-health-and-community", "Midlands")


@pytest.mark.parametrize("order", [("2025-26-q3", "2025-26-q4"), ("2025-26-q4", "2025-26-q3")])
def test_the_newest_quarter_names_a_trust_in_any_order_of_import(order: tuple[str, str]) -> None:
    names = {"2025-26-q3": "Old Name", "2025-26-q4": "New Name"}
    for quarter in order:
        submit(named(quarter, names[quarter]))
    trust = Trust.objects.get(pk="ZA1")
    assert (trust.name, trust.former_names) == ("New Name", ["Old Name"])


def test_a_name_that_comes_back_is_no_former_one() -> None:
    for quarter, name in (("2025-26-q2", "A"), ("2025-26-q3", "B"), ("2025-26-q4", "A")):
        submit(named(quarter, name))
    trust = Trust.objects.get(pk="ZA1")
    assert (trust.name, trust.former_names) == ("A", ["B"])


def test_class_and_region_follow_the_newest_quarter() -> None:
    submit(named("2025-26-q4", "A", subtype="Teaching", region="London"))
    submit(named("2025-26-q3", "A", subtype="Small", region="South West"))
    trust = Trust.objects.get(pk="ZA1")
    assert (trust.subtype, trust.region) == ("Teaching", "London")


def test_an_empty_cell_takes_nothing_away() -> None:
    TrustFactory.create(ods_code="ZA1", region="London", icb="North London")
    submit(named("2025-26-q4", "A", region=""))
    trust = Trust.objects.get(pk="ZA1")
    assert (trust.region, trust.icb) == ("London", "North London")


def test_trusts_that_are_no_longer_there_are_named() -> None:
    first = submit(handover("2025-26-q3")).submission.quarter
    given = handover("2025-26-q4")
    rest = replace(
        given,
        trusts=tuple(line for line in given.trusts if line.code != "ZA1"),
        values=tuple(line for line in given.values if line.code != "ZA1"),
    )
    assert left(first) == ()
    assert left(submit(rest).submission.quarter) == ("Of Q3 2025/26 and not in this quarter: ZA1.",)


def test_a_change_is_audited_with_before_and_after() -> None:
    submit(named("2025-26-q3", "Old Name"))
    submit(named("2025-26-q4", "New Name"))
    event = AuditEvent.objects.get(action="trust.changed")
    assert event.subject_id == "ZA1"
    assert event.before is not None
    assert event.after is not None
    assert (event.before["name"], event.after["name"]) == ("Old Name", "New Name")


def test_an_invented_trust_cannot_take_a_real_ones_code() -> None:
    TrustFactory.create(ods_code="ZA1")
    with pytest.raises(RefusedError, match="share a code: ZA1"):
        submit(handover(fictional=True))
