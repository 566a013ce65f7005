"""The density of ranks, beside the draws themselves, and how it is said."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.density import Density, in_ten, rank_sentence, segment_sentence

RANKS = st.lists(st.integers(1, 12), min_size=1, max_size=200)


def density_of(ranks: list[int]) -> Density:
    """From the rank of each draw, one by one."""
    met = Counter(ranks)
    found = Density.of([met[rank] for rank in range(1, 15)])
    assert found is not None
    return found


@given(ranks=RANKS)
def test_a_density_is_the_draws_counted(ranks: list[int]) -> None:
    found = density_of(ranks)

    assert (found.first, found.last, found.draws) == (min(ranks), max(ranks), len(ranks))
    assert math.isclose(sum(found.shares), 1)
    for rank, share in enumerate(found.shares, start=found.first):
        assert share == ranks.count(rank) / len(ranks)


@given(ranks=RANKS)
def test_the_mode_is_the_best_of_the_most_frequent_ranks(ranks: list[int]) -> None:
    mode = density_of(ranks).mode

    assert all(ranks.count(mode) >= ranks.count(other) for other in ranks)
    assert not [
        other for other in ranks if ranks.count(other) == ranks.count(mode) > 0 and other < mode
    ]


@given(ranks=RANKS, percent=st.sampled_from([2.5, 25, 50, 75, 97.5]))
def test_its_percentiles_are_those_of_the_draws(ranks: list[int], percent: float) -> None:
    expected = np.percentile(ranks, percent, method="inverted_cdf")

    assert density_of(ranks).reached(percent) == expected


def test_without_draws_there_is_no_density() -> None:
    assert Density.of([]) is None
    assert Density.of([0, 0, 0]) is None


def test_a_rank_is_told_by_its_range_its_middle_half_and_its_mode() -> None:
    found = Density(3, (100, 300, 400, 150, 50))

    assert rank_sentence(found) == (
        "On a somewhat different mix of metrics its rank could be another: on 95 of 100 mixes it "
        "would be between 3rd and 7th, and on the middle half of them between 4th and 5th. The "
        "rank that comes up most often is 5th, on 40 of 100 mixes."
    )


def test_a_narrow_middle_half_is_one_rank() -> None:
    assert "on the middle half of them 2nd." in rank_sentence(Density(1, (100, 800, 100)))


def test_a_rank_that_hardly_moves_is_said_to_be_that_rank() -> None:
    expected = "On at least 95 of 100 different mixes of metrics it would be 1st."

    assert rank_sentence(Density(1, (9990, 10))) == expected
    assert rank_sentence(Density(1, (10_000,))) == expected


def test_of_very_many_ranks_the_commonest_is_still_rare() -> None:
    assert rank_sentence(Density(1, (1,) * 300)).endswith("on fewer than 1 of 100 mixes.")


@pytest.mark.parametrize(
    ("counts", "own", "said"),
    [
        ((0, 10_000, 0, 0), 2, "It stays in segment 2 on every mix that was drawn."),
        (
            (1000, 8000, 1000, 0),
            2,
            "In about 8 of 10 mixes it stays in segment 2; in about 1 of 10 it would be in segment "
            "1 and in about 1 of 10 in segment 3.",
        ),
        (
            (0, 300, 9700, 0),
            3,
            "In more than 19 of 20 mixes it stays in segment 3; rarely (fewer than 1 of 20) in "
            "segment 2.",
        ),
        (
            (100, 100, 9700, 100),
            3,
            "In more than 19 of 20 mixes it stays in segment 3; rarely (fewer than 1 of 20 each) "
            "in segment 1, 2 or 4.",
        ),
        (
            (0, 4000, 100, 5900),
            4,
            "In about 6 of 10 mixes it stays in segment 4; in about 4 of 10 it would be in segment "
            "2, rarely (fewer than 1 of 20) in segment 3.",
        ),
        (
            (0, 0, 0, 10_000),
            3,
            "It stays in segment 3 on none of the mixes drawn; in more than 19 of 20 it would be "
            "in segment 4.",
        ),
    ],
)
def test_segments_are_told_in_tenths(counts: tuple[int, ...], own: int, said: str) -> None:
    assert segment_sentence(counts, own) == said


@given(share=st.floats(0.0001, 0.9999))
def test_tenths_are_within_a_twentieth_of_the_share(share: float) -> None:
    words = in_ten(share)

    if words.startswith("in about"):
        assert abs(int(words.split()[2]) / 10 - share) <= 0.0501
    else:
        assert words == (
            "in fewer than 1 of 20 mixes" if share < 0.5 else "in more than 19 of 20 mixes"
        )
        assert min(share, 1 - share) <= 0.05


@given(
    counts=st.lists(st.integers(0, 5000), min_size=4, max_size=4).filter(any), own=st.integers(1, 4)
)
def test_every_segment_that_was_drawn_is_named_and_no_other(counts: list[int], own: int) -> None:
    said = segment_sentence(counts, own).replace("of 10", "").replace("1 of 20", "")
    named = {
        int(mark) for mark in said.replace(",", " ").replace(".", " ").split() if mark.isdigit()
    }

    drawn = {place for place, count in enumerate(counts, start=1) if count}
    assert drawn <= named | {own}
