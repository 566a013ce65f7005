"""How a metric's values are spread among the trusts of a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Spread:
    """In the unit of the values; quartiles by linear interpolation, the ends included."""

    reported: int
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float


def spread(values: Sequence[float]) -> Spread | None:
    """None without a value."""
    if not values:
        return None
    several = values if len(values) > 1 else [values[0], values[0]]
    lower, middle, upper = quantiles(several, n=4, method="inclusive")
    return Spread(len(values), min(values), lower, middle, upper, max(values))
