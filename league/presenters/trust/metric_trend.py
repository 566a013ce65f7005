"""One metric of a trust over the quarters: a sentence, a small line and the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from league.charts.sparkline import Sparkline, sparkline
from league.presenters import wording
from league.reads.trust_metrics import PastFigure
from league.rules.edition import Better, Metric, Model
from league.rules.trends import Point, Trend, trend
from league.rules.wording import figure


@dataclass(frozen=True)
class TrendView:
    """``news`` is the sentence where it compares with an earlier quarter, else empty. ``figures``
    are quarter and figure, the oldest first; ``note`` says of a break in the line, which is not
    drawn where no two figures can be joined."""

    sentence: str
    news: str
    line: Sparkline | None
    label: str
    figures: tuple[tuple[str, str], ...]
    note: str


def trend_view(metric: Metric, past: Sequence[PastFigure]) -> TrendView | None:
    """``past`` ends with the quarter itself. None where it has no figure."""
    is_score = metric.scoring.model in (Model.BY_SOURCE, Model.MATRIX)
    points = _points(past, is_score=is_score)
    if not points or points[-1].figure is None:
        return None
    better = Better.LOWER if is_score else metric.better
    same = [point for point in points if point.unit == points[-1].unit or point.figure is None]
    found = trend(same, better)
    shown = _in_score if is_score else _in_unit(metric, points[-1].unit)
    figures = tuple(
        (each.quarter, shown(each.figure)) for each in found.points if each.figure is not None
    )
    runs = [
        [(each.order, each.figure) for each in line if each.figure is not None]
        for line in found.lines
    ]
    drawn = sparkline(runs)
    return TrendView(
        sentence=found.sentence,
        news=found.sentence if found.compared else "",
        line=drawn,
        label=_label(figures),
        figures=figures,
        note=_note(found) if drawn and found.compared else "",
    )


def _points(past: Sequence[PastFigure], *, is_score: bool) -> list[Point]:
    return [
        Point(
            quarter=each.quarter,
            order=each.order,
            edition=each.edition,
            figure=each.score if is_score else each.value,
            unit="" if is_score else each.unit,
            period=each.period,
        )
        for each in past
    ]


def _in_unit(metric: Metric, unit: str) -> Callable[[float], str]:
    return lambda value: figure(value, metric, unit or None)


def _in_score(value: float) -> str:
    return f"score {wording.number(value)}"


def _note(found: Trend) -> str:
    if len(found.lines) < 2:
        return ""
    editions = {point.edition for point in found.points}
    if len(editions) > 1:
        return (
            "The line breaks where the framework changes: its figures cannot be compared across "
            "the break."
        )
    return "The line breaks where a quarter is missing."


def _label(figures: Sequence[tuple[str, str]]) -> str:
    """What a screen reader says for the line."""
    told = wording.listed([f"{quarter} {shown}" for quarter, shown in figures])
    return f"Line over {wording.count(len(figures), 'quarter')}: {told}"
