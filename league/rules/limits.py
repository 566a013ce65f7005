"""How far a trust's average is from where the next segments begin, on either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rounding import to_hundredths
from .segments import bounds_of, segments
from .wording import score

_LAST = 4
"""The worst segment that a score can lead to."""
_NEAR = 0.05
"""A gap that one metric alone can close: with 20 metrics one of them moves the average by 0.05
for each point of its score."""


@dataclass(frozen=True)
class Limits:
    """Segments after the override. A score has two decimals, so ``upper`` is the worst one that
    still counts for the segment in question; all are scores or differences of them."""

    better_segment: int | None
    """None where no better score leads to a better segment."""
    better_upper: float
    short_by: float
    worse_segment: int | None
    own_upper: float
    clear_by: float
    """By how much the score could be worse without losing the segment."""


def limits(
    average: float,
    cuts: tuple[float, float, float],
    *,
    adjusted: int,
    held_at: int | None,
) -> Limits:
    """Distances of a score from the next segments.

    Args:
        average: rounded to two decimals.
        cuts: where segments 1, 2 and 3 end.
        adjusted: the trust's segment after the override.
        held_at: for a trust in deficit the best segment that it can have, else None.
    """
    mine = _hundredths(average)
    uppers = [bound // 4 for bound in bounds_of(cuts).tolist()]
    improves = adjusted > 1 and (held_at is None or adjusted > held_at)
    worsens = adjusted < _LAST
    better = uppers[adjusted - 2] if improves else mine
    own = uppers[adjusted - 1] if worsens else mine
    return Limits(
        better_segment=adjusted - 1 if improves else None,
        better_upper=better / 100,
        short_by=(mine - better) / 100,
        worse_segment=adjusted + 1 if worsens else None,
        own_upper=own / 100,
        clear_by=(own - mine) / 100,
    )


def segment_of(average: float, cuts: tuple[float, float, float]) -> int:
    """The segment of a rounded score by these cuts, before any override."""
    return int(segments(np.array([_hundredths(average)]), bounds_of(cuts))[0])


def limits_sentence(it: Limits, *, decided: bool) -> str:
    """``Its average is 0.04 short of segment 2, which needs 2.32 or less, and …``; ``decided`` when
    the segment in force is not one that scores lead to."""
    parts = []
    if it.better_segment is not None:
        parts.append(
            f"{_amount(it.short_by)} short of segment {it.better_segment}, which needs "
            f"{score(it.better_upper)} or less"
        )
    if it.worse_segment is not None:
        clear = f"{_amount(it.clear_by)} clear of" if it.clear_by else "on the very edge of"
        parts.append(
            f"{clear} segment {it.worse_segment}, which begins above {score(it.own_upper)}"
        )
    start = "Leaving the programme aside, its average" if decided else "Its average"
    return f"{start} is {', and '.join(parts)}."


def _amount(gap: float) -> str:
    return f"only {score(gap)}" if gap <= _NEAR else score(gap)


def _hundredths(value: float) -> int:
    return int(to_hundredths(np.array([value]))[0])
