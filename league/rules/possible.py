"""Which values a metric can have at all: what a reader may try in a what-if."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .edition import Metric, Model, Scoring
from .levers import decimals_of
from .panel import Floats

_MOST = 1_000_000.0
_TOP = {"out of 10": 10.0, "out of 100": 100.0}
_EITHER_SIDE = frozenset({"percentage points"})
"""Units of a difference, which can lie on either side of nought."""


@dataclass(frozen=True)
class Possible:
    least: float
    most: float
    whole: bool
    """Counts and bands have no decimals."""

    def hold(self, value: float) -> bool:
        """Whether the value is a possible one."""
        return self.least <= value <= self.most and not (self.whole and value != round(value))


def possible(metric: Metric, scoring: Scoring, reported: Floats) -> Possible:
    """Values that the metric can have in the unit of that scoring.

    The editions do not name limits. Bands are 1 to 4; a unit that is a scale ends where the scale
    ends; a share of a hundred does, unless somebody reports more than that or less than nought, or
    the rule itself speaks of less than nought.

    Args:
        reported: what the trusts of the quarter report, NaN where none.
    """
    if scoring.model is Model.BY_SOURCE:
        return Possible(1, 4, whole=True)
    whole = decimals_of(metric, scoring) == 0 and scoring.unit in ("count", "cases")
    values = reported[~np.isnan(reported)]
    named = [each for each in (scoring.standard, scoring.floor) if each is not None]
    named += [band.limit for band in scoring.bands]
    below = scoring.unit in _EITHER_SIDE or min([0.0, *named, *values.tolist()]) < 0
    most = _TOP.get(scoring.unit, 100.0 if scoring.unit == "%" else _MOST)
    if below or bool((values > most).any()):
        most = _MOST
    return Possible(-_MOST if below else 0.0, most, whole)
