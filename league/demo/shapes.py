"""How a standing becomes a figure: the spreads that metrics have.

Every shape takes ``ahead``, of shape (trusts,): the standing, turned so that a larger one
gives a larger figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

import numpy as np

from league.rules.panel import Floats

_NORMAL = NormalDist()


class Shape(Protocol):
    def figures(self, ahead: Floats) -> Floats:
        """Unrounded figures, in the metric's unit."""
        ...


@dataclass(frozen=True)
class Level:
    """About a centre, alike on both sides: most percentages and survey scores."""

    centre: float
    width: float
    low: float = -np.inf
    high: float = np.inf

    def figures(self, ahead: Floats) -> Floats:
        return np.clip(self.centre + self.width * ahead, self.low, self.high)


@dataclass(frozen=True)
class Tail:
    """A long tail upwards, and zeros for those at the low end: long waits, rare events."""

    scale: float
    width: float
    zero: float
    """The larger, the more zeros."""
    high: float = np.inf

    def figures(self, ahead: Floats) -> Floats:
        return np.clip(self.scale * (np.exp(self.width * ahead) - self.zero), 0.0, self.high)


@dataclass(frozen=True)
class Bands:
    """A score of 1 to 4 given by its source."""

    shares: tuple[float, float, float, float]
    """Of the scores 1 to 4, among trusts of common quality."""

    def figures(self, ahead: Floats) -> Floats:
        ends = np.cumsum(self.shares)[:3]
        limits = [_NORMAL.inv_cdf(min(end, 1 - 1e-12)) for end in ends]
        return np.searchsorted(limits, ahead) + np.float64(1)


@dataclass(frozen=True)
class Trials:
    """A percentage of a few: trials set up in time, of two to nine."""

    share: float

    def figures(self, ahead: Floats) -> Floats:
        trials = 2 + np.arange(len(ahead)) * 5 % 8
        chance = np.clip(self.share + 0.28 * ahead, 0.0, 1.0)
        return 100 * np.round(chance * trials) / trials


@dataclass(frozen=True)
class Balance:
    """Share of income: exactly nothing for many, small surpluses, deficits with a tail."""

    break_even: float
    """Standing from which on there is no deficit."""
    surplus: float
    """Standing from which on there is a surplus."""
    depth: float

    def figures(self, ahead: Floats) -> Floats:
        over = 0.8 * np.maximum(ahead - self.surplus, 0.0)
        under = np.maximum(self.break_even - ahead, 0.0)
        return over - self.depth * (under + under**2)
