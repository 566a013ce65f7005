"""What each metric did to a trust's average since the quarter before: bars by metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from . import drawing, palette
from .bridge import signed
from .chart import Chart, Column, Figure, Row

READING = (
    "A bar is what a metric did to the average score: to the left is better, to the right worse. "
    "It consists of its parts, as named above the bars; parts of one metric may pull both ways."
)
_ROW, _ENDS = 44, 136
_LINE = 19
"""Letters in a line of a name on a narrow screen."""

PARTS = {
    "own": ("Own figures", palette.BLUE, ""),
    "peers": ("Peers' figures", palette.LINE, "/"),
    "together": ("Own and peers' figures together", palette.BLUE, ""),
    "entered": ("Scored only now", "#007235", "."),
    "left": ("Scored only before", "#8a5f00", "x"),
    "rules": ("Another rule", "#330072", "-"),
}
"""Name, colour and hatching of each part that a metric can have."""


@dataclass(frozen=True)
class MovedMetric:
    """Figures are None where there are none; ``parts`` above zero made the average worse."""

    name: str
    href: str
    unit_before: str
    unit_after: str
    value_before: float | None
    value_after: float | None
    score_before: float | None
    score_after: float | None
    parts: dict[str, float]
    amount: float


@dataclass(frozen=True)
class MovedMetrics:
    """In the order in which they are shown."""

    name: str
    before_label: str
    after_label: str
    metrics: tuple[MovedMetric, ...]

    @property
    def shown_parts(self) -> tuple[str, ...]:
        """The parts that any metric has, in the order of :data:`PARTS`."""
        had = {part for metric in self.metrics for part in metric.parts}
        return tuple(part for part in PARTS if part in had)


def chart(given: MovedMetrics) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=_figure(given),
        columns=_columns(given),
        rows=tuple(_row(given, metric) for metric in given.metrics),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis": {"title": {"text": "Effect (lower is better)"}, "nticks": 4},
                "yaxis": {"ticktext": [_in_lines(each.name) for each in _moving(given)]},
            }
        },
        order="by size of effect, the largest first",
    )


def height(given: MovedMetrics) -> int:
    return _ENDS + _ROW * max(len(_moving(given)), 1)


def finding(given: MovedMetrics) -> str:
    """The metric that moved it most."""
    moving = _moving(given)
    if not moving:
        return f"No metric changed the average from {given.before_label} to {given.after_label}"
    first = moving[0]
    side = "better" if first.amount < 0 else "worse"
    return f"{first.name} moved the average most: {abs(first.amount):.4f} {side}"


def _moving(given: MovedMetrics) -> Sequence[MovedMetric]:
    return [metric for metric in given.metrics if metric.parts]


def _columns(given: MovedMetrics) -> tuple[Column, ...]:
    before, after = given.before_label, given.after_label
    parts = tuple(
        Column(f"effect_{part}", PARTS[part][0], 4, "0", meaning="Its part of the effect.")
        for part in given.shown_parts
    )
    return (
        Column("metric", "Metric", meaning="As the framework names it."),
        Column("value_before", f"Value, {before}", 2, measured=True, meaning="As handed in."),
        Column("unit_before", f"Unit, {before}", missing="None"),
        Column("value_now", f"Value, {after}", 2, measured=True, meaning="As handed in."),
        Column("unit_now", f"Unit, {after}", missing="None"),
        Column("score_before", f"Score, {before}", 2, "Not scored", measured=True),
        Column("score_now", f"Score, {after}", 2, "Not scored", measured=True),
        *parts,
        Column(
            "effect",
            "Effect on the average",
            4,
            meaning="Sum of the parts; below zero is better. With the rounding of published "
            "figures, where there is any, all metrics sum to the change of the average.",
        ),
    )


def _row(given: MovedMetrics, metric: MovedMetric) -> Row:
    return Row(
        (
            metric.name,
            metric.value_before,
            metric.unit_before,
            metric.value_after,
            metric.unit_after,
            metric.score_before,
            metric.score_after,
            *(metric.parts.get(part, 0.0) for part in given.shown_parts),
            metric.amount,
        ),
        metric.href,
    )


def _figure(given: MovedMetrics) -> Figure:
    moving = _moving(given)
    layout = {
        "barmode": "relative",
        "margin": {"l": 16, "r": 16, "t": 56, "b": 48},
        "showlegend": True,
        "legend": drawing.legend(traceorder="normal"),
        "xaxis": drawing.axis("Effect on the average score (lower is better)"),
        "yaxis": drawing.bare_axis(
            tickvals=list(range(len(moving))),
            ticktext=[escape(metric.name, quote=False) for metric in moving],
            range=[len(moving) - 0.5, -0.5],
        ),
        "shapes": [drawing.line("x", 0, line={"color": palette.INK, "width": 1})],
    }
    traces = [_bars(part, moving) for part in given.shown_parts]
    return drawing.figure(traces, layout, height=height(given))


def _in_lines(name: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in wrap(name, _LINE))


def _bars(part: str, moving: Sequence[MovedMetric]) -> Any:
    name, colour, hatching = PARTS[part]
    some = [(at, metric) for at, metric in enumerate(moving) if part in metric.parts]
    return go.Bar(
        orientation="h",
        name=name,
        x=[metric.parts[part] for _, metric in some],
        y=[at for at, _ in some],
        width=0.6,
        marker={"color": colour, "pattern": {"shape": hatching, "size": 6}},
        customdata=[metric.href for _, metric in some],
        hovertext=[
            f"{escape(metric.name, quote=False)}<br>{name}: {signed(metric.parts[part])}"
            for _, metric in some
        ],
        hoverinfo="text",
    )
