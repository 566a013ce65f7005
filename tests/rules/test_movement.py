"""What moved an average: the parts sum to the change, and a slow second way finds the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from league.rules.edition import Better, Edition, Model, Scoring
from league.rules.figures import compute
from league.rules.movement import Side, decompose
from league.rules.movement_results import (
    UNIT,
    Movement,
    MovementStatus,
    Part,
    shares,
    ten_thousandths,
)
from league.rules.panel import Panel, Reading, build_panel
from tests.rules.builders import BANDS, TYPES, code, edition, metric, readings, types_of
from tests.rules.slow_movement import SlowMovement
from tests.rules.test_properties import VALUES, editions

RANKED = ("OF0001", "OF0002", "OF0003", "OF0004", "OF0005", "OF0006")
BY_COUNT = Scoring(Model.BANDED, "count", bands=BANDS)


@st.composite
def frameworks(draw: st.DrawFn) -> Edition:
    """One metric of each model, and one that may come in two units."""
    made = draw(editions())
    units = metric("OF0006", Model.STANDARD, standard=60, variants=(BY_COUNT,))
    return replace(made, metrics=(units, *made.metrics))


@st.composite
def figures_of(draw: st.DrawFn, codes: list[str]) -> list[Reading]:
    """A quarter's readings of these organisations; some are missing."""
    made = []
    for name in codes:
        for metric_id in RANKED:
            if draw(st.integers(0, 5)):
                unit = draw(st.sampled_from(["%", "%", "count"])) if metric_id == "OF0006" else "%"
                tie = draw(st.none() | st.integers(1, 4).map(float))
                made.append(Reading(name, metric_id, draw(VALUES), unit=unit, tie_rank=tie))
        for part in ("OF0079", "OF0081"):
            made.append(Reading(name, part, draw(st.integers(-30, 10)) / 10))
    return made


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Edition, Panel, Panel]:
    """Two quarters of an edition; some organisations are in one of them only."""
    framework = draw(frameworks())
    kinds = {code(n): draw(st.sampled_from(TYPES)) for n in range(draw(st.integers(1, 7)))}
    panels = []
    for left_out in (draw(st.integers(0, 8)), draw(st.integers(0, 8))):
        members = {name: kind for name, kind in kinds.items() if name != code(left_out)}
        assume(members)
        made = draw(figures_of(list(members)))
        panels.append(build_panel(framework, members, made))
    return framework, panels[0], panels[1]


def moved(framework: Edition, before: Panel, after: Panel) -> dict[str, Movement]:
    sides = (Side(panel, compute(framework, panel)) for panel in (before, after))
    return decompose(framework, *sides)


@given(pairs())
@settings(deadline=None)
def test_what_is_shown_sums_to_the_change_to_the_last_digit(
    pair: tuple[Edition, Panel, Panel],
) -> None:
    averages = [compute(pair[0], panel).averages.exact for panel in pair[1:]]
    for name, movement in moved(*pair).items():
        first, last = (
            ten_thousandths(float(exact[panel.codes.index(name)]))
            for exact, panel in zip(averages, pair[1:], strict=True)
        )
        assert (movement.before, movement.after) == (first, last)
        if movement.status is MovementStatus.SPLIT:
            assert sum(amount for _, amount in movement.parts) == last - first
            assert sum(each.amount for each in movement.metrics) == last - first


@given(pairs())
@settings(deadline=None)
def test_the_slow_second_way_agrees_and_is_exact(pair: tuple[Edition, Panel, Panel]) -> None:
    slow = SlowMovement(*pair)
    for name, movement in moved(*pair).items():
        if movement.status is not MovementStatus.SPLIT:
            continue
        split = slow.split(name)
        change = slow.average(slow.scores(1, name)) - slow.average(slow.scores(0, name))
        assert sum(split.values()) == change
        shown = {(m.metric_id, part): n for m in movement.metrics for part, n in m.parts}
        for key in split.keys() | shown.keys():
            assert abs(float(split.get(key, 0)) * UNIT - shown.get(key, 0)) < 2


@given(pairs())
@settings(deadline=None)
def test_a_better_value_never_counts_against_a_trust(pair: tuple[Edition, Panel, Panel]) -> None:
    framework = pair[0]
    for movement in moved(*pair).values():
        for each in movement.metrics:
            own, one = each.part(Part.OWN), framework.by_id[each.metric_id]
            if each.before.value is None or each.after.value is None:
                continue
            step = each.after.value - each.before.value
            gain = step if one.better is Better.HIGHER else -step
            assert not (gain > 0 and own > 1)
            assert not (gain < 0 and own < -1)
            assert step or not own


