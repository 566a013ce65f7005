"""Inputs of the chart of contributions: random metrics in a few domains."""

from __future__ import annotations

from hypothesis import strategies as st

from league.charts.waterfall import Step, Waterfall
from league.rules.waterfall import Scored, waterfall

DOMAINS = ("Access to services", "Patient safety", "Finance")


def given_of(found: list[tuple[str, float, int]], cuts: tuple[float, ...]) -> Waterfall:
    """``found`` are the domain, the weight and the score in hundredths of each metric."""
    whole = sum(weight for _, weight, _ in found)
    scored = [
        Scored(f"OF{place:04d}", domain, weight, cents / 100, weight * cents / 100 / whole)
        for place, (domain, weight, cents) in enumerate(found)
    ]
    steps = tuple(
        Step(part, f"Metric <{part.metric.key}>", part.metric.domain, f"/m/{part.metric.key}/")
        for part in waterfall(scored, DOMAINS)
    )
    return Waterfall("contributions", cuts, steps)


def any_waterfall() -> st.SearchStrategy[Waterfall]:
    each = st.tuples(st.sampled_from(DOMAINS), st.sampled_from([1.0, 1 / 3]), st.integers(100, 400))
    cuts = st.sampled_from([(1.92, 2.32, 2.77), (1.0, 1.5, 3.9), ()])
    return st.builds(given_of, st.lists(each, min_size=1, max_size=40), cuts)
