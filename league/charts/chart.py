"""What every chart consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

Figure = dict[str, Any]
"""A plotly figure as plain JSON: ``{"data": [...], "layout": {...}}``."""

Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """``key`` names it for programs, as in every file of the site; ``decimals`` is None for
    words; ``missing`` stands for a cell that is None; ``meaning`` is one plain sentence."""

    key: str
    label: str
    decimals: int | None = None
    missing: str = "No data"
    unit: str = ""
    meaning: str = ""
    measured: bool = False
    """Whether a figure may have more decimals than are shown, and so be no whole number."""

    @property
    def heading(self) -> str:
        return f"{self.label}, {self.unit}" if self.unit else self.label


NAME = Column("name", "Trust", meaning="Its name in that quarter.")
CODE = Column("ods_code", "Code", meaning="The trust's ODS code.")
SEGMENT = Column(
    "final_segment",
    "Segment",
    0,
    "None",
    meaning="Final segment: 1 (best) to 4, or 5 in the Provider Improvement Programme.",
)
LEAGUE_RANK = Column(
    "league_rank", "League rank", 0, "Not ranked", meaning="Within the trust type; 1 is best."
)
AVERAGE = Column(
    "average_metric_score",
    "Average score",
    2,
    meaning="Mean of the trust's metric scores, from 1.00 (best) to 4.00.",
)


@dataclass(frozen=True)
class Row:
    """``cells`` in the order of the columns, the first names the row; ``href`` leads to it."""

    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """``name`` is its part of an address, ``finding`` its title, ``reading`` how to read it.

    ``height`` is in pixels, whatever the width. ``narrow`` holds what differs on a narrow
    screen: ``{"layout": {...}, "trace": {...}}``, the latter for every trace. ``order`` says how
    the rows are sorted.
    """

    name: str
    finding: str
    reading: str
    height: int
    figure: Figure
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    narrow: Figure = field(default_factory=dict)
    order: str = "as on the page"


class ScoredTrust(NamedTuple):
    """A trust as charts mark it. ``score`` is None when it has none; ``href`` is its page."""

    code: str
    name: str
    href: str
    segment: int | None
    score: float | None

    @property
    def label(self) -> str:
        """For a figure, where a name must not be taken for a tag."""
        return escape(f"{self.name} ({self.code})", quote=False)


class DomainCell(NamedTuple):
    """A trust's score in one domain, and its quarter (1 best to 4); each may be None."""

    score: float | None
    segment: int | None
