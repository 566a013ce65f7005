"""Score and likely range of every trust, sorted: how far the ranges overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import plotly.graph_objects as go

from league.rules.wording import cut, score

from . import drawing, palette
from .chart import (
    AVERAGE,
    CODE,
    LEAGUE_RANK,
    NAME,
    SEGMENT,
    Chart,
    Column,
    Figure,
    Row,
    ScoredTrust,
)

HEIGHT = 480
_FEW = 24
"""Up to so many trusts are named on the axis."""
_READING = (
    "Trusts stand by their average score, the best at the left. The stroke through a mark is its "
    "likely range (95%), which shows how far the score rests on the mix of the trust’s own "
    "metrics, not errors in the data. Dashed lines are where segments end by score; a mark in "
    "another segment’s band was moved there by the financial override."
)
_NO_RANGES = (
    "Trusts stand by their average score, the best at the left. Dashed lines are where segments "
    "end by score; a mark in another segment’s band was moved there by the financial override. "
    "No likely ranges are known for this quarter."
)


def _bound(key: str, label: str, decimals: int, which: str) -> Column:
    return Column(key, label, decimals, "Not known", meaning=f"{which} 95% likely range.")


_COLUMNS = (
    NAME,
    CODE,
    SEGMENT,
    AVERAGE,
    _bound("likely_score_low", "Likely score from", 2, "Lower end of the score's"),
    _bound("likely_score_high", "Likely score to", 2, "Upper end of the score's"),
    LEAGUE_RANK,
    _bound("likely_rank_low", "Likely rank from", 0, "Best end of the rank's"),
    _bound("likely_rank_high", "Likely rank to", 0, "Worst end of the rank's"),
)


class RangedTrust(NamedTuple):
    """Bounds are None where no range is known."""

    trust: ScoredTrust
    low: float | None
    high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.high is not None

    def crosses(self, cuts: Sequence[float]) -> bool:
        """Whether its range reaches over a cut; a score on a cut is in the better segment."""
        if self.low is None or self.high is None:
            return False
        low, high = self.low, self.high
        return any(low <= limit < high for limit in cuts)


@dataclass(frozen=True)
class LikelyRanges:
    """``cuts`` are the upper bounds of segments 1 to 3; empty when they are not known."""

    name: str
    whose: str
    cuts: tuple[float, ...]
    trusts: tuple[RangedTrust, ...]


def chart(given: LikelyRanges) -> Chart:
    """Trusts without a score are in the table, with no mark."""
    rows = _rows(given.trusts)
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=reading(given),
        height=HEIGHT,
        figure=_figure(given),
        columns=_COLUMNS,
        rows=rows,
        order="by average score, best first",
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8, "t": 96},
                "font": {"size": 12},
                "legend": {"font": {"size": 12}},
                "xaxis": {"title": {"font": {"size": 12}}, "tickangle": -90},
            },
            "trace": {"marker": {"size": 5}, "error_y": {"thickness": 1}},
        },
    )


def reading(given: LikelyRanges) -> str:
    return _READING if any(each.has_range for each in given.trusts) else _NO_RANGES


def finding(given: LikelyRanges) -> str:
    """How many trusts the ranges cannot place in one segment."""
    ranged = [each for each in given.trusts if each.has_range]
    if not ranged:
        return f"Average scores of {given.whose}: no likely ranges are known for this quarter"
    if not given.cuts:
        return f"Average scores of {given.whose} with their likely ranges"
    crossing = sum(each.crosses(given.cuts) for each in ranged)
    them = f"all {crossing}" if crossing == len(ranged) > 1 else f"{crossing} of {len(ranged)}"
    return f"For {them} {given.whose} the likely score reaches into another segment"


def _in_order(trusts: Sequence[RangedTrust]) -> list[RangedTrust]:
    return sorted(trusts, key=lambda e: (e.trust.score is None, e.trust.score or 0, e.trust.name))


def _rows(trusts: Sequence[RangedTrust]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (e.trust.name, e.trust.code, e.trust.segment, e.trust.score, e.low, e.high, e.rank,
             e.rank_low, e.rank_high),
            e.trust.href,
        )
        for e in _in_order(trusts)
    )  # fmt: skip


def _figure(given: LikelyRanges) -> Figure:
    placed = [e for e in _in_order(given.trusts) if e.trust.score is not None]
    places = list(enumerate(placed, start=1))
    layout = {
        "showlegend": True,
        "margin": {"l": 16, "r": 16, "t": 48, "b": 48},
        "legend": drawing.legend(),
        "xaxis": _places(given.whose, placed),
        "yaxis": drawing.score_axis("Average score", reverse=True),
        "shapes": [drawing.line("y", limit) for limit in given.cuts],
        "annotations": [
            _where_it_ends(segment, limit, placed)
            for segment, limit in enumerate(given.cuts, start=1)
        ],
    }
    segments = palette.segments_in_order({each.trust.segment for each in placed})
    traces = [
        _marks(segment, [(x, e) for x, e in places if e.trust.segment == segment], len(placed))
        for segment in segments
    ]
    return drawing.figure(traces, layout, height=HEIGHT)


def _places(whose: str, placed: Sequence[RangedTrust]) -> dict[str, Any]:
    ends = [0, len(placed) + 1]
    if len(placed) > _FEW:
        title = f"{len(placed)} {whose} by average score"
        return drawing.axis(title, range=ends, showgrid=False, showticklabels=False)
    return drawing.axis(
        range=ends,
        showgrid=False,
        tickvals=list(range(1, len(placed) + 1)),
        ticktext=[each.trust.code for each in placed],
    )


def _where_it_ends(segment: int, limit: float, placed: Sequence[RangedTrust]) -> dict[str, Any]:
    """``Segment 1 up to 2.02``, at the side where no marks are: marks fall from left to right."""
    middle = placed[len(placed) // 2].trust.score if placed else None
    side = "left" if middle is not None and limit > middle else "right"
    return drawing.note(
        f"Segment {segment} up to {cut(limit)}",
        x=0.005 if side == "left" else 1, xref="paper", xanchor=side, y=limit, yanchor="bottom",
    )  # fmt: skip


def _marks(segment: int | None, placed: list[tuple[int, RangedTrust]], total: int) -> Any:
    mark = palette.mark(segment)
    scores = [e.trust.score or 0 for _, e in placed]
    return go.Scatter(
        x=[place for place, _ in placed],
        y=scores,
        mode="markers",
        name=mark.label,
        marker={
            "symbol": mark.symbol,
            "color": mark.colour,
            "size": 7 if total > _FEW else 11,
            "line": {"color": mark.edge, "width": 1},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [_reach(e.high, e.trust.score) for _, e in placed],
            "arrayminus": [_reach(e.trust.score, e.low) for _, e in placed],
            "color": mark.edge,
            "thickness": 1.5,
            "width": 0,
        },
        customdata=[e.trust.href for _, e in placed],
        hovertext=[_words(e) for _, e in placed],
        hoverinfo="text",
    )


def _reach(end: float | None, start: float | None) -> float:
    """Length of one arm of a range; none when the range is not known."""
    return 0.0 if end is None or start is None else round(end - start, 4)


def _words(each: RangedTrust) -> str:
    trust = each.trust
    start = (
        f"{trust.label}<br>{score(trust.score or 0)}, {palette.mark(trust.segment).label.lower()}"
    )
    if each.low is None or each.high is None:
        return start
    return f"{start}<br>likely between {score(each.low)} and {score(each.high)}"
