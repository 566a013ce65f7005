"""What a value would have scored among the other organisations of another quarter.

The value takes the place of the organisation's own one there; everybody else's stays. It
brings its tie rank along, so that equal printed values keep an order.
"""

from __future__ import annotations

import numpy as np

from .edition import Metric, Model, Pool, Scoring
from .panel import Column, Floats, Ints, State
from .scoring import (
    BEST,
    WORST,
    band_scores,
    beyond,
    bookends,
    lower_is_better,
    spread_scores,
)


def scores_among(
    metric: Metric, variant: int, given: Column, rows: Ints, there: Column, types: Ints
) -> Floats:
    """Score of each given value, put one at a time in place of the one that stands there.

    Args:
        metric: not a matrix, whose parts never depend on others.
        variant: index into ``metric.scorings``, the unit that the given values are in.
        given: the values and tie ranks; shape (n,), all reported.
        rows: shape (n,), whose place among those there each takes.
        there: the other quarter's values; shape (organisations,).
        types: shape (organisations,), a number for each trust type.
    """
    scoring = metric.scorings[variant]
    if scoring.model is Model.BANDED:
        return band_scores(given.values, scoring.bands)
    if scoring.model is Model.BY_SOURCE:
        return given.values.copy()
    everyone = np.ones(len(given.values), dtype=np.bool_)
    met, missed = beyond(scoring, metric.better, given.values, everyone)
    scores = _spread_among(metric, scoring, variant, given, rows, there, types)
    scores[met], scores[missed] = BEST, WORST
    return scores


def _spread_among(
    metric: Metric,
    scoring: Scoring,
    variant: int,
    given: Column,
    rows: Ints,
    there: Column,
    types: Ints,
) -> Floats:
    """Spread scores as if every given value were within the spread."""
    members = (there.states == State.REPORTED) & (there.variants == variant)
    met, missed = beyond(scoring, metric.better, there.values, members)
    rivals = np.flatnonzero(members & ~met & ~missed)
    against = rivals != rows[:, None]
    same_type = types[rivals] == types[rows][:, None]
    if metric.pool is Pool.TYPE:
        against &= same_type
    mine = lower_is_better(given.values, metric.better)[:, None]
    theirs = lower_is_better(there.values, metric.better)[rivals]
    ties = _ties(there)[rivals] < _ties(given)[:, None]
    beaten = (theirs < mine) | ((theirs == mine) & same_type & ties)
    ranks = 1 + (beaten & against).sum(axis=1)
    return spread_scores(ranks, 1 + against.sum(axis=1), *bookends(scoring.model))


def _ties(column: Column) -> Floats:
    """Tie ranks; those without one come last among equals."""
    return np.where(np.isnan(column.tie_ranks), np.inf, column.tie_ranks)
