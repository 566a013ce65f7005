"""What moved a trust's average between two quarters of one edition, in parts that sum to it.

An average is worse when it is higher, so a part above zero made it worse. With C the metrics
that are scored in both quarters, W their weights and s their scores:

* entered: the average of now, less that over C; of a metric ``w (s - average over C) / W now``;
* left: the average over C, less that of before; of a metric the same of before, turned round;
* of a metric of C: ``w / W over C`` times the change of its score. That is its rule's part where
  the metric came in another unit, for which other rules hold; otherwise it is split into own
  value and peers' values. Own is what its new value made of its score among the peers of before
  and among those of now, the mean of both, so that neither order is preferred; the rest is
  the peers'. A value that stayed the same moved nothing by itself.

Which part is whose is a convention (the average of both orders is Shapley's value for two
causes); that the parts sum to the change is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from .edition import Edition, Metric, Model
from .exchange import scores_among
from .figures import Figures
from .movement_results import (
    DUST,
    Atom,
    Movement,
    MovementStatus,
    Part,
    Scored,
    finished,
)
from .panel import Bools, Column, Floats, Ints, Panel


@dataclass(frozen=True)
class Side:
    """One of the two quarters, as computed."""

    panel: Panel
    figures: Figures

    def rows(self, codes: tuple[str, ...]) -> Ints:
        """Where the codes stand in the panel."""
        places = {code: row for row, code in enumerate(self.panel.codes)}
        return np.array([places[code] for code in codes], dtype=np.int64)

    def mean_over(self, rows: Ints, counted: Bools) -> Floats:
        """Average over the metrics counted; shape (n,), NaN over none."""
        table = self.figures.table
        weights = counted * table.weights
        sums = (np.where(counted, table.scores[rows], 0.0) * weights).sum(axis=1)
        total = weights.sum(axis=1)
        means: Floats = np.divide(sums, total, out=np.full(len(rows), np.nan), where=total > 0)
        return means


@dataclass(frozen=True)
class _Pair:
    """Both quarters of the trusts that are in both; arrays of shape (trusts, metrics)."""

    edition: Edition
    codes: tuple[str, ...]
    before: Side
    after: Side
    rows: tuple[Ints, Ints]

    @classmethod
    def of(cls, edition: Edition, before: Side, after: Side) -> _Pair:
        known = set(before.panel.codes)
        codes = tuple(code for code in after.panel.codes if code in known)
        return cls(edition, codes, before, after, (before.rows(codes), after.rows(codes)))

    @property
    def scores(self) -> tuple[Floats, Floats]:
        old, new = self.rows
        return self.before.figures.table.scores[old], self.after.figures.table.scores[new]

    def columns(self, metric_id: str) -> tuple[Column, Column]:
        """The metric's values of the trusts of the pair, before and now."""
        old, new = self.rows
        return (
            _taken(self.before.panel.columns[metric_id], old),
            _taken(self.after.panel.columns[metric_id], new),
        )


def decompose(edition: Edition, before: Side, after: Side) -> dict[str, Movement]:
    """Every trust that is in both quarters and has an average in both, by code.

    Args:
        edition: the framework of both quarters.
        before: the earlier quarter, as computed.
        after: the later one.
    """
    pair = _Pair.of(edition, before, after)
    parts = _parts(pair)
    scored = {metric.id: _scored(pair, metric) for metric in edition.counted}
    old, new = pair.rows
    averages = before.figures.averages.exact[old], after.figures.averages.exact[new]
    return {
        code: _movement(pair, row, parts, scored, float(averages[0][row]), float(averages[1][row]))
        for row, code in enumerate(pair.codes)
        if not np.isnan(averages[0][row] + averages[1][row])
    }


def _movement(
    pair: _Pair,
    row: int,
    parts: Mapping[Part, Floats],
    scored: Mapping[str, list[tuple[Scored, Scored]]],
    before: float,
    after: float,
) -> Movement:
    ids = [metric.id for metric in pair.edition.counted]
    readings = {name: scored[name][row] for name in ids if _any_score(scored[name][row])}
    if not any(old.score is not None and new.score is not None for old, new in readings.values()):
        return finished(MovementStatus.NOTHING_SHARED, before, after, (), readings)
    atoms = [
        Atom(name, part, float(values[row, column]))
        for column, name in enumerate(ids)
        for part, values in parts.items()
        if abs(values[row, column]) > DUST
    ]
    return finished(MovementStatus.SPLIT, before, after, atoms, readings)


