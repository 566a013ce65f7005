"""Who stands next to whom in a ranking: slow and obvious, to check the engine's answer.

Written from the description of the method: better values first; of equal values of one trust
type the one with the better published rank; those that still are equal share a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from league.rules.edition import Better, Edition, Metric, Pool, Scoring
from league.rules.results import QuarterResult


@dataclass(frozen=True)
class Held:
    """One trust's figure; ``tie`` is its published rank within the type, if there is one."""

    code: str
    kind: str
    value: float
    tie: float = float("inf")

    def beats(self, other: Held, better: Better) -> bool:
        if self.value != other.value:
            return (self.value > other.value) is (better is Better.HIGHER)
        return self.kind == other.kind and self.tie < other.tie


def spread_of(metric: Metric, scoring: Scoring, pool: list[Held]) -> list[Held]:
    """Those of a pool that neither reach the standard nor miss the floor."""

    def as_good(value: float, limit: float) -> bool:
        return value >= limit if metric.better is Better.HIGHER else value <= limit

    return [
        each
        for each in pool
        if not (scoring.standard is not None and as_good(each.value, scoring.standard))
        and not (scoring.floor is not None and not as_good(each.value, scoring.floor))
    ]


def next_to(code: str, place: Mapping[str, int]) -> tuple[str, str]:
    """Codes of the next better and the next worse; empty where there is none. Of several that
    share the place the first by code."""
    above = [rank for rank in place.values() if rank < place[code]]
    below = [rank for rank in place.values() if rank > place[code]]
    return (
        min((other for other, rank in place.items() if above and rank == max(above)), default=""),
        min((other for other, rank in place.items() if below and rank == min(below)), default=""),
    )


def pools(metric: Metric, held: list[tuple[Held, Scoring]]) -> Iterator[tuple[Scoring, list[Held]]]:
    """Those that are ranked together: one unit, and within the type where the metric says so."""
    kinds = {each.kind for each, _ in held} if metric.pool is Pool.TYPE else {""}
    for scoring in metric.scorings:
        for kind in kinds:
            yield (
                scoring,
                [each for each, own in held if own is scoring and kind in ("", each.kind)],
            )


def neighbours(
    edition: Edition, figures: Mapping[str, list[tuple[Held, Scoring]]]
) -> Iterator[tuple[str, str, str, str]]:
    """``figures`` by metric id, each with the scoring of its unit. Gives the metric, the trust,
    and its next better and next worse."""
    for metric_id, held in figures.items():
        metric = edition.by_id[metric_id]
        for scoring, pool in pools(metric, held):
            spread = spread_of(metric, scoring, pool)
            place = {
                each.code: sum(other.beats(each, metric.better) for other in spread)
                for each in spread
            }
            for code in place:
                yield metric_id, code, *next_to(code, place)


def stated(result: QuarterResult) -> dict[tuple[str, str], tuple[str, str]]:
    """What the engine says, by metric and trust; only those that have a place in a spread."""
    return {
        (each.metric_id, trust.code): (
            each.better.code if each.better else "",
            each.worse.code if each.worse else "",
        )
        for trust in result.trusts
        for each in trust.metrics
        if each.rank is not None
    }
