"""The shortest ways for a trust to a better segment by its scores, changing one or two metrics.

Shortest means the fewest places to gain: the share of a metric's pool that the trust would draw
level with or pass, and for two metrics the sum of both shares. Every way is tried on the whole
quarter before it is told, with one step less of each metric as well, which must not suffice.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np

from .levers import Lever, matrix_gains
from .panel import Floats, Ints
from .scoring import BEST
from .trial import Steps, Trial

_CLOSE = 1e-9


@dataclass(frozen=True)
class Route:
    steps: Steps
    share: float
    """Places to gain as a share of the pool; of two metrics the sum."""


def rising(lever: Lever) -> Ints:
    """All steps, or of a part of a matrix those that gain more than any before."""
    if lever.counted is lever.metric:
        return np.arange(len(lever.values))
    gains = np.where(np.isnan(lever.gains), 0.0, lever.gains)
    best = np.maximum.accumulate(np.append(0.0, gains))[:-1]
    return np.flatnonzero(gains > best)


def alone(trial: Trial, lever: Lever, least: float) -> Route | None:
    """The first step of one metric that leads to the goal; None when none does."""
    steps = rising(lever)
    start = int(np.searchsorted(lever.gains[steps], least - _CLOSE))
    for part in _ranked_and_not(lever, steps[start:]):
        found = bisect_left(part, True, key=lambda step: trial.reaches(((lever, step),)))
        if found < len(part):
            return Route(((lever, part[found]),), float(lever.shares[part[found]]))
    return None


def _ranked_and_not(lever: Lever, steps: Ints) -> tuple[list[int], list[int]]:
    """The steps that leave the trust among the ranked, and those that take it out at the top.

    In each a further step is never worse for it. From the one to the other it can be: peers whom
    it overtook get their ranks back, and with them a quartile that was the worse for it.
    """
    ranked = lever.scores[steps] > BEST
    return steps[ranked].tolist(), steps[~ranked].tolist()


def together(
    trial: Trial, alone: Sequence[tuple[Lever, Route | None]], least: Floats
) -> Route | None:
    """The shortest way that changes two metrics, neither of which suffices alone.

    Args:
        trial: of the trust and its goal.
        alone: every metric, and what it can do alone.
        least: what the sum of weighted scores must gain at least, by both metrics' places.
    """
    part_ways = [_PartWay.of(lever, _before(lever, route)) for lever, route in alone]
    pairs = [
        pair
        for (one, first), (other, second) in combinations(enumerate(part_ways), 2)
        if (pair := _Pair.of(first, second, float(least[one, other])))
    ]
    found = _shortest(pairs, trial)
    both_parts = _of_parts([lever for lever, _ in alone], trial)
    return min((each for each in (found, both_parts) if each), key=_share, default=None)


def _share(route: Route) -> float:
    return route.share


def _before(lever: Lever, route: Route | None) -> Ints:
    """The steps that do not suffice alone."""
    steps = rising(lever)
    return steps if route is None else steps[steps < route.steps[0][1]]


@dataclass(frozen=True)
class _PartWay:
    """The steps of one metric that do not suffice alone, what each gains, and the most."""

    lever: Lever
    steps: Ints
    gains: Floats
    most: float

    @classmethod
    def of(cls, lever: Lever, steps: Ints) -> _PartWay:
        gains = lever.gains[steps]
        return cls(lever, steps, gains, float(gains.max(initial=-np.inf)))

    @cached_property
    def shares(self) -> Floats:
        """Of each step: few are asked for."""
        return self.lever.shares[self.steps]


@dataclass(frozen=True)
class _Pair:
    """Two metrics of which each step of the one needs a certain step of the other at least."""

    one: _PartWay
    other: _PartWay
    places: Ints
    """The steps of ``one`` with which some step of ``other`` may suffice, ..."""
    needed: Ints
    """... and for each the place in ``other`` from which both may."""

    @classmethod
    def of(cls, one: _PartWay, other: _PartWay, least: float) -> _Pair | None:
        """None when both together cannot gain as much, or are parts of the same score."""
        # Most pairs end here: the largest gains are held against what is lacking before all are.
        if one.lever.counted is other.lever.counted or other.most < least - one.most - _CLOSE:
            return None
        needed = other.gains.searchsorted(least - one.gains - _CLOSE)
        places = np.flatnonzero(needed < len(other.steps))
        return cls(one, other, places, needed[places]) if len(places) else None

    @cached_property
    def _costs(self) -> Floats:
        costs: Floats = self.one.shares[self.places] + self.other.shares[self.needed]
        return costs

    def cheapest_first(self) -> Iterator[int]:
        """Sorted only when more than the first is asked for, as it is of few pairs."""
        yield int(self._costs.argmin())
        yield from self._costs.argsort(kind="stable")[1:].tolist()

    def cost(self, place: int, needed: int) -> float:
        return float(self.one.shares[self.places[place]] + self.other.shares[needed])

    def steps(self, place: int, needed: int) -> Steps:
        one, other = self.one, self.other
        step = int(one.steps[self.places[place]])
        return (one.lever, step), (other.lever, int(other.steps[needed]))


def _shortest(pairs: list[_Pair], trial: Trial) -> Route | None:
    """Tries the pairs' steps in the order of their cost until some lead to the goal."""
    waiting: list[_Waiting] = []
    for number, pair in enumerate(pairs):
        _push_next(waiting, pair, number, pair.cheapest_first())
    while waiting:
        _, number, place, needed, order = heapq.heappop(waiting)
        pair = pairs[number]
        if trial.reaches(pair.steps(place, needed)):
            return _least(pair, place, needed, trial)
        if needed + 1 < len(pair.other.steps):
            cost = pair.cost(place, needed + 1)
            heapq.heappush(waiting, (cost, number, place, needed + 1, iter(())))
        _push_next(waiting, pair, number, order)
    return None


_Waiting = tuple[float, int, int, int, Iterator[int]]
"""Cost, number of the pair, step of the one and of the other, and the pair's further places."""


def _push_next(waiting: list[_Waiting], pair: _Pair, number: int, order: Iterator[int]) -> None:
    for place in order:
        needed = int(pair.needed[place])
        heapq.heappush(waiting, (pair.cost(place, needed), number, place, needed, order))
        return


def _least(pair: _Pair, place: int, needed: int, trial: Trial) -> Route:
    """The same with every step taken back that is not needed; none alone suffices."""
    while place and trial.reaches(pair.steps(place - 1, needed)):
        place -= 1
    while needed and trial.reaches(pair.steps(place, needed - 1)):
        needed -= 1
    return Route(pair.steps(place, needed), pair.cost(place, needed))


def _of_parts(levers: Sequence[Lever], trial: Trial) -> Route | None:
    """The shortest way that changes both parts of a matrix, neither of which suffices alone."""
    found = [
        route
        for one, other in combinations(levers, 2)
        if one.counted is other.counted
        for route in _of_both(one, other, trial)
    ]
    return min(found, key=_share, default=None)


def _of_both(one: Lever, other: Lever, trial: Trial) -> Iterator[Route]:
    """Ways that change both parts, the fewest steps first."""
    gains = matrix_gains(trial.figures, one, other)
    for a, b in product(range(len(one.values)), range(len(other.values))):
        less = [one.gains[a], other.gains[b]]
        less += [gains[a - 1, b]] if a else []
        less += [gains[a, b - 1]] if b else []
        if trial.gains(gains[a, b]) and not any(map(trial.gains, less)):
            yield Route(((one, a), (other, b)), float(one.shares[a] + other.shares[b]))
