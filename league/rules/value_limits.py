"""Which values a metric can have at all: what lies outside was mistyped or is of another unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .edition import Metric, Model

_BY_UNIT = {
    "%": (0.0, 100.0),
    "percentage points": (-100.0, 100.0),
    "out of 10": (0.0, 10.0),
    "out of 100": (0.0, 100.0),
}


@dataclass(frozen=True)
class ValueLimits:
    """From ``low`` to ``high``, which may be infinite; ``whole`` numbers only where it says."""

    low: float
    high: float
    whole: bool = False

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high and (float(value).is_integer() or not self.whole)

    def __str__(self) -> str:
        numbers = "whole numbers" if self.whole else "numbers"
        if math.isinf(self.high):
            return f"{numbers} from {self.low:g}"
        return f"{numbers} from {self.low:g} to {self.high:g}"


def value_limits(metric: Metric, unit: str = "") -> ValueLimits:
    """The values that a metric can have in a unit; its own unit when none is named."""
    if metric.scoring.model is Model.BY_SOURCE:
        # Bands with names, and parts of a table, are whole.
        return ValueLimits(1, len(metric.labels) or 4, bool(metric.labels or metric.part_of))
    counted = (unit or metric.unit) == "count"
    if metric.possible and (unit or metric.unit) == metric.unit:
        return ValueLimits(metric.possible[0], metric.possible[1], counted)
    low, high = _BY_UNIT.get(unit or metric.unit, (0.0, math.inf))
    return ValueLimits(low, high, counted)
