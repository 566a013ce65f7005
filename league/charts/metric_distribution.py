"""Distribution of one metric's values, with its standard, floor, median and quartiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from . import drawing, palette
from .chart import CODE, NAME, Chart, Column, Figure, Row
from .dots import levels
from .metric_values import READING, MetricTrust, MetricValues, finding, reading
from .quantiles import Quartiles, quartiles

__all__ = ["HEIGHT", "READING", "MetricTrust", "MetricValues", "chart", "finding", "reading"]

HEIGHT = 400
DOTS_ACROSS = 70
"""So many dots side by side fill the width."""
_SIDE = 0.2
_SIZE, _CHOSEN_SIZE = 9, 14
_NARROW_SIZE, _NARROW_CHOSEN_SIZE = 6, 11


def chart(given: MetricValues) -> Chart:
    """Trusts without a value are in the table, with the reason, and have no mark."""
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=reading(given),
        height=HEIGHT,
        figure=_figure(given),
        columns=_columns(given),
        rows=tuple(_row(each) for each in _in_order(given)),
        narrow=_narrow(given),
        order="by value, best first; trusts without a value last",
    )


def _columns(given: MetricValues) -> tuple[Column, ...]:
    value = Column(
        "value",
        given.metric,
        given.decimals,
        "No value",
        unit=given.unit.strip(),
        meaning="The trust's value of the metric.",
        measured=True,
    )
    best = "From 1.00 (best) to 4.00."
    return (
        NAME,
        CODE,
        value,
        Column("score", "Metric score", 2, "Not scored", meaning=best),
        Column("state_in_words", "State of the value", meaning="Why a value is missing."),
    )


def _narrow(given: MetricValues) -> Figure:
    """The title already names the metric."""
    title = f"{given.unit.strip()} ({_better(given)})".strip()
    return {
        "layout": {
            "margin": {"l": 8, "r": 8},
            "font": {"size": 12},
            "xaxis": {"title": {"text": title}},
        },
        "trace": {"marker": {"size": _narrow_sizes(given)}},
    }


def _narrow_sizes(given: MetricValues) -> int | list[int]:
    """The chosen trust's mark is the last."""
    if given.chosen is None:
        return _NARROW_SIZE
    others = sum(each.value is not None for each in given.trusts) - 1
    return [*[_NARROW_SIZE] * others, _NARROW_CHOSEN_SIZE]


def _in_unit(given: MetricValues) -> str:
    unit = given.unit.strip()
    return f", {unit}" if unit else ""


def _better(given: MetricValues) -> str:
    return "higher is better →" if given.higher_is_better else "← lower is better"


def _in_order(given: MetricValues) -> list[MetricTrust]:
    """Best value first, those without one last."""
    sign = -1 if given.higher_is_better else 1
    return sorted(given.trusts, key=lambda e: (e.value is None, sign * (e.value or 0), e.name))


def _row(each: MetricTrust) -> Row:
    return Row((each.name, each.code, each.value, each.score, each.state), each.href)


def _figure(given: MetricValues) -> Figure:
    placed = sorted((e for e in given.trusts if e.value is not None), key=lambda e: e.value or 0)
    values = [each.value or 0 for each in placed]
    ends = _ends(given, values)
    heights = [level + 1 for level in levels(values, (ends[1] - ends[0]) / DOTS_ACROSS)]
    top = max(15, *heights, 0) * 1.15
    half = quartiles(values)
    layout = {
        "margin": {"l": 16, "r": 16, "t": 80 if given.chosen else 56, "b": 48},
        "xaxis": drawing.axis(f"{given.metric}{_in_unit(given)} ({_better(given)})", range=ends),
        "yaxis": drawing.bare_axis(range=[0, top], showticklabels=False),
        "shapes": [*_band(half), *_limits(given), *_own_line(given)],
        "annotations": [*_said(given, half, ends), *_own_words(given, ends)],
    }
    # The chosen trust comes last, over the others.
    dots = sorted(zip(placed, heights, strict=True), key=lambda dot: dot[0].chosen)
    return drawing.figure([_dots(given, dots)], layout, height=HEIGHT)


