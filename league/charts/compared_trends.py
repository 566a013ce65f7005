"""Average scores of several trusts over the quarters, a line for each.

Lines break where the edition changes, because scores of two editions cannot be compared, and
where a quarter has no results or no figure. Trusts are told apart by symbol and dash as well as
by colour; the legend names them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import score

from . import drawing, palette, quarter_axis
from .chart import AVERAGE, CODE, LEAGUE_RANK, NAME, Chart, Column, Figure, Row
from .trend_points import Gap, QuarterPoint, runs

HEIGHT = 440
READING = (
    "A line is a trust, the best on top. Lines break where the framework changed, because scores "
    "of two frameworks cannot be compared, and where a quarter has no results here."
)
_COLUMNS = (
    NAME,
    CODE,
    Column("quarter", "Quarter"),
    Column("framework", "Framework"),
    AVERAGE,
    Column("likely_score_low", "Likely score from", 2, "Not known"),
    Column("likely_score_high", "Likely score to", 2, "Not known"),
    LEAGUE_RANK,
)


@dataclass(frozen=True)
class _Look:
    """``colour`` is at least 3 to 1 on white."""

    colour: str
    symbol: str
    dash: str


_LOOKS = (
    _Look("#005eb8", "circle", "solid"),
    _Look("#aa2016", "square", "dash"),
    _Look("#007235", "diamond", "dot"),
    _Look("#330072", "triangle-up", "dashdot"),
    _Look("#8a5f00", "x", "longdash"),
    _Look("#212b32", "cross", "longdashdot"),
)
MOST = len(_LOOKS)


@dataclass(frozen=True)
class TrustLine:
    """``short`` is the trust's name in the legend; ``quarters`` come in order of time."""

    name: str
    short: str
    code: str
    quarters: tuple[QuarterPoint, ...]


@dataclass(frozen=True)
class ComparedTrends:
    """At most :data:`MOST` trusts, each in the quarters that it has results of."""

    name: str
    trusts: tuple[TrustLine, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def quarters(self) -> tuple[QuarterPoint, ...]:
        """Each quarter that any of them has results of, once, in order of time."""
        found = {point.order: point for line in self.trusts for point in line.quarters}
        return tuple(found[order] for order in sorted(found))


def chart(given: ComparedTrends) -> Chart:
    """Raises ValueError for more trusts than can be told apart."""
    if len(given.trusts) > MOST:
        raise ValueError(f"{len(given.trusts)} lines cannot be told apart.")
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=HEIGHT,
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(_row(line, point) for line in given.trusts for point in line.quarters),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis": {"tickangle": -90},
            }
        },
        order="by trust, oldest quarter first",
    )


def finding(given: ComparedTrends) -> str:
    """How many got better and worse from the last quarter but one, where both can be compared."""
    scored = [point for point in given.quarters if _scored(given, point.order)]
    if not scored:
        return "None of these trusts has an average score yet"
    last = scored[-1]
    before = [p for p in scored if p.edition == last.edition and p.order < last.order]
    if not before:
        return f"{_ends(given, last)} in {last.label}, the first quarter of its framework here"
    was, now = _scored(given, before[-1].order), _scored(given, last.order)
    both = [code for code in now if code in was]
    if not both:
        return f"{_ends(given, last)} in {last.label}"
    better = sum(now[code] < was[code] for code in both)
    worse = sum(now[code] > was[code] for code in both)
    return (
        f"From {before[-1].label} to {last.label} the average score got better for "
        f"{better or 'none'} of {len(both)} trusts and worse for {worse or 'none'}"
    )


def _scored(given: ComparedTrends, order: int) -> dict[str, float]:
    """Scores of a quarter by code, to two decimals as they are published."""
    return {
        line.code: round(point.average, 2)
        for line in given.trusts
        for point in line.quarters
        if point.order == order and point.average is not None
    }


def _ends(given: ComparedTrends, quarter: QuarterPoint) -> str:
    found = sorted(_scored(given, quarter.order).values())
    if found[0] == found[-1]:
        return f"Average score {score(found[0])}"
    return f"Average scores from {score(found[0])} to {score(found[-1])}"


def _row(line: TrustLine, point: QuarterPoint) -> Row:
    return Row(
        (line.name, line.code, point.label, point.edition, point.average, point.low, point.high,
         point.rank),
        point.href,
    )  # fmt: skip


def _figure(given: ComparedTrends) -> Figure:
    layout = {
        "xaxis": drawing.axis(**quarter_axis.time(given.quarters, given.gaps)),
        "yaxis": drawing.score_axis("Average score", reverse=True),
        "shapes": list(quarter_axis.breaks(given.quarters)),
        "annotations": list(quarter_axis.frameworks(given.quarters)),
        "showlegend": True,
        "legend": drawing.legend(y=1.08),
        "margin": {"l": 16, "r": 16, "t": 40, "b": 64},
    }
    looks = zip(given.trusts, _LOOKS, strict=False)
    traces = [trace for line, look in looks for trace in _line(line, look)]
    return drawing.figure(traces, layout, height=HEIGHT)


def _line(line: TrustLine, look: _Look) -> list[Any]:
    """One trace for each run of quarters; the legend names the first."""
    return [
        _run(line, run, look, is_first=place == 0) for place, run in enumerate(runs(line.quarters))
    ]


def _run(line: TrustLine, run: Sequence[QuarterPoint], look: _Look, *, is_first: bool) -> Any:
    label = escape(f"{line.name} ({line.code})", quote=False)
    return go.Scatter(
        x=[point.order for point in run],
        y=[point.average for point in run],
        mode="lines+markers",
        connectgaps=False,
        name=escape(line.short, quote=False),
        legendgroup=line.code,
        showlegend=is_first,
        cliponaxis=False,
        line={"color": look.colour, "width": 2.5, "dash": look.dash},
        marker={
            "color": look.colour,
            "symbol": look.symbol,
            "size": 11,
            "line": {"color": palette.PAPER, "width": 1},
        },
        customdata=[point.href for point in run],
        hovertext=[f"{label}<br>{point.label}: {_said(point)}" for point in run],
        hoverinfo="text",
    )


def _said(point: QuarterPoint) -> str:
    return "no score" if point.average is None else score(point.average)
