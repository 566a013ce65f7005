"""Heat map of trusts by domains: how uneven a trust is behind its one rank.

Drawn as bars of equal length side by side, which the small plotly bundle can draw; cells hold
their score as text.
"""

from __future__ import annotations

import statistics
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import plotly.graph_objects as go

from league.rules.wording import counted, score

from . import drawing, palette
from .chart import (
    CODE,
    LEAGUE_RANK,
    NAME,
    SEGMENT,
    Chart,
    Column,
    DomainCell,
    Figure,
    Row,
    ScoredTrust,
)

ROW_HEIGHT = 22
_ABOVE, _BELOW = 108, 8
_HEADS = 60
_NARROW_ABOVE, _NARROW_HEADS = 156, 88
"""Pixels above the plot: all, and those that the names of domains take."""
_TOP = 0.6
"""Rows above the first heading."""
_GAP = 1.4
"""Rows that the heading of a segment takes."""
READING = (
    "A row is a trust, in league order; a column is a domain. Cells hold the domain score, from 1 "
    "(best) to 4. The darker, the worse is the quarter of all trusts in England that it falls in."
)


@dataclass(frozen=True)
class DomainColumn:
    """``short`` stands over the column on a narrow screen."""

    key: str
    name: str
    short: str


class TrustDomains(NamedTuple):
    """``short`` is the trust's name without what most names have; ``shared`` says whether other
    trusts have its ``rank``, which is None for one that is not ranked."""

    trust: ScoredTrust
    short: str
    rank: int | None
    cells: tuple[DomainCell, ...]
    shared: bool = False

    @property
    def placing(self) -> str:
        """Its rank beside a row of the picture: ``=4``."""
        if self.rank is None:
            return LEAGUE_RANK.missing
        return f"={self.rank}" if self.shared else str(self.rank)


@dataclass(frozen=True)
class DomainsOfTrusts:
    """Trusts in league order, each with a cell for each of the domains."""

    name: str
    whose: str
    domains: tuple[DomainColumn, ...]
    trusts: tuple[TrustDomains, ...]


Placed = Sequence[tuple[float, TrustDomains]]
"""Trusts with their distance from the top, in rows."""


def chart(given: DomainsOfTrusts) -> Chart:
    """One row a trust, with a gap where the next segment starts."""
    placed = list(_placed(given.trusts))
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=_figure(given, placed),
        columns=_columns(given.domains),
        rows=tuple(_row(each) for each in given.trusts),
        narrow=_narrow(given, placed),
        order="in league order",
    )


def height(given: DomainsOfTrusts) -> int:
    return _plot_height(list(_placed(given.trusts))) + _ABOVE + _BELOW


def _depth(placed: Placed) -> float:
    """Rows from the top of the plot to its bottom."""
    return placed[-1][0] + 0.6 if placed else 1.0


def _plot_height(placed: Placed) -> int:
    return round((_depth(placed) + _TOP) * ROW_HEIGHT)


def finding(given: DomainsOfTrusts) -> str:
    """How many trusts are uneven; without quarters, which domain is the weakest."""
    placed = [[c.segment for c in each.cells if c.segment is not None] for each in given.trusts]
    known = [segments for segments in placed if segments]
    if known:
        uneven = sum(1 in segments and 4 in segments for segments in known)
        return (
            f"{uneven} of {len(known)} {given.whose} are in the best quarter of England in one "
            "domain and in the worst in another"
        )
    return _weakest(given)


def _weakest(given: DomainsOfTrusts) -> str:
    columns = zip(
        given.domains, zip(*(each.cells for each in given.trusts), strict=True), strict=False
    )
    medians = {
        domain.name: statistics.median(scores)
        for domain, cells in columns
        if (scores := [cell.score for cell in cells if cell.score is not None])
    }
    if not medians:
        return f"No domain scores of {given.whose} are known for this quarter"
    name = max(medians, key=lambda each: medians[each])
    return (
        f"{name} is the weakest domain of {given.whose}: a typical score is {score(medians[name])}"
    )


def _columns(domains: Sequence[DomainColumn]) -> tuple[Column, ...]:
    pairs = (_pair(domain.key.replace("-", "_"), domain.name) for domain in domains)
    return (NAME, CODE, LEAGUE_RANK, SEGMENT, *(column for pair in pairs for column in pair))


def _pair(key: str, name: str) -> tuple[Column, Column]:
    which = "Which quarter of all trusts' domain scores it is in, 1 (best) to 4."
    return (
        Column(f"{key}_score", name, 2, meaning="Domain score, from 1.00 (best) to 4.00."),
        Column(f"{key}_segment", f"{name}: quarter", 0, meaning=which),
    )


def _row(each: TrustDomains) -> Row:
    figures = (figure for cell in each.cells for figure in (cell.score, cell.segment))
    trust = each.trust
    return Row((trust.name, trust.code, each.rank, trust.segment, *figures), trust.href)


