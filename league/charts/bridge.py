"""From the average of one quarter to that of the next, part by part: a bridge of bars."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from . import drawing, palette
from .chart import Chart, Column, Figure, Row

READING = (
    "Each bar carries the average score on from where the bar above it ends. Plain bars lead to "
    "the left, which is better; hatched bars to the right, which is worse. The scale does not "
    "start at 1, so that small changes can be seen."
)
_ROW, _ENDS = 44, 96
_BETTER, _WORSE = palette.BLUE, "#8a5f00"

_COLUMNS = (
    Column("step", "Step", meaning="A quarter's average, or a part of the change between both."),
    Column(
        "change",
        "Change",
        4,
        "None",
        meaning="What the part changed: below zero is better. The parts sum to the whole change.",
    ),
    Column("average", "Average score then", 4, meaning="1.00 (best) to 4.00, after this step."),
    Column("meaning", "What it is", meaning="The part in words."),
)


@dataclass(frozen=True)
class Step:
    """One part of the change; ``amount`` is above zero for worse."""

    label: str
    amount: float
    meaning: str


@dataclass(frozen=True)
class Bridge:
    """``before`` and ``after`` are the averages of the two quarters named."""

    name: str
    before_label: str
    before: float
    after_label: str
    after: float
    steps: tuple[Step, ...]
    decimals: tuple[int, int] = (4, 4)
    """Of the averages before and after as they are known."""

    @property
    def levels(self) -> tuple[float, ...]:
        """The average before, and after each step."""
        amounts = (step.amount for step in self.steps)
        return tuple(round(level, 4) for level in accumulate(amounts, initial=self.before))

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.before_label, *(step.label for step in self.steps), self.after_label)


def chart(given: Bridge) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(_rows(given)),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis": {"range": _span(given, room=0.9), "nticks": 4},
            }
        },
        order="from the earlier quarter to the later",
    )


def height(given: Bridge) -> int:
    return _ENDS + _ROW * len(given.labels)


def finding(given: Bridge) -> str:
    """By how much the average changed, and the largest part of that."""
    change = round(given.after - given.before, 4)
    span = f"from {given.before_label} to {given.after_label}"
    if not change:
        return f"No change of the average score {span}"
    side = "better" if change < 0 else "worse"
    return f"Average score {abs(change):.{max(given.decimals)}f} {side} {span}"


def _rows(given: Bridge) -> list[Row]:
    first = Row((given.before_label, None, given.before, "Average score of the quarter"))
    last = Row((given.after_label, None, given.after, "Average score of the quarter"))
    steps = zip(given.steps, given.levels[1:], strict=True)
    between = [Row((step.label, step.amount, level, step.meaning)) for step, level in steps]
    return [first, *between, last]


def _figure(given: Bridge) -> Figure:
    count = len(given.labels)
    layout = {
        "margin": {"l": 16, "r": 16, "t": 16, "b": 48},
        "xaxis": drawing.axis("Average score (lower is better)", range=_span(given)),
        "yaxis": drawing.bare_axis(
            tickvals=list(range(count)),
            ticktext=[escape(label, quote=False) for label in given.labels],
            range=[count - 0.5, -0.5],
        ),
    }
    traces = [_joints(given), _bars(given), _ends(given)]
    return drawing.figure(traces, layout, height=height(given))


def _span(given: Bridge, room: float = 0.35) -> list[float]:
    """All levels, with room at both ends for their figures, as a share of what lies between."""
    low, high = min(*given.levels, given.after), max(*given.levels, given.after)
    beyond = max(room * (high - low), 0.02)
    return [round(low - beyond, 4), round(high + beyond, 4)]


def _bars(given: Bridge) -> Any:
    amounts = [step.amount for step in given.steps]
    return go.Bar(
        orientation="h",
        base=list(given.levels[:-1]),
        x=amounts,
        y=list(range(1, len(amounts) + 1)),
        width=0.6,
        marker={
            "color": [_BETTER if amount < 0 else _WORSE for amount in amounts],
            "pattern": {"shape": ["" if amount < 0 else "/" for amount in amounts], "size": 6},
        },
        text=[signed(amount) for amount in amounts],
        textposition="outside",
        cliponaxis=False,
        hovertext=[_hover(step) for step in given.steps],
        hoverinfo="text",
    )


def _hover(step: Step) -> str:
    side = "better" if step.amount < 0 else "worse"
    return f"{escape(step.label, quote=False)}: {abs(step.amount):.4f} {side}"


def _ends(given: Bridge) -> Any:
    """The two averages as marks: a bar of theirs would start nowhere."""
    ends = [given.before, given.after]
    known = zip(ends, given.decimals, strict=True)
    return go.Scatter(
        mode="markers+text",
        x=ends,
        y=[0, len(given.labels) - 1],
        marker={"symbol": "diamond", "size": 13, "color": palette.INK},
        text=[f"{each:.{places}f}" for each, places in known],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _joints(given: Bridge) -> Any:
    """Thin lines from the end of each step to the start of the next."""
    levels = given.levels
    return go.Scatter(
        mode="lines",
        x=[x for level in levels for x in (level, level, None)],
        y=[y for row in range(len(levels)) for y in (row, row + 1, None)],
        line={"color": palette.LINE, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )


def signed(amount: float) -> str:
    """``−0.0358``, ``+0.0120``."""
    sign = "\N{MINUS SIGN}" if amount < 0 else "+"
    return f"{sign}{abs(amount):.4f}"
