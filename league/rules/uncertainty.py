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

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .drawing import PERCENTILES, ends, means_of, picks, stream
from .panel import Bools, Floats, Ints
from .segments import ScoreTable

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]

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
        self.score_bounds[:, row] = ends(drawn)
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
        for row, best_first in zip(ranks, order, strict=True):
            row[best_first] = places
        self.ranks[members, start : start + len(ranks)] = ranks.T


def _rank_bounds(ranks: Ranks) -> tuple[Ints, Ints]:
    """What :func:`bounds` finds, from the ranks in each draw."""
    found = [bounds(np.bincount(row)[None, 1:]) for row in ranks]
    low, high = np.array(found, dtype=np.int64).reshape(-1, 2).T
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
