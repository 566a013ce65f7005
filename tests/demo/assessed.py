"""The fictional England assessed by the rules, once for all tests."""

from __future__ import annotations

from functools import cache

from league import editions
from league.demo.england import Release, releases
from league.rules.assess import assess
from league.rules.panel import Panel, Reading, build_panel
from league.rules.results import MetricResult, QuarterResult, TrustResult

QUARTERS = ("2025-26-q1", "2025-26-q2", "2025-26-q3", "2025-26-q4", "2026-27-q1")


@cache
def told() -> tuple[Release, ...]:
    """Every release; generated once."""
    return releases()


def first_release(quarter: str) -> Release:
    return next(release for release in told() if release.quarter == quarter)


def panel(quarter: str) -> Panel:
    release = first_release(quarter)
    readings = (
        Reading(each.code, each.metric, each.value, each.state, each.unit)
        for each in release.figures
    )
    types = {trust.code: trust.type for trust in release.trusts}
    return build_panel(editions.for_financial_year(quarter[:7]), types, readings)


@cache
def result(quarter: str) -> QuarterResult:
    """As first published; without likely ranges."""
    return assess(editions.for_financial_year(quarter[:7]), panel(quarter), draws=0, seed=1)


def of_trust(quarter: str, code: str) -> TrustResult:
    return next(trust for trust in result(quarter).trusts if trust.code == code)


def of_metric(quarter: str, code: str, metric: str) -> MetricResult:
    return next(each for each in of_trust(quarter, code).metrics if each.metric_id == metric)
