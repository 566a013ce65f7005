"""Leave one metric out: which of a trust's own metrics its rank rests on.

Each of the trust's metrics is left out in turn. The cuts between segments, the override and all
other trusts stay as they are, so that what is left is the metric's own weight in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from . import segments
from .edition import OverrideRule
from .figures import Figures
from .panel import Bools, Ints
from .rounding import to_hundredths
from .wording import joint

_FEW = 3
"""So many metrics are named one by one in a sentence; of more it says how many."""

Name = Callable[[str], str]
"""What a metric is called, by its id."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place by the rules: the average to two decimals, the segment after the override, the
    league rank, and whether others of the type hold it as well."""

    average: float
    segment: int
    rank: int
    shared: bool

    @property
    def place(self) -> str:
        return joint(self.rank, shared=self.shared)


@dataclass(frozen=True, slots=True)
class Without:
    """Where the trust would stand without one metric; ``places`` is above zero for a worse
    rank, so that the metric lifts it."""

    metric_id: str
    stand: Stand
    places: int


def stands(figures: Figures) -> list[Stand | None]:
    """Each trust as it is, in the panel's order; None without a scored metric."""
    return [
        Stand(hundredths / 100, segment, rank, shared) if segment else None
        for hundredths, segment, rank, shared in zip(
            figures.averages.hundredths.tolist(),
            figures.adjusted.tolist(),
            figures.league_ranks.tolist(),
            figures.league_shared.tolist(),
            strict=True,
        )
    ]


def leave_one_out(figures: Figures, rule: OverrideRule) -> list[tuple[Without, ...]]:
    """For each trust its metrics, the one that matters most to the rank first.

    A trust with a single scored metric has nothing to leave out: without it there is no score.
    """
    hundredths = _averages(figures)
    adjusted = _segments(figures, rule, hundredths)
    ranks, shared = _ranks(figures, adjusted * 1000 + hundredths)
    columns = (part.tolist() for part in (hundredths, adjusted, ranks, shared))
    return [
        _by_effect(_each(figures.table.metric_ids, whole.rank, cells), whole) if whole else ()
        for whole, *cells in zip(stands(figures), *columns, strict=True)
    ]


def _each(metric_ids: Sequence[str], rank: int, cells: Sequence[list[int]]) -> list[Without]:
    """One trust's metrics, those that have a score."""
    return [
        Without(metric, Stand(average / 100, segment, place, bool(also)), place - rank)
        for metric, average, segment, place, also in zip(metric_ids, *cells, strict=True)
        if average >= 0
    ]


def _by_effect(found: list[Without], whole: Stand) -> tuple[Without, ...]:
    """By places, then whether the segment changes, then by how far the average moves, then in
    the edition's order."""

    def effect(it: Without) -> tuple[int, bool, float]:
        moved = it.stand.segment == whole.segment
        return -abs(it.places), moved, -abs(it.stand.average - whole.average)

    return tuple(sorted(found, key=effect))


def _averages(figures: Figures) -> Ints:
    """Hundredths of the average without each metric, shape (trusts, metrics); -1 where the
    trust lacks the metric or has no other."""
    table, whole = figures.table, figures.averages
    has = ~np.isnan(table.scores)
    weighted = np.where(has, table.scores * table.weights, 0.0)
    rest = whole.weight_sums[:, None] - table.weights
    some = has & (whole.counts[:, None] > 1)
    means = (weighted.sum(axis=1, keepdims=True) - weighted)[some] / rest[some]
    hundredths = np.full(has.shape, -1, dtype=np.int64)
    hundredths[some] = to_hundredths(means)
    return hundredths


def _segments(figures: Figures, rule: OverrideRule, hundredths: Ints) -> Ints:
    """By the quarter's own cuts and after the override; 0 where there is no average."""
    placed = segments.segments(hundredths, figures.cuts)
    return segments.adjust(placed, figures.override.flagged[:, None], rule)


def _ranks(figures: Figures, keys: Ints) -> tuple[Ints, Bools]:
    """League rank of each key among the trust's unchanged peers, and whether one of them has
    the same; shape (trusts, metrics)."""
    own = figures.adjusted * 1000 + figures.averages.hundredths
    ranks, shared = np.zeros_like(keys), np.zeros(keys.shape, dtype=np.bool_)
    ranked = figures.unadjusted > 0
    for number in np.unique(figures.types[ranked]):
        rows = np.flatnonzero(ranked & (figures.types == number))
        peers, mine, theirs = np.sort(own[rows]), own[rows, None], keys[rows]
        before = np.searchsorted(peers, theirs, side="left")
        upto = np.searchsorted(peers, theirs, side="right")
        ranks[rows] = 1 + before - (mine < theirs)
        shared[rows] = upto - before - (mine == theirs) > 0
    return ranks, shared


def sentence(found: Sequence[Without], whole: Stand, name: Name) -> str:
    """Which metric matters most to the rank, and whether any decides the segment."""
    if not found:
        return (
            "Its score rests on a single metric, so nothing can be left out: without it there "
            "would be no score."
        )
    return f"{_of_rank(found, whole, name)} {_of_segment(found, whole, name)}"


def _of_rank(found: Sequence[Without], whole: Stand, name: Name) -> str:
    furthest = max(abs(it.places) for it in found)
    most = [it for it in found if abs(it.places) == furthest]
    if not furthest:
        return f"Without any one of its {len(found)} metrics it would still be {whole.place}."
    if len(most) > _FEW:
        moved = _places(furthest)
        return (
            f"{len(most)} of its {len(found)} metrics matter equally to its rank: leaving out "
            f"any one of them moves it by {moved}."
        )
    by_place: dict[str, list[Without]] = {}
    for it in most:
        by_place.setdefault(it.stand.place, []).append(it)
    (place, alike), *others = by_place.items()
    told = f"Without {_either(alike, name)} it would be {place} instead of {whole.place}"
    more = "".join(f", without {_either(those, name)} {other}" for other, those in others)
    closing = "No other metric matters" if len(most) == 1 else "No others matter"
    return f"{told}{more}. {closing} as much to its rank."


def _of_segment(found: Sequence[Without], whole: Stand, name: Name) -> str:
    moved = sorted({it.stand.segment for it in found} - {whole.segment})
    if not moved:
        return f"Its segment would still be {whole.segment} without any one of them."
    told = [_moving([it for it in found if it.stand.segment == to], to, name) for to in moved]
    return " ".join(told)


def _moving(those: Sequence[Without], segment: int, name: Name) -> str:
    which = f"any one of {len(those)} of them" if len(those) > _FEW else _either(those, name)
    return f"Without {which} its segment would be {segment}."


def _either(those: Sequence[Without], name: Name) -> str:
    """``“A”, “B” or “C”``."""
    return " or ".join(", ".join(f"“{name(it.metric_id)}”" for it in those).rsplit(", ", 1))


def _places(amount: int) -> str:
    return "1 place" if amount == 1 else f"{amount} places"
