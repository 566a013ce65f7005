"""Where a figure stands among those of its peers, in words."""

from __future__ import annotations

from enum import StrEnum

from .edition import Better
from .peers import Middle


class Position(StrEnum):
    """A figure's part of the distribution, better and worse as the metric has it."""

    MEDIAN = "median"
    """On the median, however many others are."""
    BEST_QUARTER = "best-quarter"
    """As good as the better quartile, or better."""
    BETTER_HALF = "better-half"
    WORSE_HALF = "worse-half"
    WORST_QUARTER = "worst-quarter"
    UNKNOWN = "unknown"
    """Too few figures to have quartiles."""


_WORDS = {
    Position.MEDIAN: "At the median",
    Position.BEST_QUARTER: "In the best quarter",
    Position.BETTER_HALF: "Better than the median",
    Position.WORSE_HALF: "Worse than the median",
    Position.WORST_QUARTER: "In the worst quarter",
    Position.UNKNOWN: "",
}


def position(value: float, middle: Middle, better: Better) -> Position:
    """A figure on a quartile belongs to the outer part; on the median, to neither."""
    if not middle.has_quartiles:
        return Position.UNKNOWN
    if value == middle.median:
        return Position.MEDIAN
    sign = 1.0 if better is Better.LOWER else -1.0
    ends = sorted((sign * middle.lower_quartile, sign * middle.upper_quartile))
    if sign * value < sign * middle.median:
        return Position.BEST_QUARTER if sign * value <= ends[0] else Position.BETTER_HALF
    return Position.WORST_QUARTER if sign * value >= ends[1] else Position.WORSE_HALF


def words(found: Position) -> str:
    """``In the best quarter``; empty where there are too few to say."""
    return _WORDS[found]
