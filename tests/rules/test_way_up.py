"""The way to the next segment, against trying every value of the grid on the whole quarter."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from league.rules.edition import Better, Edition, Model, Pool
from league.rules.figures import compute
from league.rules.panel import Panel, Reading, build_panel
from league.rules.way_up import way_up
from league.rules.way_up_words import difference
from league.rules.ways import Case, Change, WayUp
from league.rules.what_if import Scenario, changed_panel
from tests.rules.builders import TYPES, code, edition, metric, readings, types_of

TOP = 12
"""Values are whole numbers from 0 to this."""
THRESHOLDS = (1.6, 2.4, 3.0)
PARTS = ("OF0079", "OF0081")


@st.composite
def quarters(draw: st.DrawFn) -> tuple[Edition, Panel, str]:
    """A few trusts with whole-numbered values, and one of them that its score holds back."""
    better, pool = draw(st.sampled_from(Better)), draw(st.sampled_from(Pool))
    high, low = (9, 4) if better is Better.HIGHER else (4, 9)
    metrics = (
        metric("OF0001", Model.STANDARD, better=better, pool=pool, standard=high),
        metric("OF0002", Model.FLOOR, better=better, floor=low),
        metric("OF0003", Model.BY_SOURCE, better=Better.LOWER),
    )
    framework = edition(*metrics, thresholds=draw(st.sampled_from([(), THRESHOLDS])))
    framework = replace(
        framework, metrics=tuple(replace(each, decimals=0) for each in framework.metrics)
    )
    amount = draw(st.integers(3, 8))
    given_ = []
    for number in range(amount):
        given_ += [
            Reading(code(number), each, float(draw(st.integers(0, TOP))), tie_rank=1.0 + number)
            for each in ("OF0001", "OF0002")
        ]
        given_.append(Reading(code(number), "OF0003", draw(st.integers(2, 8)) / 2))
        given_ += [Reading(code(number), each, float(draw(st.integers(-3, 1)))) for each in PARTS]
    types = {code(n): draw(st.sampled_from(TYPES[:2])) for n in range(amount)}
    return framework, build_panel(framework, types, given_), code(draw(st.integers(0, amount - 1)))


def segment(framework: Edition, panel: Panel, name: str, values: dict[str, float]) -> int:
    """By score, with other values, everything computed anew."""
    figures = compute(framework, changed_panel(framework, panel, Scenario(name, values)))
    return int(figures.unadjusted[panel.codes.index(name)])


def grid(framework: Edition, panel: Panel, name: str, metric_id: str) -> list[float]:
    """Better values than today's, the least change first; as far as anybody of the pool is, or
    the rule names."""
    metric_, column = framework.by_id[metric_id], panel.columns[metric_id]
    row = panel.codes.index(name)
    today = column.values[row]
    if metric_.scoring.model is Model.BY_SOURCE:
        return [float(value) for value in range(math.ceil(today) - 1, 0, -1)]
    kinds = np.array(panel.types)
    others = column.values[kinds == kinds[row] if metric_.pool is Pool.TYPE else ...]
    named = [metric_.scoring.standard, metric_.scoring.floor]
    named += [0.0] if metric_.scoring.bands else []
    reached = [*others, *(each for each in named if each is not None)]
    if metric_.better is Better.HIGHER:
        return [float(value) for value in np.arange(today + 1, max(reached) + 1)]
    return [float(value) for value in np.arange(today - 1, min(reached) - 1, -1)]


def places(framework: Edition, panel: Panel, name: str, metric_id: str, value: float) -> float:
    """Share of those scored together that are better today and would not be."""
    metric_, values = framework.by_id[metric_id], panel.columns[metric_id].values
    row = panel.codes.index(name)
    sign = -1 if metric_.better is Better.HIGHER else 1
    pool = [
        sign * each
        for each, kind in zip(values, panel.types, strict=True)
        if metric_.pool is Pool.ALL or kind == panel.types[row]
    ]
    caught = [each for each in pool if sign * value <= each < sign * values[row]]
    return len(caught) / len(pool)


def held_by_score(made: tuple[Edition, Panel, str]) -> WayUp:
    framework, panel, name = made
    found = way_up(framework, panel, compute(framework, panel), name)
    assume(found.case in (Case.SCORE, Case.SCORE_AND_DEFICIT))
    return found


@given(quarters())
@settings(deadline=None, max_examples=150)
def test_each_stated_value_is_the_first_of_all_that_leads_to_the_goal(
    made: tuple[Edition, Panel, str],
) -> None:
    framework, panel, name = made
    found = held_by_score(made)
    for row in found.rows:
        tried = (
            value
            for value in grid(framework, panel, name, row.metric_id)
            if segment(framework, panel, name, {row.metric_id: value}) <= (found.goal or 0)
        )
        assert (row.change.needed if row.change else None) == next(tried, None), row.metric_id


def test_a_step_suffices_that_a_longer_one_undoes() -> None:
    """Leaving a peer behind moves the quartile; at the standard that peer has its rank back."""
    metrics = (
        metric("OF0001", Model.STANDARD, better=Better.HIGHER, pool=Pool.ALL, standard=9),
        metric("OF0002", Model.FLOOR, better=Better.HIGHER, floor=4),
        metric("OF0003", Model.BY_SOURCE, better=Better.LOWER),
    )
    framework = edition(*(replace(each, decimals=0) for each in metrics), thresholds=())
    columns = ((0, 9, 9, 0, 9), (0,) * 5, (2, 1, 1, 1, 1), (-1, 0, 0, 0, 0), (-1, 0, 0, -1, 0))
    given_ = [
        Reading(code(number), metric_id, float(value), tie_rank=1.0 + number)
        for metric_id, column in zip(("OF0001", "OF0002", "OF0003", *PARTS), columns, strict=True)
        for number, value in enumerate(column)
    ]
    kinds = dict.fromkeys(map(code, range(5)), TYPES[0]) | {code(3): TYPES[1]}
    panel = build_panel(framework, kinds, given_)
    found = way_up(framework, panel, compute(framework, panel), code(0))
    reached = [segment(framework, panel, code(0), {"OF0001": value}) for value in (0.0, 1.0, 9.0)]

    assert (reached, found.goal) == ([4, 3, 4], 3)
    assert found.single is not None
    assert [(each.metric_id, each.needed) for each in found.single.changes] == [("OF0001", 1.0)]


@given(quarters())
@settings(deadline=None, max_examples=40)
def test_the_shortest_way_with_two_metrics_is_the_shortest_of_all(
    made: tuple[Edition, Panel, str],
) -> None:
    framework, panel, name = made
    found = held_by_score(made)
    able = {row.metric_id: row.change for row in found.rows}
    ways = []
    for one, other in combinations(able, 2):
        for pair in product(
            _insufficient(framework, panel, name, one, able[one]),
            _insufficient(framework, panel, name, other, able[other]),
        ):
            values = dict(zip((one, other), pair, strict=True))
            if segment(framework, panel, name, values) <= (found.goal or 0):
                ways.append(sum(places(framework, panel, name, *each) for each in values.items()))
    assert (found.double is None) == (not ways)
    assert found.double is None or found.double.share == pytest.approx(min(ways))


def _insufficient(
    framework: Edition, panel: Panel, name: str, metric_id: str, change: Change | None
) -> list[float]:
    """Better values that do not suffice alone."""
    values = grid(framework, panel, name, metric_id)
    return values if change is None else values[: values.index(change.needed)]


@given(quarters())
@settings(deadline=None, max_examples=150)
def test_two_changes_reach_the_goal_together_and_with_a_step_less_of_either_do_not(
    made: tuple[Edition, Panel, str],
) -> None:
    framework, panel, name = made
    found = held_by_score(made)
    assume(found.double is not None)
    assert found.double is not None
    values = {each.metric_id: each.needed for each in found.double.changes}
    assert segment(framework, panel, name, values) <= (found.goal or 0)
    for change in found.double.changes:
        worse = 1 if framework.by_id[change.metric_id].better is Better.LOWER else -1
        less = {**values, change.metric_id: change.needed + worse}
        assert segment(framework, panel, name, less) > (found.goal or 0)


@given(quarters())
@settings(deadline=None, max_examples=150)
def test_the_limit_is_the_highest_score_that_leads_to_the_goal(
    made: tuple[Edition, Panel, str],
) -> None:
    framework, panel, name = made
    figures = compute(framework, panel)
    found = way_up(framework, panel, figures, name)
    assume(found.limit is not None)
    goal = 1 if found.case is Case.TOP else found.goal
    others = [
        int(score)
        for score, other in zip(figures.averages.hundredths, panel.codes, strict=True)
        if other != name
    ]
    limit = max(
        score for score in range(100, 401) if _by_hand(framework, others, score) <= (goal or 0)
    )
    assert round((found.limit or 0) * 100) == limit


def _by_hand(framework: Edition, others: list[int], own: int) -> int:
    """Segment of a score in hundredths among the others'."""
    cuts = [each * 100 for each in framework.cuts.thresholds]
    cuts = cuts or np.percentile([*others, own], [25, 50, 75]).tolist()
    return 1 + sum(own > cut + 1e-9 for cut in cuts)


