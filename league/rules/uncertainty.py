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
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .panel import Bools, Floats, Ints
from .segments import ScoreTable

Picks = npt.NDArray[np.uint32] | npt.NDArray[np.uint16]
Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]

PERCENTILES = (2.5, 97.5)
SEGMENTS = 4
"""Those that a score can lead to."""

SCORE_DRAWS = 4
"""Draws for a score's range for each one for a rank's. A bound is printed to two decimals;
with 10,000 draws its own noise is about 0.008, with four times as many half of that."""


HELD = 45_000_000
"""Means that are held at a time: 360 MB. Of a type of more trusts they are drawn again for
each part of the draws, from the same random numbers."""
_RANKED = 256
"""Draws that are ranked at a time: few enough for a processor's cache."""


@dataclass(frozen=True)
class LikelyRanges:
    """All of shape (trusts,) unless said otherwise; NaN and 0 for a trust without a score."""

    score_low: Floats
    score_high: Floats
    rank_low: Ints
    rank_high: Ints
    ranks: Ranks
    """Shape (trusts, draws): the rank within its type in each draw."""
    segment_counts: Ints
    """Shape (trusts, 4): how many draws put it in each segment, after the override."""

    def rank_counts(self, row: int) -> Ints:
        """How many draws put a trust 1st, 2nd, … up to the last rank that was drawn."""
        return np.bincount(self.ranks[row])[1:]

    def without_draws(self) -> LikelyRanges:
        """The ranges alone: of many trusts the draws take much memory."""
        return replace(self, ranks=np.empty((len(self.ranks), 0), dtype=self.ranks.dtype))


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
    draw = _Draw(table, standing, draws, seed)
    scored = ~np.isnan(table.scores).all(axis=1)
    for number in np.unique(standing.types[scored]):
        draw.rank(np.flatnonzero(scored & (standing.types == number)))
    low, high = draw.score_bounds
    return LikelyRanges(low, high, *_rank_bounds(draw.ranks), draw.ranks, draw.segment_counts)


class _Draw:
    """What is drawn, type by type."""

    def __init__(self, table: ScoreTable, standing: Standing, draws: int, seed: int) -> None:
        self.table, self.standing, self.draws, self.seed = table, standing, draws, seed
        size = len(standing.codes)
        self.score_bounds = np.full((2, size), np.nan)
        self.ranks: Ranks = np.zeros((size, draws), dtype=np.min_scalar_type(max(size, 256)))
        self.segment_counts: Ints = np.zeros((size, SEGMENTS), dtype=np.int64)

    def rank(self, members: Ints) -> None:
        """Rank the trusts of one type in every draw."""
        step = min(self.draws, max(1, HELD // len(members)))
        for start in range(0, self.draws, step):
            means = np.empty((len(members), min(step, self.draws - start)))
            for place, row in enumerate(members.tolist()):
                means[place] = self._means(row, start, start + means.shape[1])
            for some in range(0, means.shape[1], _RANKED):
                self._rank_some(members, start + some, means[:, some : some + _RANKED])

    def _means(self, row: int, start: int, stop: int) -> Floats:
        """Of some of the draws that ranks are made of; scores have all and more."""
        has = ~np.isnan(self.table.scores[row])
        scores, weights = self.table.scores[row, has], self.table.weights[has]
        random = stream(self.seed, self.standing.codes[row])
        picked = picks(len(scores), self.draws * SCORE_DRAWS, random)
        if start:
            return means_of(scores, weights, [each[start:stop] for each in picked])
        drawn = means_of(scores, weights, picked)
        self.score_bounds[:, row] = np.percentile(drawn, PERCENTILES)
        return drawn[:stop]

    def _rank_some(self, members: Ints, start: int, means: Floats) -> None:
        """Segments by the cuts, after the override; ranks by segment and then by mean."""
        held = self.standing.flagged[members]
        segments = np.ones(means.shape, dtype=np.uint8)
        for cut in self.standing.cuts:
            segments += means > cut
        segments[held] = np.maximum(segments[held], self.standing.no_better_than)
        for segment in range(SEGMENTS):
            self.segment_counts[members, segment] += (segments == segment + 1).sum(axis=1)
        order = np.argsort((segments * 8.0 + means).T, axis=1)
        ranks = np.empty(order.shape, dtype=self.ranks.dtype)
        places = np.arange(1, len(members) + 1, dtype=self.ranks.dtype)
        np.put_along_axis(ranks, order, places[None, :], axis=1)
        self.ranks[members, start : start + len(ranks)] = ranks.T


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


def _rank_bounds(ranks: Ranks) -> tuple[Ints, Ints]:
    """What :func:`bounds` finds, from the ranks in each draw."""
    draws = ranks.shape[1]
    at = [-(-round(each * 10) * draws // 1000) - 1 for each in PERCENTILES]
    found = np.array([np.partition(row, at)[at] for row in ranks], dtype=np.int64)
    low, high = found.reshape(-1, len(at)).T
    return low, high


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
