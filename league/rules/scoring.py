"""From values to metric scores: 1.00 is best, 4.00 worst.

Source of the models: NHS England, NHS Oversight Framework methodology manual 2025/26;
which of them a metric has, and with which figures, is in the edition files.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from .edition import Band, Better, Edition, Metric, Model, Pool, Scoring
from .panel import Bools, Column, Floats, Ints, Panel, State
from .ranking import tie_broken_ranks

BEST, WORST = 1.0, 4.0
MISSES_FROM = 2.0
"""Best score of a trust that misses the standard."""
PASSES_TO = 3.0
"""Worst score of a trust that passes the floor."""


class Rule(StrEnum):
    """What made a score, or why there is none."""

    SPREAD = "spread"
    STANDARD_MET = "standard-met"
    FLOOR_MISSED = "floor-missed"
    BAND = "band"
    MATRIX = "matrix"
    BY_SOURCE = "by-source"
    PUBLISHED = "published"
    NO_FIGURE = "no-figure"
    NOT_APPLICABLE = "not-applicable"
    SUPPRESSED = "suppressed"
    NOT_SUBMITTED = "not-submitted"
    PART_MISSING = "part-missing"
    UNKNOWN_COMBINATION = "unknown-combination"
    CONTEXT = "context"


_LEFT_OUT = np.array(
    [
        Rule.NO_FIGURE,
        Rule.CONTEXT,
        Rule.SUPPRESSED,
        Rule.NOT_SUBMITTED,
        Rule.NOT_APPLICABLE,
    ],
    dtype=object,
)
"""By state; a reported value without any other rule is context."""


@dataclass(frozen=True)
class ScoredColumn:
    """One metric scored for each organisation of the panel; all of shape (trusts,)."""

    metric: Metric
    scores: Floats
    """NaN where there is none."""
    rules: npt.NDArray[np.object_]
    """A :class:`Rule` each."""
    ranks: Ints
    """Rank in the spread, 0 outside it."""
    spread_sizes: Ints
    pool_sizes: Ints
    """Organisations ranked or banded together that report a value."""
    spreads: Ints
    """A number for each spread that ranks were given in, -1 outside."""


def lower_is_better(values: Floats, better: Better) -> Floats:
    """The values turned so that the smaller one is better."""
    return values if better is Better.LOWER else -values


def score_edition(edition: Edition, panel: Panel) -> dict[str, ScoredColumn]:
    """Every metric of the edition scored, by metric id; parts before their matrix."""
    types = type_numbers(panel.types)
    scored: dict[str, ScoredColumn] = {}
    for metric in edition.metrics:
        if metric.scoring.model is not Model.MATRIX:
            scored[metric.id] = score_metric(metric, _column(panel, metric), types)
    for metric in edition.metrics:
        if metric.scoring.model is Model.MATRIX:
            scored[metric.id] = score_matrix(metric, scored)
    return scored


def type_numbers(types: tuple[str, ...]) -> Ints:
    """A number for each trust type; shape (trusts,)."""
    return np.unique(np.array(types, dtype=str), return_inverse=True)[1].astype(np.int64)


def score_metric(metric: Metric, column: Column, types: Ints) -> ScoredColumn:
    """One metric scored for each organisation.

    Values in another unit (a variant) are scored by their own model and are not ranked
    together with the others.
    """
    result = _unscored(metric, column)
    reported = column.states == State.REPORTED
    for number, scoring in enumerate(metric.scorings):
        for members in _pools(metric, reported & (column.variants == number), types):
            _score_pool(result, metric, scoring, column, types, members)
    return result


def score_matrix(metric: Metric, scored: Mapping[str, ScoredColumn]) -> ScoredColumn:
    """A metric looked up from the scores of its two parts, rows first."""
    rows, columns = (scored[part].scores for part in metric.scoring.parts)
    table = np.array(
        [[np.nan if cell is None else cell for cell in row] for row in metric.scoring.matrix]
    )
    known = ~np.isnan(rows) & ~np.isnan(columns)
    scores = np.full(len(rows), np.nan)
    scores[known] = table[rows[known].astype(int) - 1, columns[known].astype(int) - 1]
    rules = np.empty(len(rows), dtype=object)
    rules[:] = Rule.PART_MISSING
    none = np.isnan(rows) & np.isnan(columns)
    rules[none] = Rule.NO_FIGURE
    rules[known] = Rule.MATRIX
    rules[known & np.isnan(scores)] = Rule.UNKNOWN_COMBINATION
    zeros = np.zeros(len(rows), dtype=np.int64)
    pool = np.where(known, known.sum(), 0)
    return ScoredColumn(metric, scores, rules, zeros, zeros, pool, zeros - 1)


def _column(panel: Panel, metric: Metric) -> Column:
    """The panel's column; reported by nobody when there is none."""
    size = len(panel.codes)
    empty = np.full(size, np.nan)
    zeros = np.zeros(size, dtype=np.uint8)
    return panel.columns.get(metric.id, Column(empty, zeros, empty, zeros))


