"""How often the draws put a trust at each rank of its league table: one bar a rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from league.rules.density import Density
from league.rules.wording import joint, ordinal

from . import drawing, palette
from .chart import Chart, Column, Figure, Row

HEIGHT = 340
READING = (
    "Each bar is a rank, the best on the left; its height is the share of the mixes that put the "
    "trust there. The blue bars are its likely range, 95 of 100 mixes; the line is its rank."
)
_COLUMNS = (
    Column("league_rank", "Rank", 0, meaning="Within the trust type; 1 is best."),
    Column("share_of_mixes", "Share of mixes", 2, unit="%", meaning="Of all that were drawn."),
    Column("in_likely_range", "In its likely range", meaning="Yes or no."),
)


@dataclass(frozen=True)
class RankDensity:
    """``rank`` is its league rank, ``of`` how many of its type are ranked; ``low`` to ``high`` is
    the likely range of its rank."""

    name: str
    trust: str
    density: Density
    rank: int
    shared: bool
    of: int
    low: int
    high: int


def chart(given: RankDensity) -> Chart:
    """Its table has every rank that was drawn, and those between."""
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=HEIGHT,
        figure=_figure(given),
        columns=_COLUMNS,
        rows=tuple(Row((rank, share, _said(inside))) for rank, share, inside in bars(given)),
        order="by rank, best first",
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "yaxis": {"title": {"text": ""}},
            }
        },
    )


def finding(given: RankDensity) -> str:
    """The likely range and the commonest rank."""
    if given.low == given.high:
        return f"{ordinal(given.low)} on at least 95 of 100 mixes of metrics"
    return (
        f"Between {ordinal(given.low)} and {ordinal(given.high)} on 95 of 100 mixes of metrics, "
        f"most often {ordinal(given.density.mode)}"
    )


def bars(given: RankDensity) -> list[tuple[int, float, bool]]:
    """Each rank from the first that was drawn to the last, with its share in per cent and whether
    it lies in the likely range."""
    shares = enumerate(given.density.shares, start=given.density.first)
    return [(rank, 100 * share, given.low <= rank <= given.high) for rank, share in shares]


def _said(inside: bool) -> str:
    return "Yes" if inside else "No"


def _figure(given: RankDensity) -> Figure:
    layout = {
        "xaxis": drawing.axis(
            "League rank",
            range=[0.4, max(given.of, given.density.last) + 0.6],
            showgrid=False,
            **_ticks(given.of),
        ),
        "yaxis": drawing.axis("Share of mixes", rangemode="tozero", ticksuffix="%"),
        "bargap": 0.15 if given.of < 40 else 0,
        "shapes": [
            drawing.line("x", given.rank, layer="above", line={"color": palette.INK, "width": 2.5})
        ],
        "annotations": [_rank_note(given)],
        "margin": {"l": 16, "r": 16, "t": 40, "b": 48},
    }
    return drawing.figure([_trace(given)], layout, height=HEIGHT)


def _ticks(of: int) -> dict[str, Any]:
    """All ranks of a short table; of a long one the first, the last and round ones between."""
    step = 1 if of <= 12 else 10 if of <= 70 else 20
    between = [rank for rank in range(step, of, step) if rank <= of - step / 2]
    ticks = sorted({1, *between, of})
    return {"tickvals": ticks, "ticktext": [ordinal(rank) for rank in ticks]}


def _rank_note(given: RankDensity) -> dict[str, Any]:
    """Beside the line that marks its rank, on the side that has more room."""
    left = given.rank > given.of / 2
    return drawing.note(
        f"its rank: {joint(given.rank, shared=given.shared)}",
        strong=True,
        x=given.rank,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if left else "left",
    )


def _trace(given: RankDensity) -> Any:
    found = bars(given)
    return go.Bar(
        x=[rank for rank, _, _ in found],
        y=[share for _, share, _ in found],
        marker={
            "color": [palette.BLUE if inside else palette.SHADE for _, _, inside in found],
            "line": {
                "width": 1,
                "color": [palette.BLUE if inside else palette.LINE for _, _, inside in found],
            },
        },
        hovertext=[_hover(*bar) for bar in found],
        hoverinfo="text",
    )


def _hover(rank: int, share: float, inside: bool) -> str:
    where = "in" if inside else "outside"
    return f"{ordinal(rank)}: {share:.2f}% of mixes<br>{where} its likely range"
