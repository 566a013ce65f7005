"""An axis of quarters, and where on it the framework changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from . import drawing
from .trend_points import Gap, QuarterPoint


def time(quarters: Sequence[QuarterPoint], gaps: Sequence[Gap] = ()) -> dict[str, Any]:
    """Settings of an axis with a place for each quarter, also for those without results."""
    named = {gap.order: f"{gap.label}<br>no results" for gap in gaps}
    for point in quarters:
        named[point.order] = f"{point.label}{'<br>revised' if point.revised else ''}"
    orders = sorted(named) or [0]
    return {
        "range": [orders[0] - 0.5, orders[-1] + 0.7],
        "tickvals": orders,
        "ticktext": [named.get(order, "") for order in orders],
        "showgrid": False,
    }


def breaks(quarters: Sequence[QuarterPoint]) -> Iterator[dict[str, Any]]:
    """A line through all plots where the edition changes."""
    for before, after in pairwise(quarters):
        if before.edition != after.edition:
            yield drawing.line("x", (before.order + after.order) / 2)


def frameworks(quarters: Sequence[QuarterPoint]) -> Iterator[dict[str, Any]]:
    """The edition's name above its quarters."""
    for edition, found in groupby(quarters, key=lambda point: point.edition):
        places = [point.order for point in found]
        middle = (places[0] + places[-1]) / 2
        yield drawing.note(edition, x=middle, y=1, yref="paper", yanchor="bottom")
