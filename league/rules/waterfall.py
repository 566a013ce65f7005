"""The way from the best possible score to a trust's average, one metric after the other.

A trust whose every metric scored 1.00 would have an average of 1.00. Each metric adds to that
weight × (score − 1) ÷ sum of weights, so that 1.00 and all that is added make the average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lift import BEST


@dataclass(frozen=True)
class Scored:
    """A metric that counts: ``key`` is its id, ``domain`` the key of its domain."""

    key: str
    domain: str
    weight: float
    score: float
    contribution: float
    """Weight × score ÷ sum of weights: all of them sum to the average."""


@dataclass(frozen=True)
class Part:
    """``added`` lies from ``start`` to ``end`` on the scale of scores."""

    metric: Scored
    added: float
    start: float
    end: float


def waterfall(scored: Iterable[Scored], domains: Sequence[str]) -> tuple[Part, ...]:
    """One part a metric: by domain in the order given, in a domain the largest first.

    The first starts at 1.00 and the last ends at the average.

    Args:
        scored: the metrics that made the average.
        domains: keys of domains; every metric's domain is among them.
    """
    metrics = list(scored)
    whole = sum(metric.weight for metric in metrics)
    places = {key: place for place, key in enumerate(domains)}
    added = {it.key: it.weight * (it.score - BEST) / whole for it in metrics}
    parts: list[Part] = []
    end = BEST
    for metric in sorted(metrics, key=lambda it: (places[it.domain], -added[it.key])):
        start, end = end, end + added[metric.key]
        parts.append(Part(metric, added[metric.key], start, end))
    return tuple(parts)