@given(quarters())
@settings(deadline=None, max_examples=150)
def test_each_stated_finance_ends_the_deficit_and_a_step_less_does_not(
    made: tuple[Edition, Panel, str],
) -> None:
    framework, panel, name = made
    found = way_up(framework, panel, compute(framework, panel), name)
    assume(found.case in (Case.DEFICIT, Case.SCORE_AND_DEFICIT))
    row = panel.codes.index(name)

    def flagged(metric_id: str, value: float) -> bool:
        changed = changed_panel(framework, panel, Scenario(name, {metric_id: value}))
        return bool(compute(framework, changed).override.flagged[row])

    assert found.finances
    for change in found.finances:
        assert not flagged(change.metric_id, change.needed)
        assert flagged(change.metric_id, change.needed - 1)


def ranked(
    *values: float, thresholds: tuple[float, ...] = (1.6, 2.4, 3.0)
) -> tuple[Edition, Panel]:
    """Acute trusts with one ranked metric."""
    framework = edition(metric(), thresholds=thresholds)
    return framework, build_panel(
        framework, types_of(len(values)), readings("OF0001", list(values))
    )


def told(framework: Edition, panel: Panel, number: int) -> WayUp:
    return way_up(framework, panel, compute(framework, panel), code(number))


def said(found: WayUp) -> str:
    return " ".join(sentence for _, sentence in found.sentences)