def _ends(given: MetricValues, values: Sequence[float]) -> list[float]:
    """Ends of the axis: room for all values and limits, and a little more."""
    limits = (given.standard, given.floor, *given.borders)
    shown = [*values, *(limit for limit in limits if limit is not None)]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    room = (high - low) * 0.04 or 1.0
    return [low - room, high + room]


def _dots(given: MetricValues, dots: Sequence[tuple[MetricTrust, int]]) -> Any:
    """Trusts with a value, each with its height."""
    return go.Scatter(
        x=[each.value for each, _ in dots],
        y=[height for _, height in dots],
        mode="markers",
        name=given.metric,
        marker={
            "color": [palette.INK if each.chosen else palette.BLUE for each, _ in dots],
            "symbol": ["diamond" if each.chosen else "circle" for each, _ in dots],
            "size": [_CHOSEN_SIZE if each.chosen else _SIZE for each, _ in dots],
            "opacity": 1,
            "line": {"color": palette.PAPER, "width": 1},
        },
        customdata=[each.href for each, _ in dots],
        hovertext=[f"{each.label}<br>{given.figure(each.value or 0)}" for each, _ in dots],
        hoverinfo="text",
    )


def _band(middle: Quartiles | None) -> Iterator[dict[str, Any]]:
    if middle is None:
        return
    yield {
        "type": "rect",
        "x0": middle.low,
        "x1": middle.high,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "fillcolor": palette.SHADE,
        "line": {"width": 0},
    }
    solid = {"color": palette.QUIET, "width": 2}
    yield drawing.line("x", middle.median, line=solid)


def _limits(given: MetricValues) -> Iterator[dict[str, Any]]:
    for limit, dash in ((given.standard, "dash"), (given.floor, "dot")):
        if limit is not None:
            style = {"color": palette.INK, "width": 2, "dash": dash}
            yield drawing.line("x", limit, line=style)
    for border in given.borders:
        yield drawing.line("x", border, line={"color": palette.INK, "width": 1.5, "dash": "dot"})


def _said(
    given: MetricValues, middle: Quartiles | None, ends: Sequence[float]
) -> Iterator[dict[str, Any]]:
    """What each line is, in two heights above the plot so that words do not collide."""
    if middle is not None:
        yield _above(f"median {given.between(middle.median)}", middle.median, ends, 1.0)
    for name, limit in (("standard", given.standard), ("floor", given.floor)):
        if limit is not None:
            yield _above(f"{name} {given.figure(limit)}", limit, ends, 1.08, strong=True)
    for border in given.borders:
        yield _above(given.figure(border), border, ends, 1.08)


def _above(
    text: str, at: float, ends: Sequence[float], height: float, *, strong: bool = False
) -> dict[str, Any]:
    """Words over a line, to the side of it near the ends of the axis, where they would not fit."""
    share = (at - ends[0]) / (ends[1] - ends[0])
    side = "left" if share < _SIDE else "right" if share > 1 - _SIDE else "center"
    return drawing.note(
        text, strong=strong, x=at, y=height, yref="paper", xanchor=side, yanchor="bottom"
    )


def _own_line(given: MetricValues) -> Iterator[dict[str, Any]]:
    if given.chosen is not None and given.chosen.value is not None:
        yield drawing.line("x", given.chosen.value, line={"color": palette.INK, "width": 1})


def _own_words(given: MetricValues, ends: Sequence[float]) -> Iterator[dict[str, Any]]:
    """The chosen trust's code: its name would not fit, and stands in the heading."""
    own = given.chosen
    if own is not None and own.value is not None:
        text = f"{escape(own.code, quote=False)} {given.figure(own.value)}"
        yield _above(text, own.value, ends, 1.16, strong=True)
