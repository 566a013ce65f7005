"""The chart of compared trusts' average scores over all quarters."""

from __future__ import annotations

from collections.abc import Mapping

from league.charts import compared_trends
from league.charts.compared_trends import ComparedTrends, TrustLine
from league.charts.trend_points import Gap
from league.models import Quarter, SegmentAssignment

from . import wording
from .charts import ChartView, Offer, Place, view_at
from .compare_address import CompareAddress
from .compare_basket import Basket
from .compare_grid import short_names
from .gaps import gaps
from .links import Link
from .trust.trend_chart import order, point

CHART = "trend"
_KIND = "compare-chart"

History = Mapping[str, Mapping[str, SegmentAssignment]]
"""Published results by trust code and quarter, oldest first."""


def trend_offer(basket: Basket, history: History) -> Offer:
    """``basket`` holds the trusts that are compared."""
    given = _given(basket, history)
    return Offer(
        name=CHART,
        title="Average score by quarter",
        finding=compared_trends.finding(given),
        reading=compared_trends.READING,
        height=compared_trends.HEIGHT,
        make=lambda: compared_trends.chart(given),
    )


def trend_view(basket: Basket, history: History) -> ChartView:
    """The chart on the page of the comparison."""
    offer = trend_offer(basket, history)
    return view_at(_KIND, (), offer, offer.reading, _query(basket.address))


def trend_place(basket: Basket, quarter: Quarter) -> Place:
    """Where it stands: below the comparison of these trusts."""
    names = wording.listed(short_names([row.name for row in basket.rows]))
    return Place(
        quarter=quarter,
        whose=names,
        parent=Link(f"Comparison: {names}", basket.address()),
        stem="compared-trusts",
        kind=_KIND,
        args=(),
        query=_query(basket.address),
    )


def _query(address: CompareAddress) -> str:
    return address().partition("?")[2]


def _given(basket: Basket, history: History) -> ComparedTrends:
    names = short_names([row.name for row in basket.rows])
    held = {
        row.assessment.quarter_id: row.assessment.quarter
        for rows in history.values()
        for row in rows.values()
    }
    return ComparedTrends(
        name=CHART,
        trusts=tuple(
            TrustLine(
                row.name,
                short,
                row.trust_id,
                tuple(map(point, history.get(row.trust_id, {}).values())),
            )
            for row, short in zip(basket.rows, names, strict=True)
        ),
        gaps=tuple(
            Gap(name.label, order(name.starts)) for name in reversed(gaps([*held.values()]))
        ),
    )
