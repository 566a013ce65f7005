"""A score as a bar, over its peers' middle half and median: plain SVG, no script needed."""

from __future__ import annotations

from dataclasses import dataclass

from .drawing import BEST, WORST

WIDTH, HEIGHT = 240, 24
_SIDE = 2.0


@dataclass(frozen=True)
class Bullet:
    """In the units of the picture. The bar begins at the best score, so that a short one is
    good; the rest is None where it is not known."""

    width: int
    height: int
    start: float
    bar: float | None
    """How long it is."""
    median: float | None
    middle_from: float | None
    middle_wide: float | None
    ticks: tuple[float, ...]
    """Where scores of 1, 2, 3 and 4 stand."""


def bullet(score: float | None, quartiles: tuple[float, float, float] | None) -> Bullet:
    """``quartiles`` are lower, median and upper of the peers' scores."""
    lower, median, upper = quartiles or (None, None, None)
    band = None if lower is None or upper is None else (_at(lower), _at(upper))
    return Bullet(
        width=WIDTH,
        height=HEIGHT,
        start=_SIDE,
        bar=None if score is None else round(max(_at(score) - _SIDE, 2.0), 1),
        median=None if median is None else _at(median),
        middle_from=band[0] if band else None,
        middle_wide=round(max(band[1] - band[0], 1.0), 1) if band else None,
        ticks=tuple(_at(tick) for tick in range(BEST, WORST + 1)),
    )


def _at(score: float) -> float:
    share = (score - BEST) / (WORST - BEST)
    return round(_SIDE + share * (WIDTH - 2 * _SIDE), 1)
