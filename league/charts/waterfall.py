"""From the best possible score to a trust's average: what each metric adds, by domain."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from league.rules.waterfall import Part
from league.rules.wording import inside, number, score

from . import drawing, palette
from .chart import Chart, Column, Figure, Row

_ROW_HEIGHT, _REST = 32, 120
_ROOM = 0.14
"""Right of the longest bar, for its figure."""
_BARS = 0.62
"""Part of a row's height that its bar takes."""
READING = (
    "Each bar starts where the one above it ends. Together they lead from 1.00, the score of a "
    "trust that is the best in everything, to the average. A longer bar costs the trust more. "
    "Striped bars are metrics that score worse than the trust's own average, plain ones score no "
    "worse, and pale ones are all of a domain together. Dashed lines mark where segments end."
)
_COLUMNS = (
    Column("metric", "Metric"),
    Column("metric_id", "Code", meaning="NHS England's id of the metric."),
    Column("domain", "Domain"),
    Column("score", "Score", 4, meaning="From 1 (best) to 4, as computed."),
    Column("weight", "Weight", 4, meaning="Its share in the average."),
    Column(
        "contribution",
        "Part of the average",
        4,
        meaning="Weight times score, divided by the sum of the weights; all sum to the average.",
        measured=True,
    ),
    Column(
        "added",
        "Added to 1.00",
        4,
        meaning="Weight times what the score is above 1, divided by the sum of the weights.",
        measured=True,
    ),
    Column(
        "so_far",
        "Average so far",
        4,
        meaning="1.00 and all that was added down to this row; the last row's is the average.",
        measured=True,
    ),
)


@dataclass(frozen=True)
class Step:
    """One metric's part, with its name, that of its domain and the page it leads to."""

    part: Part
    name: str
    domain: str
    href: str


@dataclass(frozen=True)
class Waterfall:
    """``steps`` in order, domain by domain; ``cuts`` are where segments 1, 2 and 3 end."""

    name: str
    cuts: tuple[float, ...]
    steps: tuple[Step, ...]

    @property
    def average(self) -> float:
        return self.steps[-1].part.end if self.steps else drawing.BEST

    @property
    def by_domain(self) -> tuple[tuple[str, tuple[Step, ...]], ...]:
        grouped = groupby(self.steps, key=lambda step: step.domain)
        return tuple((domain, tuple(steps)) for domain, steps in grouped)


def chart(given: Waterfall) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(_row(step) for step in given.steps),
        narrow={
            "layout": {
                "margin": {"l": 140, "r": 36},
                "font": {"size": 12},
                "annotations": [*_labels(given, 24, 11), *_cut_notes(given, short=True)],
            }
        },
        order="by domain, in each the metric that adds most first",
    )


def height(given: Waterfall) -> int:
    return _ROW_HEIGHT * len(_lines(given)) + _REST


def finding(given: Waterfall) -> str:
    """Which domain adds most to the best possible score."""
    total = given.average - drawing.BEST
    if not given.steps or total < 0.00005:
        return "Every metric has the best possible score"
    sums = {domain: sum(s.part.added for s in steps) for domain, steps in given.by_domain}
    most = max(sums, key=lambda domain: sums[domain])
    return (
        f"Of the {score(total)} by which its average is worse than 1.00, {inside(most)} makes "
        f"{score(sums[most])}"
    )


def _row(step: Step) -> Row:
    part, metric = step.part, step.part.metric
    return Row(
        (
            step.name,
            metric.key,
            step.domain,
            metric.score,
            metric.weight,
            metric.contribution,
            part.added,
            part.end,
        ),
        step.href,
    )


@dataclass(frozen=True)
class _Line:
    """A row of the figure: a domain together, one metric, or the average at the end."""

    label: str
    start: float
    length: float
    step: Step | None = None

    @property
    def strong(self) -> bool:
        return self.step is None


def _lines(given: Waterfall) -> list[_Line]:
    found: list[_Line] = []
    for domain, steps in given.by_domain:
        start, end = steps[0].part.start, steps[-1].part.end
        found.append(_Line(domain, start, end - start))
        found += [_Line(it.name, it.part.start, it.part.added, it) for it in steps]
    found.append(_Line("Average", drawing.BEST, given.average - drawing.BEST))
    return found


