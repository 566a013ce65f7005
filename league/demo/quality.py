"""How good each trust is, quarter by quarter: what its metrics have in common.

A trust's standing in one metric is made of three parts: its quality overall, its quality
in the metric's theme, and what is peculiar to the metric. Each part drifts slowly, so a
quarter resembles the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from league.rules.panel import Floats

from . import services as kinds
from .cast import cast
from .chance import stream
from .trusts import AMBULANCE, MENTAL_HEALTH_AND_COMMUNITY, DemoTrust, all_trusts

QUARTERS = 5
OVERALL, THEME = 0.42, 0.3
"""Loadings; what is left of the unit variance is peculiar to the metric."""
LASTING, PECULIAR_LASTING = 0.95, 0.85
"""Correlation of neighbouring quarters."""

_SUBTYPE = {
    kinds.SPECIALIST: 1.3,
    kinds.LARGE: -0.3,
    kinds.MEDIUM: -0.15,
    kinds.SMALL: -0.15,
    kinds.COMMUNITY: 0.6,
    kinds.CARE_TRUST: 0.2,
}
_PROGRAMME = -2.8
_REGION_FINANCE = {
    "North West": -0.5,
    "Midlands": -0.2,
    "London": 0.35,
    "South East": -0.15,
    "North East and Yorkshire": 0.25,
}
_TYPE_FINANCE = {MENTAL_HEALTH_AND_COMMUNITY: 1.0, AMBULANCE: 1.7}
FINANCE = "finance"


def standing(theme: str, series: str, moments: tuple[int, ...]) -> Floats:
    """Each trust's standing in a metric, about 0 with variance 1; higher is better.

    Args:
        theme: metrics of one theme go together.
        series: name of the metric's own drift.
        moments: for each quarter the quarter in which the figure then valid arose.

    Returns:
        shape (quarters, trusts).
    """
    peculiar = np.sqrt(1 - OVERALL**2 - THEME**2)
    own = _drift(PECULIAR_LASTING, "series", series)
    total = OVERALL * _overall() + THEME * _drift(LASTING, "theme", theme) + peculiar * own
    if theme == FINANCE:
        total = total + _finance_climate()
    return total[list(moments)]


@cache
def _overall() -> Floats:
    lasting = _drift(LASTING, "overall") + _of_each(lambda trust: _SUBTYPE.get(trust.subtype, 0.0))
    poor = _of_each(lambda trust: float(trust.code in cast().programme))
    return np.where(poor > 0, _PROGRAMME + 0.1 * lasting, lasting)


def _finance_climate() -> Floats:
    return _of_each(
        lambda trust: _REGION_FINANCE.get(trust.region, 0.0) + _TYPE_FINANCE.get(trust.type, 0.0)
    )


def _drift(lasting: float, *words: str) -> Floats:
    """A first-order autoregressive series of unit variance; shape (quarters, trusts)."""
    shocks = stream(*words).standard_normal((QUARTERS, len(all_trusts())))
    series = shocks.copy()
    for quarter in range(1, QUARTERS):
        fresh = np.sqrt(1 - lasting**2) * shocks[quarter]
        series[quarter] = lasting * series[quarter - 1] + fresh
    return series


def _of_each(value: Callable[[DemoTrust], float]) -> Floats:
    return np.array([value(trust) for trust in all_trusts()])
