"""A quarter recomputed in plain numpy by hand: the arithmetic of the rules and nothing else.

No reasons, no neighbours, no result objects: arrays in, arrays out. It draws as ours does, three
scores at a time from a table of all triples, so that both do the same work.
"""

from typing import NamedTuple

import numpy as np

from league.rules.edition import Better, CutKind, Edition, Metric, Model, Pool, Scoring
from league.rules.panel import Bools, Column, Floats, Ints, Panel, State

OPERATORS = {">=": np.greater_equal, ">": np.greater, "<=": np.less_equal, "<": np.less}


class ByHand(NamedTuple):
    """All of shape (trusts,)."""

    averages: Floats
    segments: Ints
    ranks: Ints
    score_low: Floats
    score_high: Floats
    rank_low: Ints
    rank_high: Ints


def recompute(edition: Edition, panel: Panel, *, draws: int, seed: int) -> ByHand:
    """Scores, averages, segments, ranks and likely ranges of every trust."""
    kinds = np.unique(np.array(panel.types), return_inverse=True)[1]
    scored: dict[str, Floats] = {}
    for metric in sorted(edition.metrics, key=lambda each: each.scoring.model is Model.MATRIX):
        scored[metric.id] = _scores(metric, panel, kinds, scored)
    table = np.column_stack([scored[metric.id] for metric in edition.counted])
    weights = np.array([float(metric.weight) for metric in edition.counted])
    has = ~np.isnan(table)
    averages = np.nan_to_num(table) @ weights / (has @ weights)
    rounded = np.floor(averages * 100 + 0.5 + 1e-7) / 100
    if edition.cuts.kind is CutKind.THRESHOLDS:
        cuts = np.array(edition.cuts.thresholds)
    else:
        cuts = np.quantile(rounded, (0.25, 0.5, 0.75))
    held = _in_deficit(edition, panel)
    segments = 1 + np.searchsorted(cuts + 1e-9, rounded)
    segments[held] = np.maximum(segments[held], edition.override.no_better_than)
    ranks = np.zeros(len(rounded), dtype=np.int64)
    for kind in np.unique(kinds):
        keys = (segments * 8 + rounded)[kinds == kind]
        ranks[kinds == kind] = 1 + np.searchsorted(np.sort(keys), keys)
    means, low, high = _drawn(table, weights, draws, np.random.Generator(np.random.SFC64(seed)))
    first, last = _rank_ranges(means, cuts, held, kinds, edition.override.no_better_than)
    return ByHand(averages, segments, ranks, low, high, first, last)


def _scores(metric: Metric, panel: Panel, kinds: Ints, scored: dict[str, Floats]) -> Floats:
    scores = np.full(len(panel.codes), np.nan)
    if metric.scoring.model is Model.MATRIX:
        rows, columns = (scored[part] for part in metric.scoring.parts)
        known = ~np.isnan(rows + columns)
        matrix = np.array(metric.scoring.matrix, dtype=float)
        scores[known] = matrix[rows[known].astype(int) - 1, columns[known].astype(int) - 1]
        return scores
    column = panel.columns[metric.id]
    for number, scoring in enumerate(metric.scorings):
        told = (column.states == State.REPORTED) & (column.variants == number)
        pools = [told]
        if metric.pool is Pool.TYPE:
            pools = [told & (kinds == kind) for kind in np.unique(kinds[told])]
        for pool in pools:
            scores[pool] = _pool(metric, scoring, column, kinds, pool)
    return scores


