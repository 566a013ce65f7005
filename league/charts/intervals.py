"""A likely range as a small picture on an axis that all rows of a table share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WIDTH, HEIGHT = 120, 16
EDGE = 4
"""Free at both ends, so that marks on the ends are drawn whole."""


class Interval(NamedTuple):
    """Positions in a view box of :data:`WIDTH` by :data:`HEIGHT`, as attributes take them.

    ``start`` and ``length`` are of the range, ``point`` of the figure itself.
    """

    start: str
    length: str
    point: str
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """The shared axis, from the best figure at the left to the worst at the right.

    Raises:
        ValueError: the ends are in the wrong order.
    """

    best: float
    worst: float
    ticks: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.best > self.worst:
            raise ValueError(f"The best end {self.best} lies after the worst {self.worst}.")

    def interval(self, *, low: float, point: float, high: float) -> Interval:
        """The range from ``low`` to ``high``; parts beyond the axis are cut off.

        Raises:
            ValueError: ``low`` is above ``high``.
        """
        if low > high:
            raise ValueError(f"A range cannot reach from {low} to {high}.")
        start, end = self._at(low), self._at(high)
        return Interval(
            start=_text(start),
            length=_text(max(end - start, 1)),
            point=_text(self._at(point)),
            ticks=tuple(_text(self._at(tick)) for tick in self.ticks),
        )

    def _at(self, figure: float) -> float:
        if self.best == self.worst:
            return WIDTH / 2
        share = (figure - self.best) / (self.worst - self.best)
        return EDGE + min(1.0, max(0.0, share)) * (WIDTH - 2 * EDGE)


def _text(position: float) -> str:
    return f"{position:.1f}"
