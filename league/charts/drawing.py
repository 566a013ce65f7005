"""The layout that all figures share, and lines with their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from . import palette
from .chart import Figure

BEST, WORST = 1, 4
"""Ends of the scale of scores."""
_ROOM = 0.06
"""Beyond the ends, so that marks on them are drawn whole."""


def figure(traces: Sequence[Any], layout: Mapping[str, Any], *, height: int) -> Figure:
    """Checked by plotly, then made plain: without template, so that it stays small."""
    made = go.Figure(data=list(traces), layout={**_BASE, "height": height, **layout})
    plain: Figure = made.to_plotly_json()
    plain["layout"].pop("template", None)
    return plain


_BASE: dict[str, Any] = {
    "template": "none",
    "font": {"family": "Arial, sans-serif", "size": 14, "color": palette.INK},
    "paper_bgcolor": palette.PAPER,
    "plot_bgcolor": palette.PAPER,
    "margin": {"l": 16, "r": 16, "t": 16, "b": 48},
    "showlegend": False,
    "hovermode": "closest",
    "hoverdistance": 30,
    "dragmode": False,
    "hoverlabel": {
        "bgcolor": palette.PAPER,
        "bordercolor": palette.INK,
        "font": {"size": 14, "color": palette.INK},
        "align": "left",
        "namelength": 0,
    },
}


def axis(title: str = "", **settings: Any) -> dict[str, Any]:
    """A still axis with quiet grid lines; ``settings`` as plotly names them."""
    return {
        "title": {"text": title, "font": {"size": 14}},
        "fixedrange": True,
        "gridcolor": palette.GRID,
        "zeroline": False,
        "linecolor": palette.LINE,
        "automargin": True,
        **settings,
    }


def score_axis(title: str, **settings: Any) -> dict[str, Any]:
    """From 1 to 4, the best first as one reads; ``reverse`` puts the best on top."""
    ends = [BEST - _ROOM, WORST + _ROOM]
    if settings.pop("reverse", False):
        ends.reverse()
    ticks = [1, 1.5, 2, 2.5, 3, 3.5, 4]
    texts = ["1 best", "1.5", "2", "2.5", "3", "3.5", "4"]
    return axis(title, range=ends, tickvals=ticks, ticktext=texts, **settings)


def bare_axis(**settings: Any) -> dict[str, Any]:
    """An axis that shows only its labels."""
    return axis(**{"showgrid": False, "showline": False, "ticks": "", **settings})


def legend(**settings: Any) -> dict[str, Any]:
    """In a row above the figure; a click on it hides nothing."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 14},
        **settings,
    }


def line(direction: str, at: float, **settings: Any) -> dict[str, Any]:
    """A line through the whole plot at a value of the ``x`` or the ``y`` axis, over the grid."""
    across = "y" if direction == "x" else "x"
    return {
        "type": "line",
        f"{direction}0": at,
        f"{direction}1": at,
        f"{across}0": 0,
        f"{across}1": 1,
        f"{across}ref": "paper",
        "layer": "between",
        "line": {"color": palette.LINE, "width": 1.5, "dash": "dash"},
        **settings,
    }


def note(text: str, *, strong: bool = False, **settings: Any) -> dict[str, Any]:
    """Words in the figure, without an arrow, on a ground that keeps them readable.

    Bold is the font's weight: of a ``<b>`` plotly makes a style attribute, which our content
    security policy forbids. The only tag in a figure is ``<br>``.
    """
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 13, "color": palette.INK, "weight": 700 if strong else 400},
        "bgcolor": "rgba(255,255,255,0.85)",
        **settings,
    }
