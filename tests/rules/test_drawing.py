"""Drawing again: fair, in any parts the same, and with the ends that numpy finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.drawing import (
    PERCENTILES,
    drawn_means,
    ends,
    means_of,
    next_picks,
    noted_picks,
    picks,
    stream,
)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_drawing_in_threes_is_drawing_one_by_one(size: int) -> None:
    """Every outcome of drawing one by one, beside the drawn ones."""
    scores = np.array([1.0, 1.7, 2.2, 3.1, 4.0])[:size]
    weights = np.array([1, 1 / 3, 1, 1 / 3, 1])[:size]
    outcomes = [
        sum(scores[n] * weights[n] for n in picks) / sum(weights[n] for n in picks)
        for picks in product(range(size), repeat=size)
    ]
    drawn = drawn_means(scores, weights, 40_000, np.random.default_rng(7))
    values, counts = np.unique(np.round(outcomes, 9), return_counts=True)
    seen = dict(zip(*np.unique(np.round(drawn, 9), return_counts=True), strict=True))
    shares = [seen.get(value, 0) / 40_000 for value in values]
    assert set(seen) <= set(values)
    assert shares == pytest.approx((counts / counts.sum()).tolist(), abs=0.01)


@pytest.mark.parametrize("weights", [(1, 1, 1, 1, 1), (1, 1 / 3, 1, 1 / 3, 1 / 3)])
def test_means_are_sums_taken_one_table_at_a_time(weights: tuple[float, ...]) -> None:
    """To the last bit."""
    scores, all_weights = np.array([1.0, 1.7, 2.2, 3.1, 4.0]), np.array(weights, dtype=float)
    threes, pairs = drawn = picks(5, 2_001, stream(1, "RX1"))
    sums, total = (
        _table(values, 3)[threes] + _table(values, 2)[pairs]
        for values in (scores * all_weights, all_weights)
    )
    assert means_of(scores, all_weights, drawn).tolist() == (sums / total).tolist()


def _table(values: np.ndarray, width: int) -> np.ndarray:
    sums = values
    for _ in range(width - 1):
        sums = np.add.outer(sums, values).ravel()
    return sums


@pytest.mark.parametrize("size", [1, 4, 8, 11])
def test_drawing_goes_on_where_it_stood(size: int) -> None:
    whole = picks(size, 1001, stream(1, "RX1"))
    drawn, stood = noted_picks(size, 1001, 333, stream(1, "RX1"))
    assert [each.tolist() for each in drawn] == [each.tolist() for each in whole]
    for start, stop in [(333, 334), (334, 700), (700, 1001)]:
        more = next_picks(size, stop - start, stream(9, "RX2"), stood)
        assert [each.tolist() for each in more] == [each[start:stop].tolist() for each in whole]


SCORES = st.floats(1, 4) | st.sampled_from([1.0, 2.0, 2.5])


@given(st.lists(SCORES, min_size=1, max_size=90))
def test_ends_are_the_percentiles_to_the_last_bit(drawn: list[float]) -> None:
    values = np.array(drawn)
    assert list(ends(values)) == np.percentile(values, PERCENTILES).tolist()
