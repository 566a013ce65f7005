"""How near the next segments are, against moving the score hundredth by hundredth."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from league.rules.limits import limits, limits_sentence, segment_of

CUTS = (1.92, 2.32, 2.77)
HUNDREDTHS = st.integers(100, 400)
QUARTERS = st.lists(st.integers(400, 1600), min_size=3, max_size=3, unique=True).map(
    lambda found: tuple(each / 400 for each in sorted(found))
)


def _slow(hundredths: int, cuts: tuple[float, float, float], floor: int) -> int:
    """The segment after the override, by comparing whole numbers."""
    passed = sum(4 * hundredths > round(cut * 400) for cut in cuts)
    return max(1 + passed, floor)


@given(HUNDREDTHS, QUARTERS, st.sampled_from([None, 3]))
def test_the_distances_are_those_at_which_the_segment_changes(
    mine: int, cuts: tuple[float, float, float], held_at: int | None
) -> None:
    floor = held_at or 1
    adjusted = _slow(mine, cuts, floor)
    found = limits(mine / 100, cuts, adjusted=adjusted, held_at=held_at)

    better = next((h for h in range(mine, -1, -1) if _slow(h, cuts, floor) < adjusted), None)
    worse = next((h for h in range(mine, 500) if _slow(h, cuts, floor) > adjusted), None)
    assert (found.better_segment is None) == (better is None)
    assert (found.worse_segment is None) == (worse is None)
    if better is not None:
        assert round(found.better_upper * 100) == better
        assert round(found.short_by * 100) == mine - better
    if worse is not None:
        assert round(found.own_upper * 100) == worse - 1
        assert round(found.clear_by * 100) == worse - 1 - mine


@given(HUNDREDTHS, QUARTERS)
def test_the_segment_of_a_score_is_that_of_the_rules(
    mine: int, cuts: tuple[float, float, float]
) -> None:
    assert segment_of(mine / 100, cuts) == _slow(mine, cuts, 1)


def said(
    average: float, adjusted: int, held_at: int | None = None, *, decided: bool = False
) -> str:
    return limits_sentence(
        limits(average, CUTS, adjusted=adjusted, held_at=held_at), decided=decided
    )


def test_both_sides_are_said_with_what_they_need() -> None:
    assert said(2.1, 2) == (
        "Its average is 0.18 short of segment 1, which needs 1.92 or less, and 0.22 clear of "
        "segment 3, which begins above 2.32."
    )


def test_the_best_and_the_worst_segment_have_one_side() -> None:
    assert said(1.5, 1) == "Its average is 0.42 clear of segment 2, which begins above 1.92."
    assert said(3.0, 4) == "Its average is 0.23 short of segment 3, which needs 2.77 or less."


def test_a_small_gap_is_only_so_much_and_none_at_all_an_edge() -> None:
    assert said(2.36, 3).startswith("Its average is only 0.04 short of segment 2,")
    assert said(2.32, 2).endswith("and on the very edge of segment 3, which begins above 2.32.")


def test_a_trust_in_deficit_has_nothing_to_gain_below_the_cap() -> None:
    assert said(1.5, 3, 3) == "Its average is 1.27 clear of segment 4, which begins above 2.77."
    assert said(2.9, 4, 3) == "Its average is 0.13 short of segment 3, which needs 2.77 or less."


def test_a_segment_that_was_decided_is_left_aside() -> None:
    assert said(2.9, 4, decided=True).startswith("Leaving the programme aside, its average is 0.13")
