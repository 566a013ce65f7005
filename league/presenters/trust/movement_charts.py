"""The charts of what moved a trust: the bridge between two averages, and the metrics."""

from __future__ import annotations

from typing import Any

from league import editions
from league.charts import bridge, moved_metrics
from league.charts.bridge import Bridge, Step
from league.charts.moved_metrics import MovedMetric, MovedMetrics
from league.models import Movement, Quarter
from league.presenters.charts import Offer
from league.presenters.content import addresses
from league.reads.trusts import TrustInQuarter

BRIDGE, METRICS = "movement", "movement-metrics"

PARTS = {
    "own": ("Own figures", "What the trust's own values did to its score."),
    "peers": ("Peers' figures", "What the values of the trusts that it is ranked with did to it."),
    "together": ("Change of scores", "Own and peers' figures, which cannot be told apart here."),
    "entered": ("Scored only now", "Metrics that are scored now and were not before."),
    "left": ("Scored only before", "Metrics that were scored before and are not now."),
    "rules": ("Another rule", "Metrics that another rule scores than before."),
    "rounding": ("Rounding", "Published scores and averages have two decimals only."),
}
"""Name and meaning of each part of a change, in the order of a bridge."""


def bridge_offer(quarter: Quarter, found: TrustInQuarter, _rest: str) -> Offer | None:
    """None where the change is not known in parts, or there is none."""
    moved = found.moved
    if moved is None or not moved.figures.get("parts"):
        return None
    given = _bridge(quarter, moved)
    return Offer(
        name=BRIDGE,
        title="What moved the average score",
        finding=bridge.finding(given),
        reading=bridge.READING,
        height=bridge.height(given),
        make=lambda: bridge.chart(given),
    )


def _bridge(quarter: Quarter, moved: Movement) -> Bridge:
    figures = moved.figures
    return Bridge(
        name=BRIDGE,
        before_label=moved.earlier.quarter.label,
        before=figures["before"],
        after_label=quarter.label,
        after=figures["after"],
        decimals=tuple(figures["decimals"]),
        steps=tuple(
            Step(label, figures["parts"][part], meaning)
            for part, (label, meaning) in PARTS.items()
            if part in figures["parts"]
        ),
    )


def metrics_offer(quarter: Quarter, found: TrustInQuarter, _rest: str) -> Offer | None:
    """None where nothing is known by metric."""
    moved = found.moved
    if moved is None or not moved.figures.get("metrics"):
        return None
    given = MovedMetrics(
        name=METRICS,
        before_label=moved.earlier.quarter.label,
        after_label=quarter.label,
        metrics=tuple(_metric(quarter, found, each) for each in moved.figures["metrics"]),
    )
    return Offer(
        name=METRICS,
        title="What each metric did to the average score",
        finding=moved_metrics.finding(given),
        reading=moved_metrics.READING,
        height=moved_metrics.height(given),
        make=lambda: moved_metrics.chart(given),
    )


def _metric(quarter: Quarter, found: TrustInQuarter, each: dict[str, Any]) -> MovedMetric:
    before, after = each["before"] or {}, each["after"] or {}
    return MovedMetric(
        name=editions.get(quarter.edition).by_id[each["metric"]].name,
        href=metric_table(quarter, found, each["metric"]),
        unit_before=before.get("unit", ""),
        unit_after=after.get("unit", ""),
        value_before=before.get("value"),
        value_after=after.get("value"),
        score_before=before.get("score"),
        score_after=after.get("score"),
        parts=each["parts"],
        amount=each["amount"],
    )


def metric_table(quarter: Quarter, found: TrustInQuarter, metric_id: str) -> str:
    """Address of the metric's table of all trusts of the type."""
    return addresses.metric_table(found.assignment.type, quarter.slug, metric_id)()
