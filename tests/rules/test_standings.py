"""How sure a place is, told by likely ranges."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.standings import (
    Closeness,
    Move,
    Place,
    closeness,
    move,
    told_apart,
    told_from_above,
)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A rank within its own likely range, as the engine makes them."""
    low, rank, high = sorted(draw(st.tuples(*[st.integers(1, 134)] * 3)))
    return Place(rank, low, high)


@given(one=places(), other=places())
def test_telling_two_places_apart_does_not_depend_on_their_order(one: Place, other: Place) -> None:
    assert told_apart(one, other) is told_apart(other, one)


@given(one=places(), other=places())
def test_places_are_told_apart_exactly_where_neither_rank_is_likely_for_the_other(
    one: Place, other: Place
) -> None:
    assert told_apart(one, other) is not (one.likely(other.rank) or other.likely(one.rank))


@given(rank=st.integers(1, 134), one=places(), other=places())
def test_a_shared_rank_is_never_told_apart(rank: int, one: Place, other: Place) -> None:
    assert told_apart(replace(one, rank=rank), replace(other, rank=rank)) is False


@given(place=places())
def test_no_place_is_told_from_itself(place: Place) -> None:
    assert told_apart(place, place) is False


@given(one=places(), other=places())
def test_ranges_that_do_not_meet_tell_places_apart(one: Place, other: Place) -> None:
    assert one.high is not None
    assert other.low is not None
    if one.high < other.low:
        assert told_apart(one, other) is True


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (Place(4, 1, 9), Place(5, 2, 12), False),
        (Place(4, 1, 4), Place(5, 2, 12), False),
        (Place(4, 1, 4), Place(5, 5, 12), True),
        (Place(4, 1, 9), Place(5, 5, 12), False),
        (Place(4, 1, 9), Place(20, 8, 30), True),
        (Place(4, 1, 9), Place(5), None),
        (Place(4, 1, 9), Place(None, 2, 12), None),
    ],
)
def test_places_are_one_when_either_rank_lies_in_the_range_of_the_other(
    one: Place, other: Place, told: bool | None
) -> None:
    assert told_apart(one, other) is told


def test_each_place_of_a_table_is_told_from_the_one_above() -> None:
    table = (Place(1, 1, 3), Place(2, 1, 2), Place(3, 3, 5), Place(4))

    assert told_from_above(table) == (None, False, True, None)
    assert told_from_above(()) == ()


@given(told=st.lists(st.none() | st.booleans(), max_size=20))
def test_a_mark_is_nearly_everywhere_only_where_most_are_close(told: list[bool | None]) -> None:
    table = (None, *told)

    found = closeness(table)

    assert found == Closeness(told.count(False), len(told))
    assert found.nearly_all is (found.close > 0 and found.close * 4 >= found.of * 3)


def test_without_a_table_nothing_is_close() -> None:
    assert closeness(()) == Closeness(0, 0)
    assert not closeness(()).nearly_all


@given(before=st.integers(1, 134), now=places())
def test_a_move_is_counted_in_places_and_is_likely_only_within_the_range(
    before: int, now: Place
) -> None:
    assert now.rank is not None

    found = move(before, now)

    assert found == Move(before - now.rank, now.likely(before))


def test_a_move_needs_both_ranks_and_no_range() -> None:
    assert move(None, Place(3, 1, 5)) is None
    assert move(7, Place(None)) is None
    assert move(7, Place(3)) == Move(4, None)
