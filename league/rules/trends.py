"""How one figure of a trust has gone over the quarters, and how that is said.

A line joins figures of neighbouring quarters of one edition in one unit. It breaks where a
quarter is missing and where the edition changes: rules and definitions may differ there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .edition import Better
from .wording import ordinal


@dataclass(frozen=True)
class Point:
    """A figure in a quarter. ``order`` counts quarters, so that neighbours differ by one;
    ``period`` is what the figure covers, empty where the source does not say."""

    quarter: str
    order: int
    edition: str
    figure: float | None
    unit: str = ""
    period: str = ""

    def joins(self, other: Point) -> bool:
        """Whether a line may lead from here to the next."""
        near = other.order - self.order == 1
        return near and self.is_like(other)

    def is_like(self, other: Point) -> bool:
        return (self.edition, self.unit) == (other.edition, other.unit)


class Turn(StrEnum):
    """What a step from one quarter to the next brought."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_NEW = "not-new"
    """The figure covers the same period as before: no new data."""


@dataclass(frozen=True)
class Trend:
    """``lines`` are runs of points that a line joins, oldest first; one point may stand alone.
    ``sentence`` is about the last point; ``compared`` is whether it sets it beside an earlier."""

    lines: tuple[tuple[Point, ...], ...]
    sentence: str
    compared: bool

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for line in self.lines for point in line)


def trend(points: Sequence[Point], better: Better | None) -> Trend:
    """``points`` oldest first, the last one that of the quarter in question, which may be
    without a figure; ``better`` is None where no direction is good."""
    known = [point for point in points if point.figure is not None]
    if not points or points[-1].figure is None:
        return Trend(_lines(known), "", compared=False)
    like = [point for point in known if point.is_like(known[-1])]
    sentence = _compared(like, better) if len(like) > 1 else _alone(known)
    return Trend(_lines(known), sentence, compared=len(like) > 1)


def _lines(known: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    lines: list[list[Point]] = []
    for point in known:
        if lines and lines[-1][-1].joins(point):
            lines[-1].append(point)
        else:
            lines.append([point])
    return tuple(map(tuple, lines))


def _alone(known: Sequence[Point]) -> str:
    """``known`` holds one figure of its edition, the last."""
    if len(known) > 1:
        return "First figure under this year's rules; earlier ones cannot be compared with it."
    return "No earlier figure is at hand."


def _compared(like: Sequence[Point], better: Better | None) -> str:
    """``like`` holds two or more points of one edition and unit."""
    before, last = like[-2], like[-1]
    turn = _turn(before, last, better)
    if turn is Turn.NOT_NEW:
        return f"The same data as in {before.quarter}: no newer figure was published."
    if turn is Turn.SAME:
        return f"The same as in {before.quarter}."
    if turn is None:
        return ""
    run = _run(like, turn, better)
    if run > 1:
        return f"{turn.capitalize()} than the quarter before, the {ordinal(run)} time in a row."
    return f"{turn.capitalize()} than in {before.quarter}."


def _turn(before: Point, after: Point, better: Better | None) -> Turn | None:
    if before.figure is None or after.figure is None:
        return None
    if before.figure == after.figure:
        stale = bool(after.period) and before.period == after.period
        return Turn.NOT_NEW if stale else Turn.SAME
    if better is None:
        return None
    rose = after.figure > before.figure
    return Turn.BETTER if rose is (better is Better.HIGHER) else Turn.WORSE


def _run(like: Sequence[Point], turn: Turn, better: Better | None) -> int:
    """How many steps in a row, counted back from the last, went that way without a gap."""
    steps = list(pairwise(like))
    count = 0
    for before, after in reversed(steps):
        if not before.joins(after) or _turn(before, after, better) is not turn:
            break
        count += 1
    return count