def _placed(trusts: Sequence[TrustDomains]) -> Iterator[tuple[float, TrustDomains]]:
    """Each trust with its distance from the top, in rows."""
    depth, before = -1.0, object()
    for each in trusts:
        depth += 1 + (_GAP if each.trust.segment != before else 0)
        before = each.trust.segment
        yield depth, each


def _figure(given: DomainsOfTrusts, placed: Placed) -> Figure:
    names = ["<br>".join(textwrap.wrap(domain.name, 18)) for domain in given.domains]
    layout = {
        "barmode": "overlay",
        "bargap": 0,
        "showlegend": True,
        "legend": drawing.legend(y=_over(placed, _HEADS), traceorder="normal"),
        "margin": {"l": 16, "r": 8, "t": _ABOVE, "b": _BELOW},
        "xaxis": drawing.bare_axis(
            side="top",
            range=[0, len(given.domains)],
            tickvals=[place + 0.5 for place in range(len(names))],
            ticktext=names,
            tickangle=0,
            automargin=False,
        ),
        "yaxis": drawing.bare_axis(
            range=[_depth(placed), -_TOP],
            tickvals=[at for at, _ in placed],
            ticktext=[f"{each.placing}  {each.short}" for _, each in placed],
            tickfont={"size": 13},
        ),
        "annotations": [*_headings(placed), *_names_again(given.domains, placed)],
    }
    cells = [_cells(place, domain, placed) for place, domain in enumerate(given.domains)]
    return drawing.figure([*cells, *_keys(given.trusts)], layout, height=height(given))


def _over(placed: Placed, pixels: int) -> float:
    """So many pixels above the plot, in its own measure."""
    return round(1 + pixels / _plot_height(placed), 5)


_BESIDE = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -4}
_WITHIN = {"x": 0, "xref": "paper", "xanchor": "left"}


def _headings(placed: Placed, where: Mapping[str, Any] = _BESIDE) -> Iterator[dict[str, Any]]:
    """``Segment 2: 33 trusts`` above the first trust of each segment."""
    sizes = Counter(each.trust.segment for _, each in placed)
    for segment, at in _firsts(placed).items():
        text = f"{palette.mark(segment).label}: {counted(sizes[segment], 'trust')}"
        yield _heading(text, at, **where)


def _names_again(domains: Sequence[DomainColumn], placed: Placed) -> Iterator[dict[str, Any]]:
    """Domains above each segment but the first, which has them over the plot."""
    for at in list(_firsts(placed).values())[1:]:
        for place, domain in enumerate(domains):
            yield _heading(domain.short, at, x=place + 0.5, xanchor="center")


def _firsts(placed: Placed) -> dict[int | None, float]:
    """How deep the first trust of each segment stands."""
    firsts: dict[int | None, float] = {}
    for at, each in placed:
        firsts.setdefault(each.trust.segment, at)
    return firsts


def _heading(text: str, first: float, **settings: Any) -> dict[str, Any]:
    return drawing.note(text, strong=True, y=first - 1, yanchor="middle", bgcolor=None, **settings)


def _cells(place: int, domain: DomainColumn, placed: Placed) -> Any:
    """One domain: a bar of length 1 in every row, from ``place`` on."""
    cells = [each.cells[place] for _, each in placed]
    shades = [palette.quarter_shade(cell.segment) for cell in cells]
    return go.Bar(
        orientation="h",
        base=place,
        x=[1] * len(placed),
        y=[at for at, _ in placed],
        width=1,
        text=["none" if cell.score is None else score(cell.score) for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"size": 13, "color": [shade.text for shade in shades]},
        constraintext="none",
        marker={
            "color": [shade.fill for shade in shades],
            "line": {"color": palette.PAPER, "width": 1.5},
        },
        customdata=[each.trust.href for _, each in placed],
        hovertext=[
            f"{each.trust.label}<br>{domain.name}: "
            f"{'no score' if cell.score is None else score(cell.score)}, {shade.label.lower()}"
            for (_, each), cell, shade in zip(placed, cells, shades, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
    )


def _keys(trusts: Sequence[TrustDomains]) -> Iterator[Any]:
    """Entries of the legend, for the shades that occur."""
    found = {cell.segment for each in trusts for cell in each.cells}
    for segment in palette.segments_in_order(found):
        shade = palette.quarter_shade(segment)
        edge = {"color": palette.LINE, "width": 1}
        yield go.Bar(
            x=[None], y=[None], name=shade.label, marker={"color": shade.fill, "line": edge}
        )


def _narrow(given: DomainsOfTrusts, placed: Placed) -> Figure:
    """Codes in place of names, short headings on end."""
    codes = [f"{each.placing}  {each.trust.code}" for _, each in placed]
    return {
        "layout": {
            "margin": {"l": 8, "r": 4, "t": _NARROW_ABOVE},
            "font": {"size": 12},
            "legend": {"font": {"size": 12}, "y": _over(placed, _NARROW_HEADS)},
            "annotations": list(_headings(placed, _WITHIN)),
            "xaxis": {"ticktext": [domain.short for domain in given.domains], "tickangle": -90},
            "yaxis": {"ticktext": codes},
        },
        "trace": {"insidetextfont": {"size": 12}},
    }
