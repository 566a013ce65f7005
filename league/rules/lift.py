"""What lifts a trust's average and what holds it back, beside the rest of its own metrics.

The pull of a metric is weight × (average − score) ÷ sum of weights: above zero it makes the
average better than it would be if this metric scored as the trust does on the whole. The pulls of
all metrics of a trust sum to zero, and the pull of a domain is the sum of its metrics' pulls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .edition import Edition
from .results import TrustResult

BEST, WORST = 1.0, 4.0
_SAME = 1e-9
"""Pulls nearer than this differ by the arithmetic alone."""


@dataclass(frozen=True)
class Pull:
    """``key`` is a metric's id or a domain's key; above zero ``pull`` lifts."""

    key: str
    name: str
    score: float
    pull: float


@dataclass(frozen=True)
class Counted:
    """A metric that enters the average, by its id."""

    key: str
    weight: float
    score: float


def pulls_of(edition: Edition, average: float, counted: Sequence[Counted]) -> tuple[Pull, ...]:
    """Of each metric that made the average, the strongest lift first; those that pull equally in
    the order given."""
    whole = sum(metric.weight for metric in counted)
    return _strongest_first(
        Pull(
            metric.key,
            edition.by_id[metric.key].name,
            metric.score,
            metric.weight * (average - metric.score) / whole,
        )
        for metric in counted
    )


def metric_pulls(edition: Edition, trust: TrustResult) -> tuple[Pull, ...]:
    """Of each metric of a result that counts and has a score, in the order of the edition where
    they pull equally. Empty for a trust without an average."""
    counted = [
        Counted(metric.metric_id, edition.shares[metric.metric_id], metric.score)
        for metric in trust.metrics
        if metric.score is not None and edition.shares[metric.metric_id] > 0
    ]
    return pulls_of(edition, trust.average or 0.0, counted)


def domain_pulls(edition: Edition, trust: TrustResult, pulls: tuple[Pull, ...]) -> tuple[Pull, ...]:
    """Of each domain with a score, the strongest lift first; ``pulls`` are those of its metrics."""
    sums: dict[str, float] = {}
    for each in pulls:
        domain = edition.by_id[each.key].domain
        sums[domain] = sums.get(domain, 0.0) + each.pull
    return _strongest_first(
        Pull(each.domain, edition.domain(each.domain).name, each.rounded, sums[each.domain])
        for each in trust.domains
        if each.rounded is not None and each.domain in sums
    )


def leaders(pulls: tuple[Pull, ...]) -> tuple[Pull, ...]:
    """Those that lift as much as the one that lifts most; none where nothing lifts."""
    if not pulls or pulls[0].pull <= _SAME:
        return ()
    return tuple(each for each in pulls if pulls[0].pull - each.pull <= _SAME)


def lifting(pulls: tuple[Pull, ...]) -> tuple[Pull, ...]:
    """Those that lift, strongest first."""
    return tuple(each for each in pulls if each.pull > _SAME)


def turned(pulls: tuple[Pull, ...]) -> tuple[Pull, ...]:
    """The other side: what holds back counted as a lift, the strongest first, those that pull
    equally still in the same order."""
    turned_round = (Pull(it.key, it.name, it.score, -it.pull) for it in pulls)
    return _strongest_first(turned_round)


def _strongest_first(pulls: Iterable[Pull]) -> tuple[Pull, ...]:
    """Sorted stably, pulls that differ by the arithmetic alone taken as equal."""
    return tuple(sorted(pulls, key=lambda each: -round(each.pull, 9)))
