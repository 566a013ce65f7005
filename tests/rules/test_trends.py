"""How a figure's way over the quarters is said, and where its line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.edition import Better
from league.rules.peers import Middle
from league.rules.positions import Position, position
from league.rules.trends import Point, trend


def points(*figures: float | None, edition: str = "one", period: str = "") -> list[Point]:
    return [
        Point(f"Q{order}", order, edition, figure, period=period)
        for order, figure in enumerate(figures, start=1)
    ]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([], ""),
        ([1.0], "No earlier figure is at hand."),
        ([None, 1.0], "No earlier figure is at hand."),
        ([1.0, None], ""),
        ([1.0, 2.0], "Better than in Q1."),
        ([2.0, 1.0], "Worse than in Q1."),
        ([2.0, 2.0], "The same as in Q1."),
        ([1.0, 2.0, 3.0], "Better than the quarter before, the 2nd time in a row."),
        ([4.0, 3.0, 2.0, 1.0], "Worse than the quarter before, the 3rd time in a row."),
        ([5.0, 1.0, 2.0, 3.0], "Better than the quarter before, the 2nd time in a row."),
        ([1.0, 2.0, 2.0, 3.0], "Better than in Q3."),
        ([1.0, None, 3.0], "Better than in Q1."),
        ([0.0, 1.0, None, 3.0], "Better than in Q2."),
        ([0.0, None, 2.0, 3.0], "Better than in Q3."),
    ],
)
def test_the_sentence(figures: list[float | None], sentence: str) -> None:
    assert trend(points(*figures), Better.HIGHER).sentence == sentence


def test_lower_may_be_better() -> None:
    assert trend(points(2.0, 1.0), Better.LOWER).sentence == "Better than in Q1."


def test_without_a_good_direction_only_sameness_is_said() -> None:
    assert trend(points(2.0, 1.0), None).sentence == ""
    assert trend(points(2.0, 2.0), None).sentence == "The same as in Q1."


def test_a_figure_of_the_same_period_is_no_news() -> None:
    found = trend(points(6.8, 6.8, period="2024"), Better.HIGHER)

    assert found.sentence == "The same data as in Q1: no newer figure was published."


def test_a_change_of_edition_breaks_the_line_and_is_not_compared() -> None:
    old = points(1.0, 2.0)
    new = Point("Q3", 3, "two", 3.0)

    found = trend([*old, new], Better.HIGHER)

    assert [len(line) for line in found.lines] == [2, 1]
    assert found.sentence == (
        "First figure under this year's rules; earlier ones cannot be compared with it."
    )


def test_a_missing_quarter_and_another_unit_break_the_line() -> None:
    gap = trend(points(1.0, None, 2.0, 3.0), Better.HIGHER)
    unit = trend([Point("Q1", 1, "one", 1.0, "rate"), Point("Q2", 2, "one", 2.0, "count")], None)

    assert [[point.quarter for point in line] for line in gap.lines] == [["Q1"], ["Q3", "Q4"]]
    assert [len(line) for line in unit.lines] == [1, 1]


@given(st.lists(st.none() | st.integers(0, 5).map(float), max_size=8))
def test_lines_hold_every_known_figure_once_and_in_order(figures: list[float | None]) -> None:
    given_ = points(*figures)

    found = trend(given_, Better.HIGHER)

    assert list(found.points) == [point for point in given_ if point.figure is not None]
    for line in found.lines:
        assert [point.order - line[0].order for point in line] == list(range(len(line)))


MIDDLE = Middle(9, 0.0, 10.0, 20.0, 30.0, 40.0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5.0, Position.WORST_QUARTER),
        (10.0, Position.WORST_QUARTER),
        (15.0, Position.WORSE_HALF),
        (20.0, Position.MEDIAN),
        (25.0, Position.BETTER_HALF),
        (30.0, Position.BEST_QUARTER),
        (40.0, Position.BEST_QUARTER),
    ],
)
def test_where_a_figure_stands(value: float, expected: Position) -> None:
    assert position(value, MIDDLE, Better.HIGHER) is expected
    mirrored = Middle(9, 0.0, 10.0, 20.0, 30.0, 40.0)
    assert position(40.0 - value, mirrored, Better.LOWER) is expected


def test_where_most_are_equal_the_median_goes_first() -> None:
    zeros = Middle(9, 0.0, 0.0, 0.0, 1.0, 5.0)

    assert position(0.0, zeros, Better.LOWER) is Position.MEDIAN
    assert position(0.5, zeros, Better.LOWER) is Position.WORSE_HALF


def test_of_few_figures_nothing_is_said() -> None:
    assert position(1.0, Middle(3, 1.0, 1.5, 2.0, 2.5, 3.0), Better.LOWER) is Position.UNKNOWN
