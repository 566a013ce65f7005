"""Rounding as the published figures do it: half up, on exact hundredths.

A score is a ratio of small whole numbers, so its float lies within 1e-12 of the exact
value. Adding a tolerance far below a hundredth and far above that error makes an exact
half round up whatever the float's last bit.
"""

from __future__ import annotations

import math

import numpy as np

from .panel import Floats, Ints

_TOLERANCE = 1e-7


def to_hundredths(values: Floats) -> Ints:
    """Whole hundredths of each value, rounded half up.

    Args:
        values: any shape, no NaN.
    """
    return np.floor(np.asarray(values) * 100 + 0.5 + _TOLERANCE).astype(np.int64)


def rounded(value: float) -> float:
    """The value to two decimals, half up."""
    return math.floor(value * 100 + 0.5 + _TOLERANCE) / 100
