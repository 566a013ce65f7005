"""Whether a likely range of score reaches into another segment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.reach import Placed, reach

CUTS = (1.92, 2.32, 2.77)
hundredths = st.integers(100, 400).map(lambda number: number / 100)


@pytest.mark.parametrize(
    ("low", "high", "segment", "others", "words"),
    [
        (2.40, 2.77, 3, (), "All of this range lies in segment 3."),
        (2.40, 2.78, 3, (4,), "This range reaches into segment 4, so its segment could differ"),
        (2.32, 2.50, 3, (2,), "reaches into segment 2,"),
        (2.30, 2.80, 3, (2, 4), "reaches into segments 2 and 4,"),
        (1.90, 2.80, 3, (1, 2, 4), "reaches into segments 1, 2 and 4,"),
    ],
)
def test_a_range_says_which_other_segments_it_reaches(
    low: float, high: float, segment: int, others: tuple[int, ...], words: str
) -> None:
    found = reach(Placed(low, high, segment, in_deficit=False), CUTS, 3)

    assert found.segments == others
    assert words in found.sentence


def test_a_cut_between_two_hundredths_parts_them() -> None:
    assert reach(Placed(1.90, 2.10, 1, in_deficit=False), (2.1025, 2.3, 2.7), 3).segments == ()
    assert reach(Placed(1.90, 2.11, 1, in_deficit=False), (2.1025, 2.3, 2.7), 3).segments == (2,)


def test_a_deficit_keeps_a_good_range_where_it_is() -> None:
    found = reach(Placed(1.50, 2.50, 3, in_deficit=True), CUTS, 3)

    assert found.segments == ()
    assert found.sentence == "While in deficit it would be in segment 3 anywhere in this range."


def test_a_deficit_does_not_hide_a_worse_segment() -> None:
    assert reach(Placed(1.50, 2.90, 3, in_deficit=True), CUTS, 3).segments == (4,)


@given(st.tuples(hundredths, hundredths).map(sorted), st.integers(1, 4), st.booleans())
def test_never_its_own_segment_and_never_better_than_a_deficit_allows(
    ends: list[float], segment: int, in_deficit: bool
) -> None:
    low, high = ends
    found = reach(Placed(low, high, segment, in_deficit), CUTS, 3)

    assert segment not in found.segments
    assert not in_deficit or all(each >= 3 for each in found.segments)
    assert bool(found.segments) == ("reaches into" in found.sentence)
