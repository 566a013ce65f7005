"""The chart of a trust's peers in one metric, with the trust marked."""

from __future__ import annotations

from league import editions
from league.models import Quarter
from league.presenters.charts import Offer
from league.presenters.metric_charts import METRIC, metric_offer
from league.reads import metric_tables
from league.reads.trusts import TrustInQuarter

__all__ = ["METRIC", "offer"]


def offer(quarter: Quarter, found: TrustInQuarter, metric_id: str) -> Offer | None:
    """None for an unknown metric, and where the trust has no value of it. One query more."""
    metric = editions.get(quarter.edition).by_id.get(metric_id)
    mine = next((row for row in found.metrics if row.metric == metric_id), None)
    if metric is None or mine is None or mine.value is None:
        return None
    row = found.assignment
    peers = metric_tables.everyone(quarter, row.type, metric)
    return metric_offer(metric, quarter, row.type, peers, row.trust_id)
