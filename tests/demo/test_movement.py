"""What moved every invented trust: exact for all, and found the same in the slow way."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from league import editions
from league.rules.figures import compute
from league.rules.movement import Side, decompose
from league.rules.movement_results import UNIT, Movement, MovementStatus, Part, ten_thousandths
from tests.rules.slow_movement import SlowMovement

from .assessed import QUARTERS, of_trust, panel

PAIRS = list(pairwise(QUARTERS[:4]))
EDITION = editions.for_financial_year("2025-26")


@cache
def side(quarter: str) -> Side:
    return Side(panel(quarter), compute(EDITION, panel(quarter)))


@cache
def moved(before: str, after: str) -> dict[str, Movement]:
    return decompose(EDITION, side(before), side(after))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_parts_sum_to_the_change_for_every_trust(before: str, after: str) -> None:
    both = set(panel(before).codes) & set(panel(after).codes)
    assert moved(before, after).keys() == both
    for code, movement in moved(before, after).items():
        first, last = of_trust(before, code).average, of_trust(after, code).average
        assert first is not None
        assert last is not None
        assert movement.status is MovementStatus.SPLIT
        assert movement.change == ten_thousandths(last) - ten_thousandths(first)
        assert sum(amount for _, amount in movement.parts) == movement.change
        assert sum(each.amount for each in movement.metrics) == movement.change


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_slow_way_finds_the_same(before: str, after: str) -> None:
    """On every seventh trust, of all types."""
    slow = SlowMovement(EDITION, panel(before), panel(after))
    for code, movement in list(moved(before, after).items())[::7]:
        split = slow.split(code)
        change = slow.average(slow.scores(1, code)) - slow.average(slow.scores(0, code))
        assert sum(split.values()) == change
        shown = {(m.metric_id, part): n for m in movement.metrics for part, n in m.parts}
        for key in split.keys() | shown.keys():
            assert abs(float(split.get(key, 0)) * UNIT - shown.get(key, 0)) < 2


def test_the_invented_year_has_every_kind_of_part() -> None:
    found = {
        part
        for before, after in PAIRS
        for movement in moved(before, after).values()
        for part, _ in movement.parts
    }
    assert found >= {Part.OWN, Part.PEERS, Part.ENTERED, Part.LEFT}


def test_a_value_that_stayed_moves_nothing_by_itself() -> None:
    for before, after in PAIRS:
        for movement in moved(before, after).values():
            for each in movement.metrics:
                if each.before.value is not None and each.before.value == each.after.value:
                    assert each.part(Part.OWN) == 0
