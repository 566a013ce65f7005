"""How many trusts of each type are in each segment: one bar a type."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import counted

from . import drawing, palette
from .chart import Chart, Column, Figure, Row

_ROW_HEIGHT, _REST = 64, 110
_BEST = (1, 2)
_READING = (
    "Each bar is all trusts of a type; its parts are their segments, with the number of trusts. "
    "Types differ in size, so the length of a part is its share of the type."
)


@dataclass(frozen=True)
class TypeCounts:
    """``counts`` by segment, None for trusts without one; ``hrefs`` lead to the trusts counted."""

    label: str
    counts: Mapping[int | None, int]
    hrefs: Mapping[int | None, str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def share(self, segment: int | None) -> float:
        """Per cent of the type."""
        return 100 * self.counts.get(segment, 0) / self.total if self.total else 0.0


@dataclass(frozen=True)
class SegmentCounts:
    name: str
    types: tuple[TypeCounts, ...]


def chart(given: SegmentCounts) -> Chart:
    segments = _segments(given)
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=_READING,
        height=height(given),
        figure=_figure(given, segments, height(given)),
        columns=_columns(segments),
        rows=tuple(_row(each, segments) for each in given.types),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8, "t": 84},
                "font": {"size": 12},
                "legend": {"font": {"size": 12}},
            }
        },
    )


def _columns(segments: Sequence[int | None]) -> tuple[Column, ...]:
    columns = [Column("type", "Trust type"), Column("trusts", "Trusts", 0)]
    for segment in segments:
        label, key = palette.mark(segment).label, f"segment_{segment or 'none'}"
        columns += [Column(key, label, 0), Column(f"{key}_share", f"{label}, % of the type", 1)]
    return tuple(columns)


def height(given: SegmentCounts) -> int:
    return _ROW_HEIGHT * len(given.types) + _REST


def finding(given: SegmentCounts) -> str:
    """In which types trusts are most and least often in segments 1 and 2."""
    shares = {each.label.lower(): sum(each.share(s) for s in _BEST) for each in given.types}
    if not shares:
        return "No trusts have a segment"
    most = max(shares, key=lambda label: shares[label])
    least = min(shares, key=lambda label: shares[label])
    start = f"{shares[most]:.0f}% of {most} trusts are in segments 1 and 2"
    if round(shares[most]) == round(shares[least]):
        return start
    return f"{start}, {shares[least]:.0f}% of {least} trusts"


def _segments(given: SegmentCounts) -> list[int | None]:
    found: set[int | None] = {
        s for each in given.types for s, amount in each.counts.items() if amount
    }
    return palette.segments_in_order(found.union((1, 2, 3, 4)))


def _row(each: TypeCounts, segments: Sequence[int | None]) -> Row:
    figures = ((each.counts.get(s, 0), round(each.share(s), 1)) for s in segments)
    return Row((each.label, each.total, *(figure for pair in figures for figure in pair)))


def _figure(given: SegmentCounts, segments: Sequence[int | None], height: int) -> Figure:
    layout = {
        "barmode": "stack",
        "bargap": 0.35,
        "showlegend": True,
        "legend": drawing.legend(traceorder="normal"),
        "margin": {"l": 16, "r": 16, "t": 48, "b": 48},
        "xaxis": drawing.axis("Share of the trusts of a type", range=[0, 100], ticksuffix="%"),
        "yaxis": drawing.bare_axis(
            autorange="reversed",
            tickvals=list(range(len(given.types))),
            ticktext=["<br>".join(textwrap.wrap(each.label, 18)) for each in given.types],
        ),
    }
    return drawing.figure([_part(given, s) for s in segments], layout, height=height)


def _part(given: SegmentCounts, segment: int | None) -> Any:
    """One segment's part of every bar, with its count as text."""
    mark = palette.mark(segment)
    counts = [each.counts.get(segment, 0) for each in given.types]
    return go.Bar(
        orientation="h",
        x=[round(each.share(segment), 3) for each in given.types],
        y=list(range(len(given.types))),
        name=mark.label,
        text=[str(amount or "") for amount in counts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={"color": mark.text, "size": 14},
        marker={"color": mark.colour, "line": {"color": palette.PAPER, "width": 2}},
        customdata=[each.hrefs.get(segment, "") for each in given.types],
        hovertext=[
            f"{each.label}, {mark.label.lower()}<br>{counted(amount, 'trust')}"
            for each, amount in zip(given.types, counts, strict=True)
        ],
        hoverinfo="text",
    )