def test_from_between_two_bands_the_way_up_leads_to_the_better_of_the_two() -> None:
    framework = edition(
        metric(model=Model.BY_SOURCE, better=Better.LOWER), thresholds=(1.6, 2.4, 3.0)
    )
    panel = build_panel(framework, types_of(2), readings("OF0001", [2.5, 1.0]))

    found = told(framework, panel, 0)

    (row,) = found.rows
    assert row.change is not None
    assert row.change.needed == 2.0
    assert "Metric OF0001 at band 2 instead of score 2.5" in said(found)
    assert difference(framework.by_id["OF0001"], "", row.change.difference) == "0.5 bands better"
    assert difference(framework.by_id["OF0001"], "", -1.0) == "1 band better"


def test_what_peers_achieve_is_told_of_the_own_type() -> None:
    framework, panel = ranked(90, 80, 70, 60)

    found = told(framework, panel, 3)

    (row,) = found.rows
    assert (found.segment, found.goal, found.average, found.limit) == (4, 3, 4.0, 3.0)
    assert found.gap == 1.0
    assert row.change is not None
    assert (row.change.needed, row.change.places, row.change.pool) == (70.0, 1, 4)
    assert (row.peers.others, row.peers.best, row.change.peers.achieving) == (3, 90.0, 3)