def _any_score(scored: tuple[Scored, Scored]) -> bool:
    return scored[0].score is not None or scored[1].score is not None


def _parts(pair: _Pair) -> dict[Part, Floats]:
    """The change in parts, each of shape (trusts, metrics); they sum to it."""
    old, new = pair.scores
    weights = pair.after.figures.table.weights
    has_old, has_new = ~np.isnan(old), ~np.isnan(new)
    shared = has_old & has_new
    common = (shared * weights).sum(axis=1, keepdims=True)
    share = np.divide(shared * weights, common, out=np.zeros_like(new), where=common > 0)
    change = share * np.where(shared, new - old, 0.0)
    own, ruled = _own_shares(pair, shared)
    return {
        Part.OWN: share * own,
        Part.PEERS: np.where(ruled, 0.0, change - share * own),
        Part.ENTERED: _differs(pair.after, pair.rows[1], has_new, shared),
        Part.LEFT: -_differs(pair.before, pair.rows[0], has_old, shared),
        Part.RULES: np.where(ruled, change, 0.0),
    }


def _differs(side: Side, rows: Ints, has: Bools, shared: Bools) -> Floats:
    """What each metric that only this quarter has adds to the average over the shared ones."""
    table = side.figures.table
    base = side.mean_over(rows, shared)[:, None]
    total = (has * table.weights).sum(axis=1, keepdims=True)
    only = has & ~shared & ~np.isnan(base)
    away = np.where(only, table.scores[rows] - base, 0.0)
    added: Floats = np.divide(away * table.weights, total, out=np.zeros_like(away), where=total > 0)
    return added


def _own_shares(pair: _Pair, shared: Bools) -> tuple[Floats, Bools]:
    """How much of each shared metric's change of score its own value made, and which of them
    are scored by another rule than before; both of shape (trusts, metrics)."""
    old, new = pair.scores
    own, ruled = np.zeros_like(new), np.zeros(new.shape, dtype=np.bool_)
    for number, metric in enumerate(pair.edition.counted):
        if metric.scoring.model is Model.MATRIX:
            own[:, number] = np.where(shared[:, number], new[:, number] - old[:, number], 0.0)
            continue
        columns = pair.columns(metric.id)
        differs = columns[0].variants != columns[1].variants
        ruled[:, number] = shared[:, number] & differs
        moved = shared[:, number] & ~differs & (columns[0].values != columns[1].values)
        for variant in range(len(metric.scorings)):
            at = np.flatnonzero(moved & (columns[1].variants == variant))
            if len(at):
                own[at, number] = _own(pair, metric, variant, at, old[at, number], new[at, number])
    return own, ruled


def _own(pair: _Pair, metric: Metric, variant: int, at: Ints, old: Floats, new: Floats) -> Floats:
    """Own part of the change of one metric's score, the mean of both orders; shape (n,)."""
    before, after = pair.columns(metric.id)
    new_then = _among(pair.before, metric, variant, _taken(after, at), pair.rows[0][at])
    old_now = _among(pair.after, metric, variant, _taken(before, at), pair.rows[1][at])
    return ((new_then - old) + (new - old_now)) / 2


def _among(side: Side, metric: Metric, variant: int, given: Column, rows: Ints) -> Floats:
    column = side.panel.columns[metric.id]
    return scores_among(metric, variant, given, rows, column, side.figures.types)


def _taken(column: Column, rows: Ints) -> Column:
    return replace(
        column,
        values=column.values[rows],
        states=column.states[rows],
        tie_ranks=column.tie_ranks[rows],
        variants=column.variants[rows],
    )


def _scored(pair: _Pair, metric: Metric) -> list[tuple[Scored, Scored]]:
    """The metric's value and score of each trust of the pair, before and now."""
    old, new = pair.rows
    return list(
        zip(_readings(pair.before, metric, old), _readings(pair.after, metric, new), strict=True)
    )


def _readings(side: Side, metric: Metric, rows: Ints) -> Iterator[Scored]:
    column, scores = side.panel.columns[metric.id], side.figures.scored[metric.id].scores
    for row in rows:
        scoring = metric.scorings[int(column.variants[row])]
        yield Scored(_or_none(column.values[row]), scoring.unit, _or_none(scores[row]))


def _or_none(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
