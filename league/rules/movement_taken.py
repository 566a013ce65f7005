"""What moved an average, where only scores are known of one of the two quarters.

A quarter taken as published has scores but not everybody's values, so how the peers moved
cannot be told from how the trust moved. What is known sums to the change all the same: each
metric's change of score, the metrics that came and went, and what the rounding of the
published scores and averages leaves over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .edition import Edition
from .movement_results import (
    DUST,
    NOTHING,
    Atom,
    Movement,
    MovementStatus,
    Part,
    Scored,
    finished,
)
from .rounding import rounded

_ROUNDING = 0.0051
"""So much may rounding move a mean of scores, or an average: half a hundredth."""


@dataclass(frozen=True)
class Taken:
    """One trust's results in one quarter, from which nothing is computed again."""

    average: float
    published: bool
    """Whether average and scores are published ones, to two decimals."""
    metrics: Mapping[str, Scored]
    """Those that count and have a score, by metric id."""

    @property
    def decimals(self) -> int:
        return 2 if self.published else 4

    @property
    def printed(self) -> Taken:
        """With all scores as they are printed, so that both quarters are on one footing."""
        scores = {
            name: replace(each, score=rounded(each.score or 0))
            for name, each in self.metrics.items()
        }
        return replace(self, metrics=scores)


def compare_taken(
    edition: Edition, before: Mapping[str, Taken], after: Mapping[str, Taken]
) -> dict[str, Movement]:
    """Every trust that is in both quarters, by code; ``before`` and ``after`` are of the
    same edition."""
    weights = {metric.id: metric.weight for metric in edition.counted}
    return {code: _movement(weights, before[code], after[code]) for code in after if code in before}


def _movement(weights: Mapping[str, Fraction], before: Taken, after: Taken) -> Movement:
    published = before.published + after.published
    if published:
        before, after = before.printed, after.printed
    names = [name for name in weights if name in before.metrics or name in after.metrics]
    readings = {
        name: (before.metrics.get(name, NOTHING), after.metrics.get(name, NOTHING))
        for name in names
    }
    if not any(name in before.metrics and name in after.metrics for name in names):
        return _only_averages(before, after)
    atoms = [atom for atom in _atoms(weights, before, after) if abs(atom.amount) > DUST]
    left = after.average - before.average - sum(atom.amount for atom in atoms)
    if abs(left) > (_ROUNDING * (2 + published) if published else DUST):
        return _only_averages(before, after)
    if abs(left) > DUST:
        atoms.append(Atom("", Part.ROUNDING, left))
    decimals = before.decimals, after.decimals
    return finished(
        MovementStatus.TOGETHER, before.average, after.average, atoms, readings, decimals
    )


def _only_averages(before: Taken, after: Taken) -> Movement:
    """To two decimals, as the published one is."""
    first, last = round(before.average, 2), round(after.average + DUST, 2)
    return finished(MovementStatus.AVERAGES, first, last, (), {}, (2, 2))


def _atoms(weights: Mapping[str, Fraction], before: Taken, after: Taken) -> Iterator[Atom]:
    shared = [name for name in weights if name in before.metrics and name in after.metrics]
    total = float(sum(weights[name] for name in shared))
    for name in shared:
        old, new = before.metrics[name], after.metrics[name]
        amount = float(weights[name]) / total * ((new.score or 0) - (old.score or 0))
        yield Atom(name, _part(old, new), amount)
    yield from _only_one(weights, after, shared, Part.ENTERED, 1)
    yield from _only_one(weights, before, shared, Part.LEFT, -1)


def _part(old: Scored, new: Scored) -> Part:
    same = (old.unit, old.model) == (new.unit, new.model)
    return Part.TOGETHER if same else Part.RULES


def _only_one(
    weights: Mapping[str, Fraction], taken: Taken, shared: list[str], part: Part, sign: int
) -> Iterator[Atom]:
    """What each metric that only this quarter has adds to the average over the shared ones."""
    base = _mean(weights, taken, shared)
    total = float(sum(weights[name] for name in taken.metrics))
    for name in weights:
        if name in taken.metrics and name not in shared:
            away = (taken.metrics[name].score or 0) - base
            yield Atom(name, part, sign * float(weights[name]) * away / total)


def _mean(weights: Mapping[str, Fraction], taken: Taken, names: list[str]) -> float:
    total = float(sum(weights[name] for name in names))
    return sum(float(weights[name]) * (taken.metrics[name].score or 0) for name in names) / total