def test_the_first_segment_has_none_above_and_says_how_far_it_could_slip() -> None:
    found = told(*ranked(90, 80, 70, 60), 0)

    assert found.case is Case.TOP
    assert (found.limit, found.rows) == (1.6, ())
    assert said(found) == (
        "It is in segment 1: there is none above. Its score of 1.00 could rise by 0.60, to 1.60, "
        "before it left segment 1: a higher score is worse."
    )


def test_a_trust_without_a_score_has_no_way_up() -> None:
    framework, panel = ranked(90, 80)
    panel = replace(
        panel,
        codes=(*panel.codes, "X009"),
        types=(*panel.types, "acute"),
        columns={
            key: replace(
                each,
                values=np.append(each.values, np.nan),
                states=np.append(each.states, 0).astype(np.uint8),
                tie_ranks=np.append(each.tie_ranks, np.nan),
                variants=np.append(each.variants, 0).astype(np.uint8),
            )
            for key, each in panel.columns.items()
        },
    )

    found = way_up(framework, panel, compute(framework, panel), "X009")

    assert found.case is Case.UNSCORED
    assert said(found) == (
        "No metric of this trust is scored, so there is no way to a segment to tell."
    )


def test_of_a_trust_in_the_programme_it_says_who_decides() -> None:
    framework, panel = ranked(90, 80, 70, 60)

    found = told(framework, replace(panel, programme=frozenset({code(3)})), 3)

    assert found.case is Case.PROGRAMME
    assert (found.rows, found.single, found.double) == ((), None, None)
    assert "NHS England decides when it leaves" in said(found)
    assert "By its figures alone it would be in segment 4." in said(found)


def test_a_reported_deficit_is_not_worked_out_from_figures() -> None:
    framework, panel = ranked(90, 80, 70, 60)
    framework = replace(framework, override=replace(framework.override, flag="reported"))

    found = told(framework, replace(panel, reported_flags={code(0): True}), 0)

    assert (found.case, found.segment, found.goal) == (Case.DEFICIT, 3, 1)
    assert found.finances == ()
    assert said(found).startswith("Only its finances hold it in segment 3: without its deficit")
    assert "no figure can be named that would end it" in said(found)


def finances(plan: float, variance: float) -> WayUp:
    framework, panel = ranked(90, 80, 70, 60)
    parts = {
        key: build_panel(framework, types_of(4), readings(key, [value])).columns[key]
        for key, value in (("OF0079", plan), ("OF0081", variance))
    }
    panel = replace(panel, columns={**panel.columns, **parts})
    return told(framework, panel, 0)


@pytest.mark.parametrize(
    ("plan", "variance", "needed"),
    [
        pytest.param(-0.5, 1, [("OF0079", 0.0)], id="a planned deficit"),
        pytest.param(-0.5, -0.2, [("OF0079", 0.2)], id="planned, and missed"),
        pytest.param(0.3, -0.7, [("OF0079", 0.7), ("OF0081", -0.3)], id="missed"),
    ],
)
def test_a_deficit_that_follows_the_finances_says_what_would_end_it(
    plan: float, variance: float, needed: list[tuple[str, float]]
) -> None:
    found = finances(plan, variance)

    assert [(each.metric_id, each.needed) for each in found.finances] == needed
    assert said(found).count("It would not be in deficit with") == len(needed)


def test_where_no_metric_alone_suffices_it_says_so() -> None:
    framework = edition(
        *(metric(f"OF000{number}", weight=metric().weight) for number in range(1, 7)),
        thresholds=(1.1, 1.2, 1.3),
    )
    given_ = [
        reading for number in range(1, 7) for reading in readings(f"OF000{number}", [90, 80, 70])
    ]
    panel = build_panel(framework, types_of(3), given_)

    found = told(framework, panel, 2)

    assert (found.single, found.double) == (None, None)
    assert "No single metric could do that" in said(found)
    assert "No two metrics together could do it either" in said(found)


def test_fixed_limits_and_quartiles_are_told_apart() -> None:
    assert "Where a segment ends depends" not in said(told(*ranked(90, 80, 70, 60), 3))
    assert "Where a segment ends depends" in said(told(*ranked(90, 80, 70, 60, thresholds=()), 3))
