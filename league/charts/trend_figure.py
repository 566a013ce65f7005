"""The figure of a trust's run chart: its score above, its rank below, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import ordinal, score

from . import drawing, palette, quarter_axis
from .chart import Figure
from .trend_points import QuarterPoint, Trend, runs

HEIGHT = 600
_BAND = 0.3
"""Half the width of a quarter's own part of the band, so that a single quarter shows too."""


def figure(given: Trend) -> Figure:
    across = quarter_axis.time(given.quarters, given.gaps)
    layout = {
        "xaxis": drawing.axis(anchor="y", showticklabels=False, **across),
        "yaxis": drawing.score_axis("Average score", reverse=True, domain=[0.56, 1]),
        "xaxis2": drawing.axis(anchor="y2", **across),
        "yaxis2": _rank_axis(max((point.ranked for point in given.quarters), default=1)),
        "shapes": list(quarter_axis.breaks(given.quarters)),
        "annotations": list(quarter_axis.frameworks(given.quarters)),
        "margin": {"l": 16, "r": 16, "t": 40, "b": 64},
    }
    traces = [trace for run in runs(given.quarters) for trace in _run(given, run)]
    return drawing.figure(traces, layout, height=HEIGHT)


def _rank_axis(last: int) -> dict[str, Any]:
    """The first place on top, the last at the bottom, with room for marks on both."""
    room = max(1.0, last * 0.06)
    ticks = sorted({1, max(1, round(last / 2)), max(1, last)})
    return drawing.axis(
        "League rank",
        range=[last + room, 1 - room],
        domain=[0, 0.42],
        tickvals=ticks,
        ticktext=[ordinal(tick) for tick in ticks],
    )


def _run(given: Trend, run: Sequence[QuarterPoint]) -> list[Any]:
    """Traces of one run: the peers' band and median, the trust's score and rank."""
    scores = [_Mark(p.average, p.low, p.high, score(p.average or 0)) for p in run]
    ranks = [_Mark(p.rank, p.rank_low, p.rank_high, ordinal(p.rank or 0)) for p in run]
    return [
        *_band(run),
        _line(given, run, scores, "x", "y"),
        _line(given, run, ranks, "x2", "y2"),
    ]


def _band(run: Sequence[QuarterPoint]) -> Iterator[Any]:
    spread = [
        (point.order + side, point.peers)
        for point in run
        if point.peers
        for side in (-_BAND, _BAND)
    ]
    if not spread:
        return
    across = [place for place, _ in spread]
    quiet = {"mode": "lines", "hoverinfo": "skip", "xaxis": "x", "yaxis": "y"}
    edge = {"width": 0}
    yield go.Scatter(x=across, y=[middle.low for _, middle in spread], line=edge, **quiet)
    yield go.Scatter(
        x=across, y=[middle.high for _, middle in spread], line=edge,
        fill="tonexty", fillcolor=palette.SHADE, **quiet,
    )  # fmt: skip
    dashed = {"color": palette.QUIET, "dash": "dash", "width": 1.5}
    yield go.Scatter(x=across, y=[middle.median for _, middle in spread], line=dashed, **quiet)


@dataclass(frozen=True)
class _Mark:
    """A figure with its likely range, and how it is written; nothing where it is missing."""

    figure: float | None
    low: float | None
    high: float | None
    words: str

    @property
    def text(self) -> str:
        return self.words if self.figure is not None else ""

    @property
    def reach(self) -> tuple[float, float]:
        """How far the range lies below and above the figure, which may be outside of it."""
        if self.figure is None or self.low is None or self.high is None:
            return 0, 0
        return max(0, self.figure - self.low), max(0, self.high - self.figure)


def _beside(mark: _Mark | None, after: _Mark | None) -> str:
    """Where a figure is written: right of its stroke, on the side that the line leaves free.
    The best is on top, so that a line falls where the next figure is higher."""
    if mark is None or after is None or mark.figure is None or after.figure is None:
        return "middle right"
    return "top right" if after.figure >= mark.figure else "bottom right"


def _line(
    given: Trend, run: Sequence[QuarterPoint], marks: Sequence[_Mark], xaxis: str, yaxis: str
) -> Any:
    return go.Scatter(
        x=[point.order for point in run],
        y=[mark.figure for mark in marks],
        mode="lines+markers+text",
        connectgaps=False,
        name=given.trust,
        text=[mark.text for mark in marks],
        textposition=[_beside(mark, after) for mark, after in pairwise([*marks, None])],
        cliponaxis=False,
        textfont={"size": 13, "color": palette.INK},
        line={"color": palette.BLUE, "width": 2.5},
        marker={"color": palette.BLUE, "size": 10, "line": {"color": palette.PAPER, "width": 1}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [mark.reach[1] for mark in marks],
            "arrayminus": [mark.reach[0] for mark in marks],
            "color": palette.BLUE,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[point.href for point in run],
        hovertext=[f"{p.label}<br>{mark.text}" for p, mark in zip(run, marks, strict=True)],
        hoverinfo="text",
        xaxis=xaxis,
        yaxis=yaxis,
    )
