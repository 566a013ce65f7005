"""The figure of the chart of contributions: bars that start where the one above ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import number, score

from . import drawing, palette
from .chart import Figure
from .waterfall_steps import Step, Waterfall

_ROOM = 0.14
"""Right of the longest bar, for its figure."""
_NOTHING = 1e-9
_BARS = 0.62
"""Part of a row's height that its bar takes."""


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


def lines_of(given: Waterfall) -> list[_Line]:
    found: list[_Line] = []
    for domain, steps in given.by_domain:
        start, end = steps[0].part.start, steps[-1].part.end
        found.append(_Line(domain, start, end - start))
        found += [_Line(it.name, it.part.start, it.part.added, it) for it in steps]
    found.append(_Line("Average", drawing.BEST, given.average - drawing.BEST))
    return found


def figure(given: Waterfall, height: int) -> Figure:
    """The bars, each with its name, domain by domain, and the average at the end."""
    lines = lines_of(given)
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
        "annotations": [*labels(given, 60, 14), *cut_notes(given, short=False)],
    }
    return drawing.figure(list(_traces(given, lines)), layout, height=height)


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
    return f"+{score(line.length)}" if line.length > _NOTHING else "0"


def _hover(line: _Line) -> str:
    name = escape(line.label, quote=False)
    if line.step is None:
        return f"{name}: {score(line.start)} to {score(line.start + line.length)}"
    metric = line.step.part.metric
    return (
        f"{name}<br>Score {score(metric.score)}, weight {number(metric.weight, 2)}<br>"
        f"adds {number(line.length, 4)}"
    )


def labels(given: Waterfall, width: int, size: int) -> list[dict[str, Any]]:
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
        for place, line in enumerate(lines_of(given))
    ]


def cut_notes(given: Waterfall, *, short: bool) -> list[dict[str, Any]]:
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
