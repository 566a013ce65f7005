"""Likely ranges: how far a score and a rank could lie from what is printed.

Each trust's own metric scores are drawn again with replacement, many times; the middle
95% of the means is the likely range of its score. In each draw all trusts are put into
segments by the quarter's actual cuts, the override is applied, and they are ranked within
their type; the middle 95% of those ranks is the likely range of the rank.

This measures how much the metrics of a trust disagree with each other. It is not the
sampling error of the data, and it says nothing of metrics that are not in the framework.
Source: NHS England publishes such ranges; this procedure reproduces them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .panel import Bools, Floats, Ints
from .segments import ScoreTable

Picks = npt.NDArray[np.uint32] | npt.NDArray[np.uint16]

PERCENTILES = (2.5, 97.5)
SEGMENTS = 4
"""Those that a score can lead to."""

SCORE_DRAWS = 4
"""Draws for a score's range for each one for a rank's. A bound is printed to two decimals;
with 10,000 draws its own noise is about 0.008, with four times as many half of that."""


@dataclass(frozen=True)
class LikelyRanges:
    """All of shape (trusts,) unless said otherwise; NaN and 0 for a trust without a score."""

    score_low: Floats
    score_high: Floats
    rank_low: Ints
    rank_high: Ints
    rank_counts: Ints
    """Shape (trusts, trusts of the largest type): how many draws put it 1st, 2nd, …"""
    segment_counts: Ints
    """Shape (trusts, 4): how many draws put it in each segment, after the override."""


@dataclass(frozen=True)
class Standing:
    """What the draws need to know beside the scores; all of shape (trusts,)."""

    codes: tuple[str, ...]
    types: Ints
    flagged: Bools
    cuts: tuple[float, float, float]
    no_better_than: int


def likely_ranges(table: ScoreTable, standing: Standing, *, draws: int, seed: int) -> LikelyRanges:
    """Likely ranges of score and league rank for every trust.

    Each trust has its own stream of random numbers, made of the seed and its code, so
    the order of the trusts does not matter.

    Args:
        table: scores of shape (trusts, metrics).
        standing: type, override and cuts.
        draws: how many for the ranks, 10,000 for what is published; the scores take
            ``SCORE_DRAWS`` times as many.
        seed: kept with the assessment, so that it can be computed again.
    """
    size = len(standing.codes)
    means = np.full((draws, size), np.nan)
    score_bounds = np.full((2, size), np.nan)
    for index, code in enumerate(standing.codes):
        has = ~np.isnan(table.scores[index])
        if has.any():
            drawn = drawn_means(
                table.scores[index, has],
                table.weights[has],
                draws * SCORE_DRAWS,
                stream(seed, code),
            )
            score_bounds[:, index] = np.percentile(drawn, PERCENTILES)
            means[:, index] = drawn[:draws]
    rank_counts, segment_counts = _counted(means, standing)
    rank_low, rank_high = bounds(rank_counts)
    low, high = score_bounds
    return LikelyRanges(low, high, rank_low, rank_high, rank_counts, segment_counts)


def drawn_means(scores: Floats, weights: Floats, draws: int, random: np.random.Generator) -> Floats:
    """Weighted means of as many scores as there are, drawn with replacement.

    Args:
        scores, weights: shape (metrics,).

    Returns:
        Shape (draws,).
    """
    return means_of(scores, weights, picks(len(scores), draws, random))


def picks(size: int, draws: int, random: np.random.Generator) -> list[Picks]:
    """Which of so many scores are drawn, each time as many as there are.

    Three scores are drawn at a time from the table of all triples, which is the same as
    one by one and takes a third of the random numbers.

    Returns:
        For each time a place in such a table for every draw; shape (draws,).
    """
    return [random.integers(0, size**width, size=draws, dtype=np.uint32) for width in _widths(size)]


def means_of(scores: Floats, weights: Floats, drawn: Sequence[Picks]) -> Floats:
    """Weighted means of the scores that were drawn; shape (draws,)."""
    sums, weight_sums = np.zeros(len(drawn[0])), np.zeros(len(drawn[0]))
    widths = _widths(len(scores))
    tables = {w: (_sums_of(scores * weights, w), _sums_of(weights, w)) for w in set(widths)}
    for width, places in zip(widths, drawn, strict=True):
        weighted, weight = tables[width]
        sums += weighted[places]
        weight_sums += weight[places]
    return sums / weight_sums


def _widths(size: int) -> list[int]:
    """How many to draw at a time: threes, then what is left."""
    threes, rest = divmod(size, 3)
    return [3] * threes + ([rest] if rest else [])


def _sums_of(values: Floats, width: int) -> Floats:
    """Sums of every ordered choice of so many values; shape (values ** width,)."""
    sums = values
    for _ in range(width - 1):
        sums = np.add.outer(sums, values).ravel()
    return sums


def stream(seed: int, code: str) -> np.random.Generator:
    """A trust's own random numbers."""
    """A trust's own random numbers."""
    digest = hashlib.sha256(code.encode()).digest()
    words = np.frombuffer(digest[:16], dtype=np.uint32).tolist()
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, *words])))


