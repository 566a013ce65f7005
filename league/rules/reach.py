"""Which segments a trust's likely range of score reaches into."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rounding import to_hundredths
from .segments import bounds_of, segments


@dataclass(frozen=True)
class Placed:
    """A trust's likely range of score, and what its segment rests on beside the score."""

    score_low: float
    score_high: float
    adjusted: int
    """Segment after the override."""
    in_deficit: bool
    """False also where it is not known."""


@dataclass(frozen=True)
class Reach:
    segments: tuple[int, ...]
    """Those other than its own that the range reaches into, best first, as they would be
    after the override."""
    sentence: str


def reach(placed: Placed, cuts: tuple[float, float, float], no_better_than: int) -> Reach:
    """Whether the segment could be another, were the score elsewhere in its likely range.

    A trust in deficit stays in ``no_better_than`` at best, however good the score.
    """
    ends = to_hundredths(np.array([placed.score_low, placed.score_high]))
    best, worst = (int(each) for each in segments(ends, bounds_of(cuts)))
    held = placed.in_deficit and best < no_better_than
    if held:
        best, worst = no_better_than, max(worst, no_better_than)
    others = tuple(each for each in range(best, worst + 1) if each != placed.adjusted)
    return Reach(others, _sentence(others, placed.adjusted, held=held))


def _sentence(others: tuple[int, ...], own: int, *, held: bool) -> str:
    if not others and held:
        return f"While in deficit it would be in segment {own} anywhere in this range."
    if not others:
        return f"All of this range lies in segment {own}."
    named = " and ".join(", ".join(map(str, others)).rsplit(", ", 1))
    return (
        f"This range reaches into {'segment' if len(others) == 1 else 'segments'} {named}, so its "
        "segment could differ on a somewhat different mix of metrics."
    )
