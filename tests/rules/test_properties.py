"""What must hold for any quarter, and the engine against the slow second one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from league.rules.assess import assess
from league.rules.edition import Better, Edition, Model, Pool
from league.rules.figures import compute
from league.rules.panel import Reading, State, build_panel
from league.rules.scoring import score_edition
from tests.rules.builders import BANDS, TYPES, code, edition, metric
from tests.rules.reference import Reference

# Few distinct values, so that ties and values on a cut are common.
VALUES = st.integers(0, 24).map(lambda n: n * 5.0) | st.floats(0, 120).map(lambda v: round(v, 2))
BETTER = st.sampled_from(Better)
POOLS = st.sampled_from(Pool)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition with one metric of each model."""
    better = draw(BETTER)
    low, high = (60.0, 80.0) if better is Better.HIGHER else (80.0, 60.0)
    pool = draw(POOLS)
    made = [
        metric("OF0001", Model.RANKED, better=better, pool=pool),
        metric("OF0002", Model.STANDARD, better=better, pool=pool, standard=high),
        metric("OF0003", Model.FLOOR, better=better, pool=pool, floor=low),
        metric(
            "OF0004", Model.STANDARD_AND_FLOOR, better=better, pool=pool, standard=high, floor=low
        ),
        metric("OF0005", Model.BANDED, bands=BANDS),
    ]
    thresholds = draw(st.sampled_from([(), (1.92, 2.32, 2.77)]))
    return edition(*made, thresholds=thresholds)


@st.composite
def quarters(draw: st.DrawFn, smallest: int = 1) -> tuple[Edition, dict[str, str], list[Reading]]:
    """An edition, its organisations, and readings of which some are missing."""
    framework = draw(editions())
    amount = draw(st.integers(smallest, 9))
    types = {code(n): draw(st.sampled_from(TYPES)) for n in range(amount)}
    given_ = [Reading(code(0), "OF0001", draw(VALUES))]
    for name in types:
        for metric_id in ("OF0001", "OF0002", "OF0003", "OF0004", "OF0005"):
            if (name, metric_id) != (code(0), "OF0001"):
                given_.extend(_maybe(draw, name, metric_id, VALUES))
        for metric_id in ("OF0079", "OF0081"):
            given_.extend(_maybe(draw, name, metric_id, st.integers(-30, 10).map(_tenths)))
    return framework, types, given_


def _tenths(number: int) -> float:
    return number / 10


def _maybe(
    draw: st.DrawFn, name: str, metric_id: str, values: st.SearchStrategy[float]
) -> list[Reading]:
    state = draw(st.sampled_from([State.REPORTED] * 4 + list(State)))
    if state is State.NO_FIGURE:
        return []
    value = draw(values) if state is State.REPORTED else None
    tie = draw(st.none() | st.integers(1, 5).map(float))
    return [Reading(name, metric_id, value, state, tie_rank=tie)]


@given(quarters())
@settings(deadline=None)
def test_the_slow_second_implementation_agrees(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, given_ = quarter
    slow = Reference(framework, types, given_)
    result = assess(framework, build_panel(framework, types, given_), draws=0, seed=1)
    for trust in result.trusts:
        for each in trust.metrics:
            expected = slow.metric_score(trust.code, each.metric_id)
            assert (each.score is None) == (expected is None)
            assert expected is None or each.score is not None
            assert expected is None or abs(float(expected) - (each.score or 0)) < 1e-9
        mine = slow.rounded(trust.code)
        assert (None if mine is None else float(mine)) == trust.rounded
        assert trust.unadjusted == slow.unadjusted(trust.code)
        assert trust.adjusted == slow.adjusted(trust.code)
        if trust.league_rank is not None:
            assert trust.league_rank == slow.league_rank(trust.code)
    assert [round(cut, 9) for cut in result.cuts] == [round(float(c), 9) for c in slow.cuts()]


@given(quarters(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_input_does_not_matter(
    quarter: tuple[Edition, dict[str, str], list[Reading]], random: Random
) -> None:
    framework, types, given_ = quarter
    names, shuffled = list(types), list(given_)
    random.shuffle(names)
    random.shuffle(shuffled)
    once = assess(framework, build_panel(framework, types, given_), draws=50, seed=3)
    again_types = {name: types[name] for name in names}
    again = assess(framework, build_panel(framework, again_types, shuffled), draws=50, seed=3)
    assert once == again


@given(quarters(), st.data())
@settings(deadline=None)
def test_a_better_value_never_worsens_the_own_score(
    quarter: tuple[Edition, dict[str, str], list[Reading]], data: st.DataObject
) -> None:
    framework, types, given_ = quarter
    reported = [n for n, each in enumerate(given_) if each.value is not None]
    place = data.draw(st.sampled_from(reported))
    old = replace(given_[place], tie_rank=None)
    one = framework.by_id[old.metric_id]
    step = data.draw(st.floats(0.01, 50)) * (1 if one.better is Better.HIGHER else -1)
    better = replace(old, value=(old.value or 0) + step)
    before = [*given_[:place], old, *given_[place + 1 :]]
    after = [*given_[:place], better, *given_[place + 1 :]]
    assert _score(framework, types, after, old) <= _score(framework, types, before, old)


def _score(
    framework: Edition, types: dict[str, str], given_: list[Reading], which: Reading
) -> float:
    panel = build_panel(framework, types, given_)
    column = score_edition(framework, panel)[which.metric_id]
    return float(column.scores[panel.codes.index(which.code)])


@given(quarters())
@settings(deadline=None)
def test_scores_stay_within_one_and_four_and_the_override_never_improves(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, given_ = quarter
    figures = compute(framework, build_panel(framework, types, given_))
    for column in figures.scored.values():
        present = column.scores[~np.isnan(column.scores)]
        assert ((present >= 1) & (present <= 4)).all()
    assert (figures.adjusted >= figures.unadjusted).all()
    assert (figures.final >= figures.adjusted).all()
    scored = figures.averages.counts > 0
    assert (figures.averages.hundredths[scored] >= 100).all()
    assert (figures.averages.hundredths[scored] <= 400).all()


@given(quarters())
@settings(deadline=None)
def test_equal_values_without_a_tie_break_score_the_same(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, given_ = quarter
    plain = [replace(each, tie_rank=None) for each in given_]
    panel = build_panel(framework, types, plain)
    for metric_id, column in score_edition(framework, panel).items():
        seen: dict[tuple[float, str], float] = {}
        for row, trust_type in enumerate(panel.types):
            value = float(panel.columns[metric_id].values[row])
            if not np.isnan(value):
                score = float(column.scores[row])
                assert seen.setdefault((value, trust_type), score) == score


@given(quarters())
@settings(deadline=None)
def test_leaving_a_suppressed_value_away_changes_no_score(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    """Missing is not zero: whatever is not reported counts for nobody."""
    framework, types, given_ = quarter
    only = [each for each in given_ if each.state is State.REPORTED]
    with_missing = compute(framework, build_panel(framework, types, given_))
    without = compute(framework, build_panel(framework, types, only))
    assert np.array_equal(with_missing.averages.hundredths, without.averages.hundredths)
    assert np.array_equal(with_missing.league_ranks, without.league_ranks)