def _counted(means: Floats, standing: Standing) -> tuple[Ints, Ints]:
    """How often each trust was drawn at each rank and in each segment."""
    scored = ~np.isnan(means[0])
    ranks = np.zeros((means.shape[1], _largest(standing.types[scored])), dtype=np.int64)
    segments = np.zeros((means.shape[1], SEGMENTS), dtype=np.int64)
    for number in np.unique(standing.types[scored]):
        members = np.flatnonzero(scored & (standing.types == number))
        placed = _drawn_segments(means[:, members], standing, standing.flagged[members])
        segments[members] = _tally(placed, SEGMENTS)
        ranked = _drawn_ranks(means[:, members], placed)
        ranks[members, : len(members)] = _tally(ranked, len(members))
    return ranks, segments


def _largest(types: Ints) -> int:
    return int(np.bincount(types).max(initial=0))


def _drawn_segments(means: Floats, standing: Standing, flagged: Bools) -> Ints:
    """Segments in each draw, after the override; shape (draws, trusts)."""
    places = 1 + np.searchsorted(standing.cuts, means.ravel(), side="left")
    segments = places.reshape(means.shape)
    return np.where(flagged, np.maximum(segments, standing.no_better_than), segments)


def _drawn_ranks(means: Floats, segments: Ints) -> npt.NDArray[np.int16]:
    """League ranks in each draw: by segment after the override, then by mean."""
    order = np.argsort(segments * 8 + means, axis=1)
    ranks = np.empty(means.shape, dtype=np.int16)
    places_in_order = np.arange(1, means.shape[1] + 1, dtype=np.int16)
    np.put_along_axis(ranks, order, places_in_order[None, :], axis=1)
    return ranks


def _tally(drawn: Ints | npt.NDArray[np.int16], size: int) -> Ints:
    """How often each of 1 to ``size`` was drawn.

    Args:
        drawn: shape (draws, trusts).

    Returns:
        Shape (trusts, size).
    """
    trusts = drawn.shape[1]
    cells = drawn + (np.arange(trusts, dtype=np.int64) * size - 1)
    return np.bincount(cells.ravel(), minlength=trusts * size).reshape(trusts, size)


def bounds(counts: Ints) -> tuple[Ints, Ints]:
    """The ranks at the percentiles, 0 for a trust that was never drawn.

    The smallest rank that at least so many of the draws do not exceed: always one that was
    drawn, and in whole numbers, so that it is exact.
    """
    reached = np.cumsum(counts, axis=1) * 1000
    draws = counts.sum(axis=1)
    low, high = (
        np.where(draws > 0, 1 + (reached < round(each * 10) * draws[:, None]).sum(axis=1), 0)
        for each in PERCENTILES
    )
    return low, high
