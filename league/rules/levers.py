"""Which better values of one metric would change scores, and the trust's own by how much.

Between two peers' values nothing changes, so only a few values of a metric matter: those that
draw level with or pass another organisation, and those that the rule itself names (standard,
floor, bands). Each is the smallest change, on the metric's own printed decimals, that does so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .edition import Better, Edition, Metric, Model, Pool, Scoring
from .exchange import scores_among
from .figures import Figures
from .panel import Bools, Column, Floats, Ints, Panel, State
from .scoring import lower_is_better

_CLOSE = 1e-6
"""Far below a printed decimal, far above the error of a float."""


@dataclass(frozen=True)
class Lever:
    """One metric of one trust, and the better values that would change a score.

    Arrays have the shape (steps,), the smallest change first, and may be empty.
    """

    metric: Metric
    scoring: Scoring
    counted: Metric
    """The metric whose score enters the average: itself, or the one that it is a part of."""
    column: Column
    members: Bools
    """The pool: those whose values are ranked or banded together; shape (trusts,)."""
    row: int
    values: Floats
    scores: Floats
    """Of the metric itself, none worse than the one before. Where trusts are ranked some are
    equal: to leave behind somebody who shares its rank changes that one's score only."""
    gains: Floats
    """What the sum of weighted scores gains; NaN where the score to come is not known."""

    @property
    def today(self) -> float:
        return float(self.column.values[self.row])

    @property
    def pool(self) -> int:
        return int(self.members.sum())

    def passed(self, value: float) -> int:
        """Organisations of the pool with a better value than the trust's, which ``value`` would
        draw level with or pass."""
        keys = self._keys(self.column.values)
        own, new = self._keys(np.array([self.today, value]))
        return int(((keys < own) & (keys >= new) & self.members).sum())

    @cached_property
    def shares(self) -> Floats:
        """For each step the share of the pool that it draws level with or passes."""
        ordered = np.sort(self._keys(self.column.values[self.members]))
        before = np.searchsorted(ordered, self._keys(np.array([self.today])), side="left")
        return (before - np.searchsorted(ordered, self._keys(self.values), side="left")) / self.pool

    def _keys(self, values: Floats) -> Floats:
        return lower_is_better(values, self.metric.better)


def levers(edition: Edition, panel: Panel, figures: Figures, code: str) -> tuple[Lever, ...]:
    """All metrics by which a trust's average could change, in the edition's order."""
    row = panel.codes.index(code)
    parents = {part: each for each in edition.counted for part in each.scoring.parts}
    made = []
    for metric in edition.metrics:
        counted = parents.get(metric.id, metric)
        if counted.counts and _has_score(figures, metric, row):
            made.append(_lever(panel.columns[metric.id], figures, metric, counted, row))
    return tuple(made)


def _has_score(figures: Figures, metric: Metric, row: int) -> bool:
    unmoved = metric.scoring.model in (Model.MATRIX, Model.CONTEXT)
    return not unmoved and not np.isnan(figures.scored[metric.id].scores[row])


def _lever(column: Column, figures: Figures, metric: Metric, counted: Metric, row: int) -> Lever:
    variant = int(column.variants[row])
    scoring = metric.scorings[variant]
    members = pool_of(metric, column, figures.types, row)
    values = _better_values(metric, scoring, column, members, row)
    scores = _scores(metric, variant, column, values, figures.types, row)
    steps = _improving(scoring, scores, float(figures.scored[metric.id].scores[row]))
    gains = _gains(figures, metric, counted, scores[steps], row)
    return Lever(
        metric, scoring, counted, column, members, row, values[steps], scores[steps], gains
    )


def pool_of(metric: Metric, column: Column, types: Ints, row: int) -> Bools:
    """Organisations whose values are scored together with the trust's."""
    same: Bools = (column.states == State.REPORTED) & (column.variants == column.variants[row])
    if metric.pool is Pool.TYPE:
        same &= types == types[row]
    return same


def decimals_of(metric: Metric, scoring: Scoring) -> int:
    """Decimals that values of this unit are printed with: cases are counted in whole ones."""
    return 0 if scoring.unit in ("count", "cases") else metric.decimals


