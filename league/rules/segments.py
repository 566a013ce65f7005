"""Averages, the cuts between segments, segments, and the financial override."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .edition import CutKind, CutRule, Edition, OverrideRule
from .panel import Bools, Floats, Ints, Panel, State
from .rounding import to_hundredths
from .scoring import ScoredColumn

_GRID = 400
"""Cuts are kept in four-hundredths: a quartile of hundredths is a whole number of them,
so that a score on the cut is found equal to it whatever the floats do."""


@dataclass(frozen=True)
class ScoreTable:
    """The scores that count, one row for each trust and one column for each metric."""

    metric_ids: tuple[str, ...]
    scores: Floats
    """Shape (trusts, metrics), NaN where none."""
    weights: Floats
    """Shape (metrics,)."""
    domains: tuple[str, ...]
    """Domain key of each column."""


@dataclass(frozen=True)
class Averages:
    """Weighted means; NaN and -1 where a trust has no score."""

    exact: Floats
    hundredths: Ints
    """Rounded half up, in whole hundredths."""
    weight_sums: Floats
    counts: Ints


def score_table(edition: Edition, scored: Mapping[str, ScoredColumn]) -> ScoreTable:
    """The scored columns that enter the averages, in the edition's order."""
    metrics = edition.counted
    return ScoreTable(
        metric_ids=tuple(metric.id for metric in metrics),
        scores=np.column_stack([scored[metric.id].scores for metric in metrics]),
        weights=np.array([float(metric.weight) for metric in metrics]),
        domains=tuple(metric.domain for metric in metrics),
    )


def averages(scores: Floats, weights: Floats) -> Averages:
    """Weighted mean of the scores that each trust has; a missing one is left out.

    Args:
        scores: shape (trusts, metrics), NaN where none.
        weights: shape (metrics,).
    """
    has = ~np.isnan(scores)
    weight_sums = (has * weights).sum(axis=1)
    sums = weighted_sums(scores, weights)
    some = weight_sums > 0
    exact = np.divide(sums, weight_sums, out=np.full(len(scores), np.nan), where=some)
    hundredths = np.full(len(scores), -1, dtype=np.int64)
    hundredths[some] = to_hundredths(exact[some])
    return Averages(exact, hundredths, weight_sums, has.sum(axis=1))


def weighted_sums(scores: Floats, weights: Floats) -> Floats:
    """Of each trust's scores; shape (trusts,). Not by a matrix product, whose order of adding,
    and so its last bit, is another on another processor."""
    sums: Floats = np.where(np.isnan(scores), 0.0, scores * weights).sum(axis=1)
    return sums


def domain_averages(table: ScoreTable, domain: str) -> Averages:
    """The same inside one domain."""
    columns = np.array([key == domain for key in table.domains])
    return averages(table.scores[:, columns], table.weights[columns])


def cuts(rule: CutRule, hundredths: Ints) -> Ints:
    """Upper bounds of segments 1, 2 and 3, in four-hundredths; shape (3,).

    Quartiles are of all trusts' rounded scores, inclusive with linear interpolation
    (numpy's default, QUARTILE.INC of a spreadsheet).

    Args:
        rule: fixed thresholds, or quartiles rounded or not.
        hundredths: rounded scores, -1 for a trust that has none.

    Raises:
        ValueError: quartiles of no scores at all.
    """
    if rule.kind is CutKind.THRESHOLDS:
        return to_hundredths(np.array(rule.thresholds)) * (_GRID // 100)
    present = np.sort(hundredths[hundredths >= 0])
    if len(present) == 0:
        raise ValueError("no trust has a score: there are no quartiles to cut at")
    quarters = _quartiles(present)
    return quarters if rule.round_to is None else _half_up(quarters)


def _quartiles(ordered: Ints) -> Ints:
    """First to third quartile of ordered whole numbers, in quarters of their unit."""
    places = (len(ordered) - 1) * np.arange(1, 4)
    below, part = places // 4, places % 4
    above = np.minimum(below + 1, len(ordered) - 1)
    return ordered[below] * (4 - part) + ordered[above] * part


def _half_up(quarters: Ints) -> Ints:
    """Four-hundredths rounded half up to whole hundredths, still in four-hundredths."""
    return (quarters + 2) // 4 * 4


def cut_values(bounds: Ints) -> tuple[float, float, float]:
    """The cuts as scores."""
    first, second, third = (int(bound) / _GRID for bound in bounds)
    return first, second, third


def bounds_of(values: tuple[float, float, float]) -> Ints:
    """Cuts given as scores, in four-hundredths again."""
    bounds: Ints = np.rint(np.array(values) * _GRID).astype(np.int64)
    return bounds


def segments(hundredths: Ints, bounds: Ints) -> Ints:
    """Segment 1 to 4 of each rounded score, 0 for a trust that has none.

    A score on a cut belongs to the better segment.
    """
    places = 1 + np.searchsorted(bounds, hundredths * (_GRID // 100), side="left")
    return np.where(hundredths < 0, 0, places)


@dataclass(frozen=True)
class Override:
    """The financial override of each trust; all of shape (trusts,)."""

    flagged: Bools
    """False also where the source is unknown."""
    sources: tuple[str, ...]
    """``reported``, ``derived`` or ``unknown``."""
    plans: Floats
    variances: Floats


def financial_override(rule: OverrideRule, panel: Panel) -> Override:
    """Who is in deficit: the reported flag, or derived from plan and variance."""
    plans, variances = (_reported(panel, metric) for metric in (rule.plan, rule.variance))
    flagged = (plans < 0) | (plans + variances < 0)
    # A planned deficit is enough; otherwise both figures must be known, for none is zero.
    known = (plans < 0) | ~np.isnan(plans + variances)
    sources = ["derived" if each else "unknown" for each in known]
    if rule.flag == "reported":
        for index, code in enumerate(panel.codes):
            if code in panel.reported_flags:
                flagged[index], sources[index] = panel.reported_flags[code], "reported"
    return Override(flagged, tuple(sources), plans, variances)


def _reported(panel: Panel, metric_id: str) -> Floats:
    column = panel.columns.get(metric_id)
    if column is None:
        return np.full(len(panel.codes), np.nan)
    return np.where(column.states == State.REPORTED, column.values, np.nan)


def adjust(unadjusted: Ints, flagged: Bools, rule: OverrideRule) -> Ints:
    """Segments after the override, which never improves one; 0 stays 0."""
    capped = np.maximum(unadjusted, rule.no_better_than)
    return np.where(flagged & (unadjusted > 0), capped, unadjusted)