def _pool(metric: Metric, scoring: Scoring, column: Column, kinds: Ints, pool: Bools) -> Floats:
    values = column.values[pool]
    if scoring.model is Model.CONTEXT:
        return np.full(len(values), np.nan)
    if scoring.model is Model.BY_SOURCE:
        return values
    if scoring.model is Model.BANDED:
        fits = [OPERATORS[band.operator](values, band.limit) for band in scoring.bands]
        return np.select(fits, [float(band.score) for band in scoring.bands], 4.0)
    sign = 1.0 if metric.better is Better.LOWER else -1.0
    keys, low, high = sign * values, 1.0, 4.0
    met = missed = np.zeros(len(keys), dtype=bool)
    if scoring.standard is not None:
        met, low = keys <= sign * scoring.standard, 2.0
    if scoring.floor is not None:
        missed, high = keys > sign * scoring.floor, 3.0
    scores = np.where(met, 1.0, 4.0)
    spread = ~met & ~missed
    ties = np.nan_to_num(column.tie_ranks[pool][spread], nan=np.inf)
    ranks = _tied(keys[spread], kinds[pool][spread], ties)
    scores[spread] = low + (high - low) * (ranks - 1) / max(int(spread.sum()) - 1, 1)
    return scores


def _tied(keys: Floats, kinds: Ints, ties: Floats) -> Ints:
    """Ranks of the keys; equal ones of a type in the order of their ties."""
    ranks = 1 + np.searchsorted(np.sort(keys), keys)
    order = np.lexsort((ties, kinds, keys))
    key, kind, tie = keys[order], kinds[order], ties[order]
    index = np.arange(len(keys))
    alike = np.r_[False, (key[1:] == key[:-1]) & (kind[1:] == kind[:-1])][: len(keys)]
    tied = alike & np.r_[False, tie[1:] == tie[:-1]][: len(keys)]
    start, run = (np.maximum.accumulate(np.where(each, 0, index)) for each in (alike, tied))
    ranks[order] += run - start
    return ranks


def _in_deficit(edition: Edition, panel: Panel) -> Bools:
    plan, variance = (
        panel.columns[key].values for key in (edition.override.plan, edition.override.variance)
    )
    held = (plan < 0) | (plan + variance < -1e-9)
    for row, code in enumerate(panel.codes):
        if edition.override.flag == "reported" and code in panel.reported_flags:
            held[row] = panel.reported_flags[code]
    return np.asarray(held)


def _drawn(
    table: Floats, weights: Floats, draws: int, random: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Means drawn for the ranks, shape (draws, trusts), and the ends of the scores' ranges."""
    means = np.empty((draws, len(table)))
    ends = np.empty((2, len(table)))
    for row, scores in enumerate(table):
        mine = weights[~np.isnan(scores)]
        weighted = scores[~np.isnan(scores)] * mine
        threes, rest = divmod(len(mine), 3)
        sums, total = np.zeros(draws * 4), np.zeros(draws * 4)
        for width in [3] * threes + [rest] * (rest > 0):
            picked = random.integers(0, len(mine) ** width, size=draws * 4, dtype=np.uint32)
            sums += _all(weighted, width)[picked]
            total += _all(mine, width)[picked]
        drawn = sums / total
        ends[:, row] = np.percentile(drawn, (2.5, 97.5))
        means[:, row] = drawn[:draws]
    return means, ends[0], ends[1]


def _all(values: Floats, width: int) -> Floats:
    sums = values
    for _ in range(width - 1):
        sums = np.add.outer(sums, values).ravel()
    return sums


def _rank_ranges(
    means: Floats, cuts: Floats, held: Bools, kinds: Ints, worst: int
) -> tuple[Ints, Ints]:
    segments = 1 + np.searchsorted(cuts, means)
    segments = np.where(held, np.maximum(segments, worst), segments)
    ends = np.zeros((2, means.shape[1]), dtype=np.int64)
    for kind in np.unique(kinds):
        some = kinds == kind
        keys = segments[:, some] * 8 + means[:, some]
        order = np.argsort(keys, axis=1)
        places = np.tile(np.arange(1, order.shape[1] + 1, dtype=np.int16), (len(order), 1))
        ordered = np.take_along_axis(keys, order, axis=1)
        places[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
        ranks = np.empty(order.shape, dtype=np.int16)
        np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=1), axis=1)
        ends[:, some] = np.quantile(ranks, (0.025, 0.975), axis=0, method="inverted_cdf")
    return ends[0], ends[1]
