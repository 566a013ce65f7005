"""Likely ranges: the same whatever the order, as wide as the metrics disagree."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules import uncertainty
from league.rules.drawing import PERCENTILES
from league.rules.panel import Ints
from league.rules.segments import ScoreTable
from league.rules.uncertainty import LikelyRanges, Standing, Tell, bounds, likely_ranges

CUTS = (1.92, 2.32, 2.77)


def ranges(
    scores: list[list[float]],
    *,
    flagged: list[bool] | None = None,
    seed: int = 1,
    tell: Tell | None = None,
) -> LikelyRanges:
    table = np.array(scores, dtype=np.float64)
    count, width = table.shape
    standing = Standing(
        codes=tuple(f"X{n:03d}" for n in range(count)),
        types=np.zeros(count, dtype=np.int64),
        flagged=np.array(flagged or [False] * count),
        cuts=CUTS,
        no_better_than=3,
    )
    names = tuple(f"OF{n:04d}" for n in range(width))
    made = ScoreTable(names, table, np.ones(width), ("access",) * width)
    return likely_ranges(
        made, standing, draws=2000, seed=seed, tell=Told() if tell is None else tell
    )


class Told(dict[int, list[int]]):
    """The draws at each rank, by row."""

    def __call__(self, row: int, counts: Ints) -> None:
        self[row] = counts.tolist()


def test_metrics_that_agree_leave_nothing_open() -> None:
    result = ranges([[2, 2, 2], [3, 3, 3]])
    assert result.score_low.tolist() == result.score_high.tolist() == [2, 3]
    assert result.rank_low.tolist() == result.rank_high.tolist() == [1, 2]


def test_draws_in_parts_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = np.random.default_rng(4).uniform(1, 4, size=(7, 8)).tolist()
    once, again = Told(), Told()
    whole = ranges(scores, flagged=[True, *[False] * 6], tell=once)
    monkeypatch.setattr(uncertainty, "HELD", 7 * 300 + 1)
    parts = ranges(scores, flagged=[True, *[False] * 6], tell=again)
    assert once == again
    for field in fields(whole):
        np.testing.assert_array_equal(getattr(whole, field.name), getattr(parts, field.name))


def test_bounds_are_the_ranks_at_the_percentiles_of_the_draws() -> None:
    scores = np.random.default_rng(5).uniform(1, 4, size=(9, 6)).tolist()
    told = Told()
    result = ranges(scores, tell=told)
    for row, counts in told.items():
        drawn = np.repeat(np.arange(1, len(counts) + 1), counts)
        assert len(drawn) == 2000
        low, high = np.percentile(drawn, PERCENTILES, method="inverted_cdf")
        assert (result.rank_low[row], result.rank_high[row]) == (low, high)
        assert bounds(np.array(counts)) == (low, high)


def test_metrics_that_disagree_open_the_range() -> None:
    result = ranges([[1, 4, 1, 4], [2.5, 2.5, 2.5, 2.5]])
    assert result.score_low[0] < 2 < 3 < result.score_high[0]
    assert (result.rank_low[0], result.rank_high[0]) == (1, 2)


def test_equals_are_joint_in_a_draw() -> None:
    told = Told()
    result = ranges([[2, 2], [2, 2], [3, 3]], tell=told)
    assert result.rank_low.tolist() == result.rank_high.tolist() == [1, 1, 3]
    assert told == {0: [2000], 1: [2000], 2: [0, 0, 2000]}


@given(st.integers(1, 9).flatmap(lambda trusts: st.lists(same_length(trusts), min_size=1)))
def test_a_rank_is_one_more_than_there_are_better_ones(keys: list[list[float]]) -> None:
    slow = [[1 + sum(other < own for other in draw) for own in draw] for draw in keys]
    fast = uncertainty.ranked(np.array(keys, dtype=np.float64), np.dtype(np.uint16))
    assert fast.tolist() == slow


def same_length(trusts: int) -> st.SearchStrategy[list[float]]:
    few = st.sampled_from([1.0, 1.5, 2.0, 9.25])
    return st.lists(few, min_size=trusts, max_size=trusts)


def test_the_override_holds_in_every_draw() -> None:
    result = ranges([[1, 1], [2, 2.2]], flagged=[True, False])
    assert (result.rank_low[0], result.rank_high[0]) == (2, 2)


def test_a_trust_without_scores_has_no_range() -> None:
    result = ranges([[np.nan, np.nan], [1, 2]])
    assert np.isnan(result.score_low[0])
    assert result.rank_low.tolist() == [0, 1]


def test_the_same_seed_gives_the_same_ranges_and_another_one_others() -> None:
    random = np.random.default_rng(5)
    scores = random.uniform(1, 4, size=(4, 20)).tolist()
    once, again, other = ranges(scores), ranges(scores), ranges(scores, seed=2)
    assert once.score_low.tobytes() == again.score_low.tobytes()
    assert once.rank_high.tobytes() == again.rank_high.tobytes()
    assert once.score_low.tobytes() != other.score_low.tobytes()
