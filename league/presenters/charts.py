"""Charts as templates take them: a finished view, a table in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from league.charts.chart import Cell, Chart, Column
from league.models import Quarter

from . import wording
from .downloads.links import twins
from .hrefs import href
from .links import Link


@dataclass(frozen=True)
class Offer:
    """A chart that can be made; what it says and its height are known before."""

    name: str
    title: str
    finding: str
    reading: str
    height: int
    make: Callable[[], Chart]


@dataclass(frozen=True)
class ChartView:
    """A chart on a page, drawn when the reader comes near.

    ``title`` says what it shows, ``finding`` what it says; ``height`` is in pixels, kept free
    for it. Its figure comes from ``figure_href``, or from ``figure_json`` where that is given.
    """

    name: str
    title: str
    finding: str
    reading: str
    height: int
    page_href: str
    files: tuple[Link, ...]
    """Its table as files."""
    figure_href: str = ""
    figure_json: dict[str, object] | None = None

    @property
    def label(self) -> str:
        """What a screen reader says in place of the picture."""
        return f"Chart: {self.finding}. Its table has the same figures."


@dataclass(frozen=True)
class Place:
    """Where charts of one kind stand: whose figures they show, and below which page.

    Their addresses are ``kind``, ``kind-figure`` and ``kind-file`` with these ``args`` and the
    chart's name; ``stem`` begins the names of their files.
    """

    quarter: Quarter
    whose: str
    parent: Link
    stem: str
    kind: str
    args: tuple[str, ...]
    query: str = ""
    """What their addresses ask for beside it, such as which trusts; without its mark."""
    code: str = ""
    """Of the one trust that they are about."""


def view(quarter: Quarter, trust_type: str, offer: Offer, reading: str = "") -> ChartView:
    """A league table's chart with its addresses; ``reading`` where no group of charts says it."""
    return view_at("league-chart", (trust_type, quarter.slug), offer, reading)


def view_at(
    kind: str, args: tuple[str, ...], offer: Offer, reading: str = "", query: str = ""
) -> ChartView:
    """A chart with its addresses: ``kind``, ``args`` and ``query`` as in :class:`Place`."""
    where, asked = [*args, offer.name], f"?{query}" if query else ""
    page_href = f"{href(kind, *where)}{asked}"
    return ChartView(
        name=offer.name,
        title=offer.title,
        finding=offer.finding,
        reading=reading,
        height=offer.height,
        page_href=page_href,
        files=twins(page_href),
        figure_href=f"{href(f'{kind}-figure', *where)}{asked}",
    )


@dataclass(frozen=True)
class TableCell:
    text: str
    numeric: bool
    href: str = ""


@dataclass(frozen=True)
class ChartTable:
    """The table of a chart, in words; the first cell of a row names it."""

    caption: str
    headings: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def payload(chart: Chart, *, title: str, source: str, file_name: str) -> dict[str, object]:
    """What the script draws from; the last three are for the picture that readers take away."""
    return {
        "figure": chart.figure,
        "narrow": chart.narrow,
        "finding": chart.finding,
        "title": title,
        "source": source,
        "file_name": file_name,
    }


def payload_bytes(given: dict[str, object]) -> bytes:
    """As JSON without blanks; figures that are not finite are refused with a ValueError."""
    return json.dumps(given, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()


def table(chart: Chart, caption: str) -> ChartTable:
    """Every cell in words: a missing figure says that it is missing."""
    return ChartTable(
        caption=caption,
        headings=tuple(TableCell(column.heading, _is_number(column)) for column in chart.columns),
        rows=tuple(
            tuple(
                TableCell(_words(column, cell), _is_number(column), "" if place else row.href)
                for place, (column, cell) in enumerate(zip(chart.columns, row.cells, strict=True))
            )
            for row in chart.rows
        ),
    )


def _is_number(column: Column) -> bool:
    return column.decimals is not None


def _words(column: Column, cell: Cell) -> str:
    if cell is None or cell == "":
        return column.missing
    return cell if isinstance(cell, str) else wording.number(cell, column.decimals)
