"""The charts of a trust's page: each has a page with its table, a figure and files.

To add a chart, write a builder and enter it in :data:`KINDS`. Nothing else is needed: the addresses
``/trusts/<code>/<quarter>/charts/<name>/`` with ``.figure.json``, ``.csv``, ``.xlsx`` and
``.json`` then answer, and :func:`chart_view` gives the view that ``charts/chart.html`` draws.

A builder is handed the quarter, the trust's results and the rest of the chart's name, and returns
an :class:`Offer` of exactly that name, or None where the trust has no such chart (not found then).
What it needs beside ``TrustInQuarter`` it asks of ``league.reads`` itself, so that only this
chart's own addresses pay for it::

    def offer(quarter: Quarter, found: TrustInQuarter, rest: str) -> Offer | None: ...

    KINDS = (Kind("contributions", contributions.offer), Kind("peers-", peers.offer))

A name that ends in a hyphen begins the names of a family: ``peers-OF0013`` reaches ``peers.offer``
with ``rest`` being ``OF0013``. The chart itself is a pure function in ``league.charts`` whose
random inputs join ``tests/charts/builders.py``; its ``finding`` must be known without drawing.

On the page, a section's presenter makes ``chart_view(quarter, code, offer)`` from figures that it
has already, and its template says ``{% include "charts/chart.html" with chart=... %}`` (the page
includes ``charts/scripts.html`` once, at its end).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter
from league.presenters.charts import ChartView, Offer, Place, view_at
from league.presenters.links import Link
from league.reads.trusts import TrustInQuarter

from . import (
    density_chart,
    domain_chart,
    metric_chart,
    movement_charts,
    trend_chart,
    waterfall_chart,
)

Builder = Callable[[Quarter, TrustInQuarter, str], Offer | None]

_KIND = "trust-chart"


@dataclass(frozen=True)
class Kind:
    """``name`` is a chart's name, or the beginning of several when it ends in a hyphen."""

    name: str
    build: Builder

    def rest(self, name: str) -> str | None:
        """What follows in a name of this kind; None for any other name."""
        if self.name.endswith("-"):
            return name.removeprefix(self.name) if name.startswith(self.name) else None
        return "" if name == self.name else None


KINDS: tuple[Kind, ...] = (
    Kind(waterfall_chart.CHART, waterfall_chart.offer),
    Kind(domain_chart.CHART, domain_chart.offer),
    Kind(metric_chart.METRIC, metric_chart.offer),
    Kind(density_chart.CHART, density_chart.offer),
    Kind(trend_chart.CHART, trend_chart.offer),
    Kind(movement_charts.BRIDGE, movement_charts.bridge_offer),
    Kind(movement_charts.METRICS, movement_charts.metrics_offer),
)


def find(quarter: Quarter, found: TrustInQuarter, name: str) -> Offer | None:
    """The chart of that name; None when the trust has none."""
    for kind in KINDS:
        rest = kind.rest(name)
        if rest is not None:
            return kind.build(quarter, found, rest)
    return None


def chart_view(quarter: Quarter, code: str, offer: Offer) -> ChartView:
    """The chart for a section of the trust's page, with how to read it."""
    return view_at(_KIND, (code, quarter.slug), offer, offer.reading)


def trust_place(quarter: Quarter, found: TrustInQuarter) -> Place:
    """Where the charts of a trust stand."""
    row = found.assignment
    whose = f"{row.name}, {quarter.label}"
    return Place(
        quarter=quarter,
        whose=whose,
        parent=Link(whose, reverse("trust", args=[row.trust_id, quarter.slug])),
        stem=f"trust-{row.trust_id}",
        kind=_KIND,
        args=(row.trust_id, quarter.slug),
        code=row.trust_id,
    )
