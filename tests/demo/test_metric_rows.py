"""What is said of every metric of the fictional England holds, in every quarter."""

from __future__ import annotations

import statistics
from collections import defaultdict

import pytest

from league.rules.edition import Model, Scoring
from league.rules.panel import State
from league.rules.peer_spreads import spreads
from league.rules.peers import Measure
from tests.demo.assessed import QUARTERS, panel, result
from tests.rules.slow_neighbours import Held, neighbours, stated

RANKED = (Model.RANKED, Model.STANDARD, Model.FLOOR, Model.STANDARD_AND_FLOOR)


def held(quarter: str) -> dict[str, list[tuple[Held, Scoring]]]:
    """Values by metric, as they are handed in; the fictional England has no published ranks."""
    given, found = panel(quarter), defaultdict(list)
    for metric in result(quarter).edition.metrics:
        column = given.columns[metric.id]
        for row, code in enumerate(given.codes):
            scoring = metric.scorings[int(column.variants[row])]
            if column.states[row] == State.REPORTED:
                one = Held(code, given.types[row], float(column.values[row]))
                found[metric.id].append((one, scoring))
    return found


@pytest.mark.parametrize("quarter", QUARTERS)
def test_contributions_sum_to_the_average(quarter: str) -> None:
    for trust in result(quarter).trusts:
        total = sum(each.contribution or 0.0 for each in trust.metrics)
        assert trust.average is not None
        assert abs(total - trust.average) < 1e-9


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_stated_neighbours_are_right(quarter: str) -> None:
    made = result(quarter)
    ranked = {
        metric: [each for each in of_metric if each[1].model in RANKED]
        for metric, of_metric in held(quarter).items()
    }
    expected = {
        (metric, code): (better, worse)
        for metric, code, better, worse in neighbours(made.edition, ranked)
    }

    assert stated(made) == expected
    assert len(expected) > len(made.trusts)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_medians_are_those_of_the_values(quarter: str) -> None:
    values = held(quarter)
    told = [
        spread
        for spread in spreads(result(quarter), panel(quarter))
        if spread.measure is Measure.VALUE
    ]
    for spread in told:
        for unit in spread.units:
            pool = [each for each, scoring in values[spread.key] if scoring.unit == unit.unit]
            own = [each.value for each in pool if each.kind == spread.trust_type]
            assert unit.own.reported == len(own)
            assert abs(unit.own.median - statistics.median(own)) < 1e-9
            if unit.pool is not None:
                assert abs(unit.pool.median - statistics.median(e.value for e in pool)) < 1e-9
    assert told
