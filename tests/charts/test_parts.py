"""Small parts of charts: colours, dots, quantiles, intervals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from league.charts import palette
from league.charts.dots import levels
from league.charts.intervals import WIDTH, Axis
from league.charts.quantiles import quartiles

SEGMENTS = (1, 2, 3, 4, 5, None)
QUARTERS = (1, 2, 3, 4, None)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("segment", SEGMENTS)
def test_marks_are_seen_on_white_and_words_on_marks(segment: int | None) -> None:
    mark = palette.mark(segment)

    assert contrast(mark.edge, palette.PAPER) >= 3
    assert contrast(mark.text, mark.colour) >= 4.5


@pytest.mark.parametrize("quarter", QUARTERS)
def test_words_are_readable_in_a_cell(quarter: int | None) -> None:
    shade = palette.quarter_shade(quarter)

    assert contrast(shade.text, shade.fill) >= 4.5


def test_worse_quarters_are_darker() -> None:
    light = [luminance(palette.quarter_shade(quarter).fill) for quarter in (1, 2, 3, 4)]

    assert light == sorted(light, reverse=True)


def test_no_segment_is_told_by_colour_alone() -> None:
    marks = [palette.mark(segment) for segment in SEGMENTS]

    assert len({mark.symbol for mark in marks}) == len({mark.label for mark in marks}) == 6


def test_segments_have_the_colours_of_the_bars_in_pages() -> None:
    css = (Path(settings.BASE_DIR) / "static" / "build" / "app.css").read_text()

    for segment in SEGMENTS:
        name = f"segment-{segment or 'none'}"
        (fill,) = re.findall(rf"\.app-band--{name}\{{fill:(#[0-9a-f]+)\}}", css)
        assert fill == palette.mark(segment).colour


@given(st.lists(st.floats(0, 10), max_size=60).map(sorted), st.floats(0.01, 2))
def test_dots_never_overlap_and_none_hangs_in_the_air(
    places: Sequence[float], apart: float
) -> None:
    found = levels(places, apart)

    for level in set(found):
        line = [place for place, at in zip(places, found, strict=True) if at == level]
        assert all(b - a >= apart for a, b in pairwise(line))
    for place, level in zip(places, found, strict=True):
        below = [p for p, at in zip(places, found, strict=True) if at == level - 1]
        assert level == 0 or any(abs(place - p) < apart for p in below)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_quartiles_are_those_of_numpy(values: list[float]) -> None:
    found = quartiles(values)

    assert found is not None
    expected = np.quantile(values, [0.25, 0.5, 0.75])
    assert [found.low, found.median, found.high] == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_nothing_has_no_quartiles() -> None:
    assert quartiles([]) is None


def test_an_interval_lies_on_its_axis() -> None:
    interval = Axis(best=1, worst=101, ticks=(51,)).interval(low=1, point=26, high=51)

    assert (interval.start, interval.length, interval.point) == ("4.0", "56.0", "32.0")
    assert interval.ticks == ("60.0",)


@given(
    st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(-500, 500)).map(sorted),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)).map(sorted),
)
def test_an_interval_never_leaves_its_box_nor_turns_round(
    figures: Sequence[float], ends: Sequence[float]
) -> None:
    low, point, high = figures
    interval = Axis(best=ends[0], worst=ends[1]).interval(low=low, point=point, high=high)

    start, length, at = float(interval.start), float(interval.length), float(interval.point)
    assert 0 <= start <= start + length <= WIDTH
    assert length >= 1
    assert start - 0.1 <= at <= start + length + 0.1


def test_a_single_place_is_in_the_middle() -> None:
    assert Axis(best=1, worst=1).interval(low=1, point=1, high=1).point == "60.0"


def test_what_stands_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="after the worst"):
        Axis(best=4, worst=1)
    with pytest.raises(ValueError, match="cannot reach"):
        Axis(best=1, worst=4).interval(low=3, point=2, high=1)