def _figure(given: Waterfall) -> Figure:
    lines = _lines(given)
    end = min(drawing.WORST, max([given.average, *_reached(given)])) + _ROOM
    layout = {
        "barmode": "overlay",
        "margin": {"l": 320, "r": 40, "t": 48, "b": 56},
        "xaxis": drawing.axis(
            "Average so far", range=[drawing.BEST, end], dtick=0.5, tickformat=".1f"
        ),
        "yaxis": drawing.bare_axis(
            range=[len(lines) - 0.5, -0.5], showticklabels=False, automargin=False
        ),
        "shapes": [drawing.line("x", cut) for cut in _reached(given)],
        "annotations": [*_labels(given, 60, 14), *_cut_notes(given, short=False)],
    }
    return drawing.figure(list(_traces(given, lines)), layout, height=height(given))


def _reached(given: Waterfall) -> list[float]:
    """The cuts that the average passes, and the next one."""
    passed = [cut for cut in given.cuts if cut < given.average]
    return list(given.cuts[: len(passed) + 1])


def _traces(given: Waterfall, lines: Sequence[_Line]) -> Iterator[Any]:
    places = list(enumerate(lines))
    own = given.average
    for kind in _KINDS:
        chosen = [each for each in places if _better(each[1], own) is kind.better]
        yield _bars(kind, chosen)


@dataclass(frozen=True)
class _Kind:
    """A kind of bars, told by its pattern and shade."""

    better: bool | None
    colour: str
    edge: str
    pattern: str


_KINDS = (
    _Kind(True, palette.BLUE, palette.BLUE, ""),
    _Kind(False, palette.PAPER, palette.INK, "/"),
    _Kind(None, palette.SHADE, palette.LINE, ""),
)


def _better(line: _Line, average: float) -> bool | None:
    """Whether a metric's score is no worse than the average; None for what is no metric."""
    return None if line.step is None else line.step.part.metric.score <= average


def _bars(kind: _Kind, chosen: Sequence[tuple[int, _Line]]) -> Any:
    pattern = {"shape": kind.pattern, "fgcolor": palette.INK, "size": 6}
    return go.Bar(
        orientation="h",
        width=_BARS,
        base=[line.start for _, line in chosen],
        x=[line.length for _, line in chosen],
        y=[place for place, _ in chosen],
        marker={
            "color": kind.colour,
            "line": {"color": kind.edge, "width": 1},
            "pattern": pattern,
        },
        text=[_figure_of(line) for _, line in chosen],
        textposition="outside",
        textfont={"size": 13, "color": palette.INK},
        cliponaxis=False,
        customdata=["" if line.step is None else line.step.href for _, line in chosen],
        hovertext=[_hover(line) for _, line in chosen],
        hoverinfo="text",
    )


def _figure_of(line: _Line) -> str:
    if line.label == "Average" and line.step is None:
        return score(line.start + line.length)
    return f"+{score(line.length)}" if line.length >= 0.005 else "0"


def _hover(line: _Line) -> str:
    name = escape(line.label, quote=False)
    if line.step is None:
        return f"{name}: {score(line.start)} to {score(line.start + line.length)}"
    metric = line.step.part.metric
    return (
        f"{name}<br>Score {score(metric.score)}, weight {number(metric.weight, 2)}<br>"
        f"adds {number(line.length, 4)}"
    )


def _labels(given: Waterfall, width: int, size: int) -> list[dict[str, Any]]:
    """Names left of the bars, those of domains bold."""
    return [
        drawing.note(
            "<br>".join(textwrap.wrap(escape(line.label, quote=False), width)),
            strong=line.strong,
            x=0,
            xref="paper",
            xanchor="right",
            xshift=-6,
            y=place,
            align="right",
            bgcolor="rgba(0,0,0,0)",
            font={"size": size, "color": palette.INK, "weight": 700 if line.strong else 400},
        )
        for place, line in enumerate(_lines(given))
    ]


def _cut_notes(given: Waterfall, *, short: bool) -> list[dict[str, Any]]:
    start = "" if short else "Segment {} ends<br>"
    return [
        drawing.note(
            start.format(place) + score(cut),
            x=cut,
            y=1,
            yref="paper",
            yanchor="bottom",
            font={"size": 12, "color": palette.QUIET},
        )
        for place, cut in enumerate(_reached(given), start=1)
    ]
