"""A density of ranks as a small picture of bars, for inline SVG: it needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from .rank_density import RankDensity, bars

WIDTH, HEIGHT = 600, 90
"""Of the view box; the picture is as wide as its place."""
_GAP = 0.12
"""Free between two bars, as a part of a rank's width."""


@dataclass(frozen=True)
class Bar:
    """Positions in the view box, as attributes take them."""

    x: str
    y: str
    width: str
    height: str
    likely: bool


@dataclass(frozen=True)
class DensityBars:
    """``rank`` is where the trust's own rank stands, across the whole picture."""

    bars: tuple[Bar, ...]
    rank: str
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"
    height: str = str(HEIGHT)


def density_bars(given: RankDensity) -> DensityBars:
    """All ranks of the table share the width; the highest bar has the whole height."""
    step = WIDTH / max(given.of, given.density.last)
    found = bars(given)
    highest = max(share for _, share, _ in found)
    return DensityBars(
        bars=tuple(
            _bar(rank, HEIGHT * share / highest, inside, step)
            for rank, share, inside in found
            if share
        ),
        rank=_text((given.rank - 0.5) * step),
    )


def _bar(rank: int, height: float, inside: bool, step: float) -> Bar:
    return Bar(
        x=_text((rank - 1 + _GAP / 2) * step),
        y=_text(HEIGHT - height),
        width=_text((1 - _GAP) * step),
        height=_text(height),
        likely=inside,
    )


def _text(position: float) -> str:
    return f"{position:.2f}"
