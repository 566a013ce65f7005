"""What every chart consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

Figure = dict[str, Any]
"""A plotly figure as plain JSON: ``{"data": [...], "layout": {...}}``."""

Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """``key`` names it for programs; ``decimals`` is None for words; ``missing`` stands for a
    cell that is None."""

    key: str
    label: str
    decimals: int | None = None
    missing: str = "No data"


@dataclass(frozen=True)
class Row:
    """``cells`` in the order of the columns, the first names the row; ``href`` leads to it."""

    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """``name`` is its part of an address, ``finding`` its title, ``reading`` how to read it.

    ``height`` is in pixels, whatever the width. ``narrow`` holds what differs on a narrow
    screen: ``{"layout": {...}, "trace": {...}}``, the latter for every trace.
    """

    name: str
    finding: str
    reading: str
    height: int
    figure: Figure
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    narrow: Figure = field(default_factory=dict)


@dataclass(frozen=True)
class ScoredTrust:
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
