"""A trust's domain scores as bars, over the middle half and the median of its type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import score

from . import drawing, palette
from .chart import Chart, Column, Figure, Row

READING = (
    "A bar is the trust's score in a domain: the shorter, the better. The grey band behind it "
    "holds the middle half of the trusts of its type, the upright mark is their median."
)
_ROW, _ENDS = 56, 96

_COLUMNS = (
    Column("domain", "Domain", meaning="Area of the framework."),
    Column(
        "score", "Score", 2, "Not scored", meaning="The trust's domain score, 1.00 (best) to 4.00."
    ),
    Column(
        "domain_segment",
        "Domain segment",
        0,
        "None",
        meaning="Which quarter of all trusts' domain scores it is in, 1 (best) to 4.",
    ),
    Column("type_median", "Median of its type", 2, meaning="Of the trusts of its type."),
    Column("type_lower_quartile", "Lower quartile of its type", 2, meaning="A quarter is below."),
    Column("type_upper_quartile", "Upper quartile of its type", 2, meaning="A quarter is above."),
    Column("place", "Place in its type", 0, "Not placed", meaning="By score; 1 is best."),
    Column("of", "Trusts with a score", 0, meaning="Trusts of its type with a score there."),
)


@dataclass(frozen=True)
class DomainBar:
    """Figures are None where they are not known; ``href`` leads to the domain's table."""

    name: str
    short: str
    href: str
    score: float | None
    segment: int | None
    median: float | None = None
    lower: float | None = None
    upper: float | None = None
    place: int | None = None
    of: int | None = None


@dataclass(frozen=True)
class DomainBars:
    """``whose`` names the type: ``acute trusts``."""

    name: str
    whose: str
    domains: tuple[DomainBar, ...]


def chart(given: DomainBars) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(_row(each) for each in given.domains),
        narrow={"layout": {"margin": {"l": 8, "r": 8}, "font": {"size": 12}}},
        order="in the framework's order",
    )


def height(given: DomainBars) -> int:
    return _ENDS + _ROW * max(len(given.domains), 1)


def finding(given: DomainBars) -> str:
    """In how many domains it does better than the median of its type."""
    compared = [(each.score, each.median) for each in given.domains]
    known = [(own, middle) for own, middle in compared if own is not None and middle is not None]
    if not known:
        return f"No domain score can be set beside those of {given.whose}"
    better = sum(own < middle for own, middle in known)
    domains = f"{len(known)} domain{'' if len(known) == 1 else 's'}"
    return f"Better than the median of {given.whose} in {better} of {domains}"


def _row(each: DomainBar) -> Row:
    return Row(
        (each.name, each.score, each.segment, each.median, each.lower, each.upper, each.place,
         each.of),
        each.href,
    )  # fmt: skip


def _figure(given: DomainBars) -> Figure:
    shown = [each for each in given.domains if each.score is not None]
    layout = {
        "margin": {"l": 16, "r": 16, "t": 40, "b": 48},
        "showlegend": True,
        "legend": drawing.legend(traceorder="normal"),
        "barmode": "overlay",
        "xaxis": drawing.score_axis("Domain score"),
        "yaxis": drawing.bare_axis(
            tickvals=list(range(len(shown))),
            ticktext=[escape(each.short, quote=False) for each in shown],
            range=[len(shown) - 0.4, -0.6],
        ),
    }
    made = [_band(shown, given.whose), _bars(shown), _medians(shown, given.whose)]
    return drawing.figure([each for each in made if each], layout, height=height(given))


def _bars(shown: Sequence[DomainBar]) -> Any:
    return go.Bar(
        orientation="h",
        name="This trust",
        base=drawing.BEST,
        x=[round((each.score or 0) - drawing.BEST, 2) for each in shown],
        y=list(range(len(shown))),
        width=0.32,
        marker={"color": palette.BLUE},
        customdata=[each.href for each in shown],
        hovertext=[_words(each) for each in shown],
        hoverinfo="text",
    )


def _band(shown: Sequence[DomainBar], whose: str) -> Any:
    some = [(at, e) for at, e in enumerate(shown) if e.lower is not None and e.upper is not None]
    if not some:
        return None
    return go.Bar(
        orientation="h",
        name=f"Middle half of {whose}",
        base=[each.lower for _, each in some],
        x=[round((each.upper or 0) - (each.lower or 0), 4) for _, each in some],
        y=[at for at, _ in some],
        width=0.72,
        marker={"color": palette.GRID},
        hoverinfo="skip",
    )


def _medians(shown: Sequence[DomainBar], whose: str) -> Any:
    some = [(at, each) for at, each in enumerate(shown) if each.median is not None]
    if not some:
        return None
    return go.Scatter(
        x=[each.median for _, each in some],
        y=[at for at, _ in some],
        mode="markers",
        name=f"Median of {whose}",
        marker={
            "symbol": "line-ns",
            "size": 26,
            "color": palette.INK,
            "line": {"color": palette.INK, "width": 3},
        },
        hoverinfo="skip",
    )


def _words(each: DomainBar) -> str:
    start = f"{escape(each.name, quote=False)}<br>{score(each.score or 0)}"
    if each.median is None:
        return start
    return f"{start}, median of its type {score(each.median)}"