@given(pairs(), st.data())
@settings(deadline=None)
def test_peers_who_stay_as_they_are_move_nothing(
    pair: tuple[Edition, Panel, Panel], data: st.DataObject
) -> None:
    framework, before, _ = pair
    who = data.draw(st.sampled_from(before.codes))
    row = before.codes.index(who)
    columns = dict(before.columns)
    for metric_id in RANKED:
        values = columns[metric_id].values.copy()
        values[row] += data.draw(st.sampled_from([-10.0, 0.0, 10.0]))
        columns[metric_id] = replace(columns[metric_id], values=values)
    movement = moved(framework, before, replace(before, columns=columns)).get(who)
    assert movement is None or abs(dict(movement.parts).get(Part.PEERS, 0)) <= 1


def test_own_and_peers_values_are_told_apart() -> None:
    """The trust gains ten points, its two peers gain twenty: it falls from 1st to last."""
    framework = edition(metric(), finance_weight=metric().weight)
    before = build_panel(framework, types_of(3), readings("OF0001", [50, 45, 40]))
    after = build_panel(framework, types_of(3), readings("OF0001", [60, 65, 62]))
    movement = moved(framework, before, after)[code(0)]
    # Among the peers of before it is best with either value; among those of now last.
    assert dict(movement.parts) == {Part.PEERS: 3 * UNIT}


def test_a_value_that_passes_one_of_two_peers_counts_half_of_the_spread() -> None:
    framework = edition(metric())
    before = build_panel(framework, types_of(3), readings("OF0001", [40, 45, 50]))
    after = build_panel(framework, types_of(3), readings("OF0001", [47, 45, 50]))
    movement = moved(framework, before, after)[code(0)]
    assert dict(movement.parts) == {Part.OWN: -1.5 * UNIT}


def test_a_metric_that_came_in_moves_the_average_towards_its_score() -> None:
    framework = edition(metric("OF0001"), metric("OF0005", Model.BANDED, bands=BANDS))
    first = readings("OF0001", [50, 45])
    before = build_panel(framework, types_of(2), first)
    after = build_panel(framework, types_of(2), [*first, Reading(code(0), "OF0005", 75)])
    movement = moved(framework, before, after)[code(0)]
    assert dict(movement.parts) == {Part.ENTERED: UNIT // 2}
    turned = moved(framework, after, before)[code(0)]
    assert dict(turned.parts) == {Part.LEFT: -UNIT // 2}


def test_another_unit_is_another_rule() -> None:
    framework = edition(metric("OF0001", variants=(BY_COUNT,)))
    before = build_panel(framework, types_of(2), readings("OF0001", [50, 45]))
    by_count = [Reading(code(0), "OF0001", 75, unit="count"), Reading(code(1), "OF0001", 45)]
    movement = moved(framework, before, build_panel(framework, types_of(2), by_count))[code(0)]
    assert dict(movement.parts) == {Part.RULES: UNIT}
    assert [each.after.unit for each in movement.metrics] == ["count"]


def test_no_metric_in_common_is_not_split() -> None:
    framework = edition(metric("OF0001"), metric("OF0005", Model.BANDED, bands=BANDS))
    before = build_panel(framework, types_of(1), readings("OF0001", [50]))
    after = build_panel(framework, types_of(1), readings("OF0005", [50]))
    movement = moved(framework, before, after)[code(0)]
    assert (movement.status, movement.parts) == (MovementStatus.NOTHING_SHARED, ())
    assert movement.change == 2 * UNIT


@given(
    st.lists(st.floats(-3, 3).filter(lambda x: abs(x) > 1e-9), min_size=1, max_size=40),
    st.sampled_from([-1, 0, 1]),
)
def test_rounded_shares_sum_to_the_total_and_stay_near(amounts: list[float], off: int) -> None:
    total = round(sum(amounts) * UNIT) + off
    rounded = shares(amounts, total)
    assert sum(rounded) == total
    for amount, shown in zip(amounts, rounded, strict=True):
        assert abs(shown - amount * UNIT) < 2 + 1e-6


def test_each_share_is_rounded_down_or_up_when_the_total_is_their_sum() -> None:
    thirds = [1 / 30_000] * 3
    by_place: dict[int, int] = defaultdict(int)
    for shown in shares(thirds, 1):
        by_place[shown] += 1
    assert by_place == {0: 2, 1: 1}
