"""Which values a metric can have at all: what lies outside was mistyped or is of another unit."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from .edition import Metric, Model
from .panel import Floats

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

    def reaching(self, reported: Floats) -> ValueLimits:
        """Open at an end that somebody's reported value lies beyond; NaN is no value."""
        low = np.fmin.reduce(reported, initial=self.low)
        high = np.fmax.reduce(reported, initial=self.high)
        return replace(
            self,
            low=self.low if low >= self.low else -math.inf,
            high=self.high if high <= self.high else math.inf,
        )

    @property
    def one(self) -> str:
        """``a whole number from 0``, ``a number from -100 to 100``."""
        return " ".join(["a whole number" if self.whole else "a number", *self._ends()])

    def __str__(self) -> str:
        return " ".join(["whole numbers" if self.whole else "numbers", *self._ends()])

    def _ends(self) -> list[str]:
        low = [] if math.isinf(self.low) else [f"from {self.low:g}"]
        up = "to" if low else "up to"
        return low + ([] if math.isinf(self.high) else [f"{up} {self.high:g}"])


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