def _unscored(metric: Metric, column: Column) -> ScoredColumn:
    size = len(column.values)
    return ScoredColumn(
        metric=metric,
        scores=np.full(size, np.nan),
        rules=_LEFT_OUT[column.states],
        ranks=np.zeros(size, dtype=np.int64),
        spread_sizes=np.zeros(size, dtype=np.int64),
        pool_sizes=np.zeros(size, dtype=np.int64),
        spreads=np.full(size, -1, dtype=np.int64),
    )


def _pools(metric: Metric, members: Bools, types: Ints) -> list[Bools]:
    if metric.pool is Pool.ALL:
        return [members]
    return [members & (types == number) for number in np.unique(types[members])]


def _score_pool(
    result: ScoredColumn,
    metric: Metric,
    scoring: Scoring,
    column: Column,
    types: Ints,
    members: Bools,
) -> None:
    """Score one pool into the result's arrays."""
    result.pool_sizes[members] = members.sum()
    values = column.values
    if scoring.model is Model.BANDED:
        result.scores[members] = band_scores(values[members], scoring.bands)
        result.rules[members] = Rule.BAND
    elif scoring.model is Model.BY_SOURCE:
        result.scores[members] = values[members]
        result.rules[members] = Rule.BY_SOURCE
    elif scoring.model is not Model.CONTEXT:
        met, missed = beyond(scoring, metric.better, values, members)
        result.scores[met], result.rules[met] = BEST, Rule.STANDARD_MET
        result.scores[missed], result.rules[missed] = WORST, Rule.FLOOR_MISSED
        _spread(result, metric, scoring, column, types, members & ~met & ~missed)


def beyond(scoring: Scoring, better: Better, values: Floats, members: Bools) -> tuple[Bools, Bools]:
    """Which members reach the standard, and which miss the floor."""
    met = missed = np.zeros(len(members), dtype=np.bool_)
    keys = lower_is_better(values, better)
    sign = 1 if better is Better.LOWER else -1
    if scoring.standard is not None:
        met = members & (keys <= sign * scoring.standard)
    if scoring.floor is not None:
        missed = members & (keys > sign * scoring.floor)
    return met, missed


def _spread(
    result: ScoredColumn,
    metric: Metric,
    scoring: Scoring,
    column: Column,
    types: Ints,
    members: Bools,
) -> None:
    """Spread the members evenly by rank between the bookends of the model."""
    size = int(members.sum())
    if size == 0:
        return
    keys = lower_is_better(column.values[members], metric.better)
    ranks = tie_broken_ranks(keys, types[members], column.tie_ranks[members])
    result.scores[members] = spread_scores(ranks, size, *bookends(scoring.model))
    result.rules[members] = Rule.SPREAD
    result.ranks[members] = ranks
    result.spread_sizes[members] = size
    result.spreads[members] = result.spreads.max() + 1


def bookends(model: Model) -> tuple[float, float]:
    """Best and worst score of those spread by rank under a model."""
    best = MISSES_FROM if model in (Model.STANDARD, Model.STANDARD_AND_FLOOR) else BEST
    worst = PASSES_TO if model in (Model.FLOOR, Model.STANDARD_AND_FLOOR) else WORST
    return best, worst


def spread_scores(ranks: Ints, size: int | Ints, best: float, worst: float) -> Floats:
    """``best`` for rank 1 to ``worst`` for rank ``size``, in even steps.

    One organisation alone has no spread: it takes the better bookend. The manual does
    not say so; it is our choice, and pages say so.
    """
    return best + (worst - best) * (ranks - 1) / np.maximum(size - 1, 1)


_OPERATORS: dict[str, Callable[[Floats, float], Bools]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


def band_scores(values: Floats, bands: tuple[Band, ...]) -> Floats:
    """Score of the first band that each value fits, 4 where it fits none."""
    scores = np.full(len(values), WORST)
    for band in reversed(bands):
        scores[_OPERATORS[band.operator](values, band.limit)] = band.score
    return scores
