"""Inputs of the charts of what moved a trust."""

from __future__ import annotations

from hypothesis import strategies as st

from league.charts import bridge, moved_metrics

PARTS = ("own", "peers", "entered", "left", "rules")
AMOUNTS = st.integers(-9_000, 9_000).filter(bool).map(lambda whole: whole / 10_000)


def bridged(*amounts: float, before: float = 2.5) -> bridge.Bridge:
    steps = tuple(bridge.Step(f"Part {n}", amount, "A part") for n, amount in enumerate(amounts))
    after = round(before + sum(amounts), 4)
    return bridge.Bridge("movement", "Q3 2025/26", before, "Q4 2025/26", after, steps)


def moved_metric(name: str = "A&E <4 hours", **parts: float) -> moved_metrics.MovedMetric:
    return moved_metrics.MovedMetric(
        name=name,
        href=f"/metrics/{name[0]}/",
        unit_before="%",
        unit_after="%",
        value_before=70.0,
        value_after=71.5,
        score_before=2.25,
        score_after=2.0,
        parts=parts,
        amount=round(sum(parts.values()), 4),
    )


def moved(*metrics: moved_metrics.MovedMetric) -> moved_metrics.MovedMetrics:
    return moved_metrics.MovedMetrics("movement-metrics", "Q3 2025/26", "Q4 2025/26", metrics)


def any_bridge() -> st.SearchStrategy[bridge.Bridge]:
    return st.lists(AMOUNTS, max_size=5).map(lambda amounts: bridged(*amounts))


def any_moved() -> st.SearchStrategy[moved_metrics.MovedMetrics]:
    parts = st.dictionaries(st.sampled_from(PARTS), AMOUNTS, max_size=3)
    return st.lists(parts, max_size=12).map(
        lambda each: moved(*(moved_metric(f"{n} metric", **p) for n, p in enumerate(each)))
    )
