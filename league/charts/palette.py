"""Colours and symbols. No state is told by colour alone: each has a symbol and a label too.

The fills of segments are those of the pages' bars (``static/src/scss/_results.scss``); a test
holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#212b32"
QUIET = "#4c6272"
LINE = "#768692"
GRID = "#d8dde0"
SHADE = "#e8edee"
PAPER = "#ffffff"
BLUE = "#005eb8"


@dataclass(frozen=True)
class Mark:
    """How a segment is drawn: ``symbol`` is a plotly marker symbol.

    ``edge`` is its outline, at least 3 to 1 on white; ``text`` is readable on the fill.
    """

    label: str
    colour: str
    edge: str
    text: str
    symbol: str


_MARKS: dict[int | None, Mark] = {
    1: Mark("Segment 1", "#007235", "#007235", PAPER, "circle"),
    2: Mark("Segment 2", "#2676c3", "#2676c3", PAPER, "square"),
    3: Mark("Segment 3", "#ffc33e", "#8a5f00", INK, "diamond"),
    4: Mark("Segment 4", "#aa2016", "#aa2016", PAPER, "triangle-up"),
    5: Mark("Segment 5", "#330072", "#330072", PAPER, "x"),
    None: Mark("No segment", "#aeb7bd", "#4c6272", INK, "cross"),
}


def mark(segment: int | None) -> Mark:
    """The mark of segment 1 to 5, or of a trust without one."""
    return _MARKS[segment]


def segments_in_order(segments: set[int | None]) -> list[int | None]:
    """Best first, trusts without a segment last."""
    return sorted(segments, key=lambda segment: (segment is None, segment or 0))


@dataclass(frozen=True)
class Shade:
    """A cell of a heat map: ``text`` is readable on ``fill`` (contrast at least 4.5)."""

    label: str
    fill: str
    text: str


# One hue from light to dark, not the colours of segments: a quarter of the distribution of one
# domain is something else than the segment of a trust.
_QUARTERS: dict[int | None, Shade] = {
    1: Shade("Best quarter in England", "#e3eefa", INK),
    2: Shade("Second quarter", "#a3c8ec", INK),
    3: Shade("Third quarter", "#005eb8", PAPER),
    4: Shade("Worst quarter", "#001d52", PAPER),
    None: Shade("Not placed", "#f0f4f5", INK),
}


def quarter_shade(domain_segment: int | None) -> Shade:
    """The shade of a domain segment 1 to 4, or of a score that has none."""
    return _QUARTERS[domain_segment]
