"""Distribution of a score: every trust a dot, a line of dots for each segment."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from league.rules.wording import counted, score

from . import drawing, palette
from .chart import CODE, NAME, SEGMENT, Chart, Column, Figure, Row, ScoredTrust
from .dots import levels

APART = 0.07
"""Scores closer than this would overlap as dots, so that they stand on one another."""
CLEAR = 0.4
"""Medians of two segments further apart than this are called different."""
_HEADROOM = 0.56
_STEP = 0.11
_ROW_HEIGHT, _REST = 92, 76
READING = (
    "Each mark is a trust, in the line of its segment; the stroke below is the median of the line. "
    "A score of 1 is best, 4 is worst."
)


Scores = Mapping[int | None, Sequence[float]]
"""Of a table's trusts that have one, by their segment."""


@dataclass(frozen=True)
class Distribution:
    """``subject`` is what is scored (``Patient safety``), ``whose`` as in ``acute trusts``."""

    name: str
    subject: str
    whose: str
    trusts: tuple[ScoredTrust, ...]

    @property
    def scores(self) -> Scores:
        return by_segment((trust.segment, trust.score) for trust in self.trusts)


def by_segment(scores: Iterable[tuple[int | None, float | None]]) -> Scores:
    """Of (segment, score) of each trust; those without a score are left out."""
    found: dict[int | None, list[float]] = {}
    for segment, value in scores:
        if value is not None:
            found.setdefault(segment, []).append(value)
    return found


def chart(given: Distribution) -> Chart:
    """Trusts without a score are in the table, with no mark."""
    rows = table_rows(given.trusts)
    segments = palette.segments_in_order(set(given.scores))
    return Chart(
        name=given.name,
        finding=finding(given.subject, given.whose, given.scores),
        reading=READING,
        height=height(given.scores),
        figure=_figure(given, segments, height(given.scores)),
        columns=_columns(given.subject),
        rows=rows,
        order="by score, best first",
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis": {"title": {"text": "Score"}},
            },
            "trace": {"marker": {"size": 6}},
        },
    )


def _columns(subject: str) -> tuple[Column, ...]:
    return (
        NAME,
        CODE,
        SEGMENT,
        Column("score", f"{subject} score", 2, meaning="From 1.00 (best) to 4.00."),
    )


def height(scores: Scores) -> int:
    return _ROW_HEIGHT * max(1, len(scores)) + _REST


def table_rows(trusts: Sequence[ScoredTrust]) -> tuple[Row, ...]:
    """Best score first, trusts without one last."""
    ordered = sorted(trusts, key=lambda t: (t.score is None, t.score or 0, t.name))
    return tuple(Row((t.name, t.code, t.segment, t.score), t.href) for t in ordered)


def finding(subject: str, whose: str, scores: Scores) -> str:
    """What sets the segments apart, or that nothing does."""
    medians = {
        segment: statistics.median(found)
        for segment, found in scores.items()
        if segment is not None
    }
    if not medians:
        return f"{subject}: no {whose} have a score"
    best, worst = min(medians), max(medians)
    if best == worst:
        return f"{subject}: all in segment {best}, a typical score is {score(medians[best])}"
    ends = (
        f"segment {best} trusts typically score {score(medians[best])} and "
        f"segment {worst} trusts {score(medians[worst])}"
    )
    if medians[worst] - medians[best] >= CLEAR:
        return f"{subject}: {ends}"
    return f"{subject} hardly sets the segments apart: {ends}"


def _figure(given: Distribution, segments: list[int | None], height: int) -> Figure:
    lines = [_in_line(given.trusts, segment) for segment in segments]
    highest = max((max(levels([t.score or 0 for t in line], APART)) for line in lines), default=0)
    step = min(_STEP, _HEADROOM / max(1, highest))
    pairs = list(enumerate(zip(segments, lines, strict=True)))
    layout = {
        "xaxis": drawing.score_axis(f"{given.subject} score"),
        "yaxis": drawing.bare_axis(
            range=[0.55 - max(1, len(segments)), 0.7],
            tickvals=[-place for place, _ in pairs],
            ticktext=[_label(segment, line) for _, (segment, line) in pairs],
        ),
        "shapes": [_stroke(place, line) for place, (_, line) in pairs],
    }
    traces = [_dots(place, segment, line, step) for place, (segment, line) in pairs]
    return drawing.figure(traces, layout, height=height)


def _in_line(trusts: Sequence[ScoredTrust], segment: int | None) -> list[ScoredTrust]:
    found = [t for t in trusts if t.segment == segment and t.score is not None]
    return sorted(found, key=lambda t: t.score or 0)


def _label(segment: int | None, line: Sequence[ScoredTrust]) -> str:
    return f"{palette.mark(segment).label}<br>{counted(len(line), 'trust')}"


def _dots(place: int, segment: int | None, line: Sequence[ScoredTrust], step: float) -> Any:
    mark = palette.mark(segment)
    scores = [t.score or 0 for t in line]
    return go.Scatter(
        x=scores,
        y=[-place + level * step for level in levels(scores, APART)],
        mode="markers",
        name=mark.label,
        marker={
            "symbol": mark.symbol,
            "color": mark.colour,
            "size": 9,
            "line": {"color": mark.edge, "width": 1},
        },
        customdata=[t.href for t in line],
        hovertext=[f"{t.label}<br>{score(t.score or 0)}, {mark.label.lower()}" for t in line],
        hoverinfo="text",
    )


def _stroke(place: int, line: Sequence[ScoredTrust]) -> dict[str, Any]:
    """The median of a line, said beside its stroke."""
    median = statistics.median(t.score or 0 for t in line)
    before = median > (drawing.BEST + drawing.WORST) / 2
    return {
        "type": "line",
        "x0": median,
        "x1": median,
        "y0": -place - 0.36,
        "y1": -place - 0.08,
        "layer": "below",
        "line": {"color": palette.INK, "width": 3},
        "label": {
            "text": f"median {score(median)}",
            "textposition": "start",
            "textangle": 0,
            "xanchor": "right" if before else "left",
            "yanchor": "bottom",
            "padding": 3,
            "font": {"size": 13, "color": palette.INK},
        },
    }