def _better_values(
    metric: Metric, scoring: Scoring, column: Column, members: Bools, row: int
) -> Floats:
    """Values on the grid that draw level with or pass an organisation or a cut, the least change
    first; none better than both the best of the pool and the best cut."""
    if scoring.model is Model.BY_SOURCE:
        # From between two bands the next one is the better of the two.
        return np.arange(np.ceil(column.values[row]) - 1, 0, -1)
    places = decimals_of(metric, scoring)
    scale = 10.0**places
    own, *others = lower_is_better(
        np.append(column.values[row], column.values[members]), metric.better
    )
    reached = np.floor(np.array(others) * scale + _CLOSE)
    passed = np.ceil(np.array(others) * scale - _CLOSE) - 1
    named = _named(metric, scoring, scale)
    best = min(reached.min(), named.min(initial=np.inf))
    steps = np.unique(np.concatenate([reached, passed, named]))[::-1]
    steps = steps[(steps < own * scale - _CLOSE) & (steps >= best)]
    sign = 1 if metric.better is Better.LOWER else -1
    values: Floats = np.round(sign * steps / scale, places) + 0.0
    return values


def _named(metric: Metric, scoring: Scoring, scale: float) -> Floats:
    """Cuts of the rule as steps of the grid: the least change that reaches each."""
    sign = 1 if metric.better is Better.LOWER else -1
    cuts = [(each, False) for each in (scoring.standard, scoring.floor) if each is not None]
    cuts += [(band.limit, band.operator in ("<", ">")) for band in scoring.bands]
    return np.array(
        [
            np.ceil(sign * limit * scale - _CLOSE) - 1
            if strict
            else np.floor(sign * limit * scale + _CLOSE)
            for limit, strict in cuts
        ],
        dtype=np.float64,
    )


def _scores(
    metric: Metric, variant: int, column: Column, values: Floats, types: Ints, row: int
) -> Floats:
    """What each value would score in place of the trust's; a new value has no tie rank."""
    nothing = np.full(len(values), np.nan)
    states = np.full(len(values), State.REPORTED, dtype=np.uint8)
    given = Column(values, states, nothing, np.full(len(values), variant, dtype=np.uint8))
    rows = np.full(len(values), row, dtype=np.int64)
    return scores_among(metric, variant, given, rows, column, types)


def _improving(scoring: Scoring, scores: Floats, today: float) -> Ints:
    """Steps that score better than today and every step before, or move somebody else."""
    best = np.minimum.accumulate(np.append(today, scores))[:-1]
    alone = scoring.model in (Model.BANDED, Model.BY_SOURCE)
    return np.flatnonzero(scores < best if alone else scores <= best)


def _gains(figures: Figures, metric: Metric, counted: Metric, scores: Floats, row: int) -> Floats:
    now = figures.scored[counted.id].scores[row]
    if counted is not metric:
        scores = _matrix_scores(figures, counted, {metric.id: scores}, row)
    gains: Floats = float(counted.weight) * (now - scores)
    return gains


def matrix_gains(figures: Figures, one: Lever, other: Lever) -> Floats:
    """What two parts of the same matrix gain together; shape (steps of one, of the other)."""
    counted, now = one.counted, figures.scored[one.counted.id].scores[one.row]
    instead = {one.metric.id: one.scores[:, None], other.metric.id: other.scores[None, :]}
    gains: Floats = float(counted.weight) * (
        now - _matrix_scores(figures, counted, instead, one.row)
    )
    return gains


def _matrix_scores(
    figures: Figures, counted: Metric, instead: dict[str, Floats], row: int
) -> Floats:
    """Scores of a matrix with other scores of its parts; NaN where one is not known."""
    table = np.array(
        [[np.nan if cell is None else cell for cell in line] for line in counted.scoring.matrix]
    )
    rows, columns = (
        instead.get(part, figures.scored[part].scores[[row]]) for part in counted.scoring.parts
    )
    if np.isnan(rows).any() or np.isnan(columns).any():
        return np.full(np.broadcast(rows, columns).shape, np.nan)
    scores: Floats = table[rows.astype(int) - 1, columns.astype(int) - 1]
    return scores
