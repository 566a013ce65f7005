"""Dots that stand on one another where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence


def levels(positions: Sequence[float], apart: float, highest: int | None = None) -> list[int]:
    """How high each dot stands, 0 at the bottom: each takes the lowest place that is free.

    ``positions`` must ascend; two dots of one level are at least ``apart`` from each other. At
    the ``highest`` level they may overlap: tall piles end there.
    """
    last: list[float] = []
    found = []
    for position in positions:
        for level, taken in enumerate(last):
            if position - taken >= apart:
                last[level] = position
                break
        else:
            level = len(last)
            if level != highest:
                last.append(position)
        found.append(level)
    return found
