"""One metric's values among the trusts of a type, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from league.rules import peer_spreads
from league.rules.edition import Better
from league.rules.positions import position, words
from league.rules.wording import number

from .drawing import BEST
from .quantiles import Quartiles, quartiles

READING = (
    "Each mark is a trust; marks that would overlap stand on one another. The grey band holds the "
    "middle half of the trusts, the solid line in it is the median. Broken lines are the limits "
    "by which the metric is scored."
)
_READING_CHOSEN = "The diamond on the thin line is this trust."


@dataclass(frozen=True)
class MetricTrust:
    """``value`` is None where there is none; ``state`` says why in words."""

    code: str
    name: str
    href: str
    value: float | None
    score: float | None
    state: str = "Reported"
    chosen: bool = False
    """The trust that a page is about: marked with its name."""

    @property
    def label(self) -> str:
        return escape(f"{self.name} ({self.code})", quote=False)


@dataclass(frozen=True)
class MetricValues:
    """``unit`` follows a figure (``%``, `` days``); limits are None where there is none."""

    name: str
    metric: str
    whose: str
    unit: str
    decimals: int
    higher_is_better: bool
    trusts: tuple[MetricTrust, ...]
    standard: float | None = None
    floor: float | None = None
    borders: tuple[float, ...] = ()
    """Where the bands of a banded metric end."""
    best_band: str = ""
    """The best of its bands in words: ``80% or more``."""

    @property
    def chosen(self) -> MetricTrust | None:
        """The trust that a page is about, where it has a value."""
        found = (each for each in self.trusts if each.chosen and each.value is not None)
        return next(found, None)

    def figure(self, value: float) -> str:
        return number(value, self.decimals) + self.unit

    def between(self, value: float) -> str:
        """A median or quartile, which may lie between two values."""
        return number(value, max(2, self.decimals)) + self.unit

    def reaches(self, value: float, limit: float) -> bool:
        """Whether a value is as good as a limit or better."""
        return value >= limit if self.higher_is_better else value <= limit


def reading(given: MetricValues) -> str:
    return f"{READING} {_READING_CHOSEN}" if given.chosen else READING


def finding(given: MetricValues) -> str:
    """Where the chosen trust stands. Without one how many reach the standard or miss the floor;
    without either, where the middle is."""
    values = _values(given)
    if not values:
        return f"{given.metric}: no {given.whose} have a value"
    if given.chosen is not None:
        return _standing(given, given.chosen.value or 0.0, values)
    if given.standard is not None:
        reach = sum(given.reaches(value, given.standard) for value in values)
        limit = given.figure(given.standard)
        return f"{reach} of {len(values)} {given.whose} reach the standard of {limit}"
    if given.floor is not None:
        miss = sum(not given.reaches(value, given.floor) for value in values)
        limit = given.figure(given.floor)
        return f"{miss} of {len(values)} {given.whose} miss the floor of {limit}"
    if given.best_band:
        scored = [each for each in given.trusts if each.score is not None]
        best = sum(each.score == BEST for each in scored)
        return f"{best} of {len(scored)} {given.whose} are in the best band: {given.best_band}"
    middle = quartiles(values) or Quartiles(values[0], values[0], values[0])
    return (
        f"Half of {given.whose} lie between {given.between(middle.low)} and "
        f"{given.between(middle.high)}"
    )


def _standing(given: MetricValues, own: float, values: Sequence[float]) -> str:
    """``0.44%, in the best quarter of acute trusts``; of few trusts only how many they are."""
    better = Better.HIGHER if given.higher_is_better else Better.LOWER
    said = words(position(own, peer_spreads.middle(np.array(values)), better))
    if not said:
        return f"{given.figure(own)}, among {len(values)} {given.whose}"
    return f"{given.figure(own)}, {said[0].lower()}{said[1:]} of {given.whose}"


def _values(given: MetricValues) -> list[float]:
    return sorted(each.value for each in given.trusts if each.value is not None)
