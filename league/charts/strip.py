"""Where the marks of a strip plot stand: peers' figures along a line, one of them marked.

Better is always to the right, whichever way the figures run, so that strips of many metrics
read alike. The picture is plain SVG that a template writes; no script is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .dots import levels

WIDTH, HEIGHT = 240, 40
_SIDE = 6.0
_BASE = HEIGHT - 7.0
_APART = 3.2
_HIGHEST = 8
_STEP = 3.4
_HELD = 512
"""Pictures of dots that are held, some 5 kB each with their values: every trust of a type has the
same."""
_ROWS = [round(_BASE - 3 - level * _STEP, 1) for level in range(_HIGHEST + 1)]


@dataclass(frozen=True)
class Strip:
    """In the units of the picture. ``dots`` is the data of one path that draws every peer;
    ``own`` is the trust's own mark, None where it has no figure; ``limit`` where a standard or
    floor stands."""

    width: int
    height: int
    base: float
    dots: str
    own: str | None
    median: float | None
    middle_from: float | None
    middle_wide: float | None
    limit: float | None


@dataclass(frozen=True)
class Figures:
    """``values`` of all peers, the trust's own among them, ascending; ``quartiles`` is lower,
    median and upper, or None where there are too few."""

    values: tuple[float, ...]
    own: float | None
    quartiles: tuple[float, float, float] | None
    limit: float | None
    higher_is_better: bool


def strip(given: Figures) -> Strip | None:
    """None of fewer than two figures: there is nothing to see."""
    if len(given.values) < 2:
        return None
    scale = _Scale.of(given)
    lower, median, upper = given.quartiles or (None, None, None)
    ends = sorted(scale.at(end) for end in (lower, upper) if end is not None)
    return Strip(
        width=WIDTH,
        height=HEIGHT,
        base=_BASE,
        dots=_dots(given.values, scale),
        own=None if given.own is None else _diamond(scale.at(given.own)),
        median=None if median is None else scale.at(median),
        middle_from=ends[0] if ends else None,
        middle_wide=round(max(ends[1] - ends[0], 1.0), 1) if ends else None,
        limit=None if given.limit is None else scale.at(given.limit),
    )


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    turned: bool

    @classmethod
    def of(cls, given: Figures) -> _Scale:
        low, high = given.values[0], given.values[-1]
        limit = low if given.limit is None else given.limit
        return cls(min(low, limit), max(high, limit), not given.higher_is_better)

    def at(self, value: float) -> float:
        """A place along the line; in its middle when all figures are equal."""
        return self.places((value,))[0]

    def places(self, values: Iterable[float]) -> list[float]:
        """The place of each."""
        low, range_ = self.low, self.high - self.low
        if not range_:
            return [WIDTH / 2 for _ in values]
        wide = WIDTH - 2 * _SIDE
        shares = [(value - low) / range_ for value in values]
        if self.turned:
            shares = [1 - share for share in shares]
        return [round(_SIDE + share * wide, 1) for share in shares]


@lru_cache(maxsize=_HELD)
def _dots(values: tuple[float, ...], scale: _Scale) -> str:
    """Each dot is a stroke without length, drawn round; a tall pile ends at the top."""
    places = sorted(scale.places(values))
    heights = levels(places, _APART, _HIGHEST)
    marks = {(x, _ROWS[level]) for x, level in zip(places, heights, strict=True)}
    return "".join([f"M{x:g} {y:g}h0" for x, y in sorted(marks)])


def _diamond(x: float) -> str:
    """The trust's own mark stands on the line, over all others."""
    y, half = _BASE - 3, 6
    return f"M{x - half:g} {y:g}L{x:g} {y - half:g}L{x + half:g} {y:g}L{x:g} {y + half:g}Z"
