"""Run chart of one trust: average score and league rank over the quarters, beside its peers.

There are too few quarters for control limits: the band is the middle half of the trust's type.
Lines break where the edition changes, because scores of two editions cannot be compared, and
where a quarter has no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import ordinal, score

from . import drawing, palette
from .chart import Chart, Column, Figure, Row
from .quantiles import Quartiles, quartiles

HEIGHT = 560
_READING = (
    "The line is the trust; the grey band is the middle half of the trusts of its type and the "
    "dashed line their median. The best is on top. The line breaks where the framework changed, "
    "because scores of two frameworks cannot be compared."
)
_COLUMNS = (
    Column("quarter", "Quarter"),
    Column("framework", "Framework"),
    Column("average_metric_score", "Average score", 2),
    Column("likely_score_low", "Likely score from", 2, "Not known"),
    Column("likely_score_high", "Likely score to", 2, "Not known"),
    Column("peers_lower_quartile", "Quarter of its type up to", 2),
    Column("peers_median", "Median of its type", 2),
    Column("peers_upper_quartile", "Three quarters of its type up to", 2),
    Column("league_rank", "League rank", 0, "Not ranked"),
    Column("trusts_ranked", "Trusts ranked", 0),
)


@dataclass(frozen=True)
class QuarterPoint:
    """One quarter, in order of time; figures are None where the trust has none.

    ``peers`` are the average scores of all trusts of its type, its own among them.
    """

    label: str
    href: str
    edition: str
    average: float | None
    low: float | None
    high: float | None
    rank: int | None
    peers: tuple[float, ...]
    revised: bool = False


@dataclass(frozen=True)
class Trend:
    name: str
    trust: str
    whose: str
    quarters: tuple[QuarterPoint, ...]


Runs = list[list[tuple[int, QuarterPoint]]]


def chart(given: Trend) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=_READING,
        height=HEIGHT,
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(_row(point) for point in given.quarters),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis2": {"tickangle": -90},
            }
        },
    )


def finding(given: Trend) -> str:
    """The last change within one edition, and whether it is within the likely range."""
    scored = [point for point in given.quarters if point.average is not None]
    if not scored:
        return f"{given.trust} has no average score yet"
    last = scored[-1]
    run = [point for point in scored if point.edition == last.edition]
    now = score(last.average or 0)
    if len(run) < 2:
        return f"Average score {now} in {last.label}, the first quarter of its framework here"
    return f"{_change(run[-2], last)} in {last.label}"


def _change(before: QuarterPoint, last: QuarterPoint) -> str:
    was, now = before.average or 0, last.average or 0
    moved = f"from {score(was)} in {before.label} to {score(now)}"
    if score(was) == score(now):
        return f"Average score unchanged at {score(now)}"
    if last.low is not None and last.high is not None and last.low <= was <= last.high:
        return f"Little change in the average score, {moved}, which is within its likely range,"
    return f"Average score {'better' if now < was else 'worse'}, {moved}"


def _row(point: QuarterPoint) -> Row:
    middle = quartiles(point.peers)
    spread = (middle.low, middle.median, middle.high) if middle else (None, None, None)
    label = f"{point.label} (revised)" if point.revised else point.label
    return Row(
        (label, point.edition, point.average, point.low, point.high, *spread, point.rank,
         len(point.peers) or None),
        point.href,
    )  # fmt: skip


def _figure(given: Trend) -> Figure:
    runs = _runs(given.quarters)
    ranks = [len(point.peers) for point in given.quarters]
    labels = [f"{q.label}{'<br>revised' if q.revised else ''}" for q in given.quarters]
    across: dict[str, Any] = {
        "range": [-0.5, len(labels) - 0.5],
        "tickvals": list(range(len(labels))),
        "showgrid": False,
    }
    layout = {
        "xaxis": drawing.axis(anchor="y", showticklabels=False, **across),
        "yaxis": drawing.score_axis("Average score", reverse=True, domain=[0.56, 1]),
        "xaxis2": drawing.axis(anchor="y2", ticktext=labels, **across),
        "yaxis2": _rank_axis(max(ranks, default=1)),
        "shapes": list(_breaks(runs)),
        "annotations": list(_frameworks(runs)),
        "margin": {"l": 16, "r": 16, "t": 40, "b": 48},
    }
    traces = [trace for run in runs for trace in _run(given, run)]
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


def _runs(quarters: Sequence[QuarterPoint]) -> Runs:
    """Quarters of one edition in sequence, each with its place."""
    places = enumerate(quarters)
    return [list(run) for _, run in groupby(places, key=lambda pair: pair[1].edition)]


def _breaks(runs: Runs) -> Iterator[dict[str, Any]]:
    for run in runs[1:]:
        yield drawing.line("x", run[0][0] - 0.5)


def _frameworks(runs: Runs) -> Iterator[dict[str, Any]]:
    """The edition's name above its quarters."""
    for run in runs:
        middle = (run[0][0] + run[-1][0]) / 2
        text = run[0][1].edition
        yield drawing.note(text, x=middle, y=1, yref="paper", yanchor="bottom")


def _run(given: Trend, run: Sequence[tuple[int, QuarterPoint]]) -> list[Any]:
    """Traces of one edition: the peers' band and median, the trust's score and rank."""
    places = [place for place, _ in run]
    points = [point for _, point in run]
    known = [(place, middle) for place, p in run if (middle := quartiles(p.peers))]
    return [
        *_band(known),
        _line(given, places, points, [point.average for point in points], "x", "y"),
        _line(given, places, points, [point.rank for point in points], "x2", "y2"),
    ]


def _band(known: Sequence[tuple[int, Quartiles]]) -> Iterator[Any]:
    """As wide as a quarter at both ends, so that a single quarter shows too."""
    if not known:
        return
    spread = [(place + side, middle) for place, middle in known for side in (-0.3, 0.3)]
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


def _line(
    given: Trend,
    places: Sequence[int],
    points: Sequence[QuarterPoint],
    figures: Sequence[float | int | None],
    xaxis: str,
    yaxis: str,
) -> Any:
    texts = [_shown(figure) for figure in figures]
    return go.Scatter(
        x=list(places),
        y=list(figures),
        mode="lines+markers+text",
        connectgaps=False,
        name=given.trust,
        text=texts,
        textposition="top center" if yaxis == "y" else "bottom center",
        cliponaxis=False,
        textfont={"size": 13, "color": palette.INK},
        line={"color": palette.BLUE, "width": 2.5},
        marker={"color": palette.BLUE, "size": 10, "line": {"color": palette.PAPER, "width": 1}},
        customdata=[point.href for point in points],
        hovertext=[f"{p.label}<br>{text}" for p, text in zip(points, texts, strict=True)],
        hoverinfo="text",
        xaxis=xaxis,
        yaxis=yaxis,
    )


def _shown(figure: float | int | None) -> str:
    if figure is None:
        return ""
    return ordinal(figure) if isinstance(figure, int) else score(figure)
