"""Draws and leaving out a metric a second time: one trust, one draw, one metric at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from league.rules.rounding import rounded


@dataclass(frozen=True)
class SlowTrust:
    """``scores`` by metric; a metric without a score is not among them."""

    code: str
    type: str
    scores: dict[str, Fraction]
    in_deficit: bool = False


@dataclass(frozen=True)
class SlowRules:
    weights: dict[str, Fraction]
    cuts: tuple[float, float, float]
    no_better_than: int = 3

    def average(self, scores: dict[str, Fraction]) -> Fraction:
        weights = [self.weights[metric] for metric in scores]
        total = sum((self.weights[metric] * score for metric, score in scores.items()), Fraction())
        return total / sum(weights, Fraction())

    def segment(self, average: float, *, in_deficit: bool) -> int:
        place = 1
        for cut in self.cuts:
            if average > cut + 1e-9:
                place += 1
        return max(place, self.no_better_than) if in_deficit else place

    def key(self, trust: SlowTrust, scores: dict[str, Fraction]) -> tuple[int, float]:
        """What the league is sorted by: segment, then the printed average."""
        average = rounded(float(self.average(scores)))
        return self.segment(average, in_deficit=trust.in_deficit), average


@dataclass(frozen=True)
class SlowPlace:
    average: float
    segment: int
    rank: int
    shared: bool


def without(
    rules: SlowRules, trusts: Sequence[SlowTrust], code: str, metric: str | None
) -> SlowPlace | None:
    """Where a trust stands among its unchanged peers without a metric; as it is for None."""
    (trust,) = [each for each in trusts if each.code == code]
    scores = {key: score for key, score in trust.scores.items() if key != metric}
    if not scores:
        return None
    mine = rules.key(trust, scores)
    peers = [
        rules.key(each, each.scores)
        for each in trusts
        if each.type == trust.type and each.code != code and each.scores
    ]
    better = [peer for peer in peers if peer < mine]
    return SlowPlace(mine[1], mine[0], 1 + len(better), mine in peers)


def counted_draws(
    rules: SlowRules, trusts: Sequence[SlowTrust], drawn: Sequence[Sequence[float]]
) -> dict[str, tuple[Counter[int], Counter[int]]]:
    """How often each trust stood at each rank and in each segment.

    Args:
        drawn: for each draw the mean of each of the trusts, in their order.
    """
    counted = {trust.code: (Counter[int](), Counter[int]()) for trust in trusts}
    for means in drawn:
        keys = {
            trust.code: (rules.segment(mean, in_deficit=trust.in_deficit), mean)
            for trust, mean in zip(trusts, means, strict=True)
        }
        for trust in trusts:
            peers = [keys[each.code] for each in trusts if each.type == trust.type]
            ranks, segments = counted[trust.code]
            ranks[1 + len([peer for peer in peers if peer < keys[trust.code]])] += 1
            segments[keys[trust.code][0]] += 1
    return counted
