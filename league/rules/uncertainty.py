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

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .drawing import PERCENTILES, Stood, ends, means_of, next_picks, noted_picks, picks, stream
from .panel import Bools, Floats, Ints
from .segments import ScoreTable

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]

SEGMENTS = 4
"""Those that a score can lead to."""

SCORE_DRAWS = 4
"""Draws for a score's range for each one for a rank's. A bound is printed to two decimals;
with 10,000 draws its own noise is about 0.008, with four times as many half of that."""


HELD = 68_000_000
"""Means that are held at a time: 544 MB. Of a type of more trusts the draws are made and ranked
in parts, so that the answer does not depend on it."""
_RANKED = 256
"""Draws that are ranked at a time: few enough for a processor's cache."""

Tell = Callable[[int, Ints], None]


@dataclass(frozen=True)
class LikelyRanges:
    """All of shape (trusts,) unless said otherwise; NaN and 0 for a trust without a score."""

    score_low: Floats
    score_high: Floats
    rank_low: Ints
    rank_high: Ints
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


def likely_ranges(
    table: ScoreTable, standing: Standing, *, draws: int, seed: int, tell: Tell
) -> LikelyRanges:
    """Likely ranges of score and league rank for every trust.

    Each trust has its own stream of random numbers, made of the seed and its code, so
    the order of the trusts does not matter.

    Args:
        table: scores of shape (trusts, metrics).
        standing: type, override and cuts.
        draws: how many for the ranks, 10,000 for what is published; the scores take
            ``SCORE_DRAWS`` times as many.
        seed: kept with the assessment, so that it can be computed again.
        tell: is given the row of each trust with a score, and how many draws put it 1st, 2nd, …
            of its type, up to the last rank that was drawn. Of many trusts these take much
            memory, so they are told type by type and not kept.
    """
    size = len(standing.codes)
    found = LikelyRanges(
        score_low=np.full(size, np.nan),
        score_high=np.full(size, np.nan),
        rank_low=np.zeros(size, dtype=np.int64),
        rank_high=np.zeros(size, dtype=np.int64),
        segment_counts=np.zeros((size, SEGMENTS), dtype=np.int64),
    )
    draw = _Draw(table, standing, draws, seed, found)
    scored = ~np.isnan(table.scores).all(axis=1)
    for number in np.unique(standing.types[scored]):
        members = np.flatnonzero(scored & (standing.types == number))
        for row, drawn in zip(members.tolist(), draw.ranks(members), strict=True):
            counts = np.bincount(drawn)[1:]
            found.rank_low[row], found.rank_high[row] = bounds(counts)
            tell(row, counts)
    return found


@dataclass(frozen=True)
class _Draw:
    """What is drawn, type by type."""

    table: ScoreTable
    standing: Standing
    draws: int
    seed: int
    found: LikelyRanges
    stood: dict[int, Stood] = field(default_factory=dict)
    """By row, where the next part goes on; empty where there is one part."""

    def ranks(self, members: Ints) -> Ranks:
        """The trusts of one type ranked in every draw; shape (members, draws)."""
        small = np.min_scalar_type(max(len(members), 256))
        ranks: Ranks = np.empty((len(members), self.draws), dtype=small)
        step = min(self.draws, max(1, HELD // len(members)))
        for start in range(0, self.draws, step):
            self._rank_part(members, start, ranks[:, start : start + step])
        return ranks

    def _rank_part(self, members: Ints, start: int, ranks: Ranks) -> None:
        """Write the ranks in some of the draws; shape (members, draws of the part)."""
        means = self._means(members, start, start + ranks.shape[1])
        for some in range(0, ranks.shape[1], _RANKED):
            part = slice(some, some + _RANKED)
            ranks[:, part] = self._rank(members, means[:, part], ranks.dtype)

    def _means(self, members: Ints, start: int, stop: int) -> Floats:
        """Each trust's means in some of the draws; shape (members, stop - start)."""
        means = np.empty((len(members), stop - start))
        for place, row in enumerate(members.tolist()):
            means[place] = self._means_of(row, start, stop)
        return means

    def _means_of(self, row: int, start: int, stop: int) -> Floats:
        """Of some of the draws that ranks are made of; scores have all and more."""
        has = ~np.isnan(self.table.scores[row])
        scores, weights = self.table.scores[row, has], self.table.weights[has]
        random = stream(self.seed, self.standing.codes[row])
        if start:
            more = next_picks(len(scores), stop - start, random, self.stood[row])
            return means_of(scores, weights, more)
        all_draws = self.draws * SCORE_DRAWS
        if stop < self.draws:
            picked, self.stood[row] = noted_picks(len(scores), all_draws, stop, random)
        else:
            picked = picks(len(scores), all_draws, random)
        drawn = means_of(scores, weights, picked)
        self.found.score_low[row], self.found.score_high[row] = ends(drawn)
        return drawn[:stop]

    def _rank(self, members: Ints, means: Floats, small: np.dtype[Any]) -> Ranks:
        """Segments by the cuts, after the override; ranks by segment and then by mean."""
        held = self.standing.flagged[members]
        segments = np.ones(means.shape, dtype=np.uint8)
        for cut in self.standing.cuts:
            segments += means > cut
        segments[held] = np.maximum(segments[held], self.standing.no_better_than)
        for segment in range(SEGMENTS):
            self.found.segment_counts[members, segment] += (segments == segment + 1).sum(axis=1)
        return ranked((segments * 8.0 + means).T, small).T


def ranked(keys: Floats, small: np.dtype[Any]) -> Ranks:
    """Each row's own ranks, those of equal keys joint: one more than there are lesser keys.

    Args:
        keys: shape (draws, members).
    """
    order = np.argsort(keys, axis=1)
    places = np.empty(order.shape, dtype=small)
    places[:] = np.arange(1, order.shape[1] + 1)
    ordered = np.take_along_axis(keys, order, axis=1)
    places[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
    np.maximum.accumulate(places, axis=1, out=places)
    ranks: Ranks = np.empty(order.shape, dtype=small)
    for row, best_first, joint in zip(ranks, order, places, strict=True):
        row[best_first] = joint
    return ranks


def bounds(counts: Ints) -> tuple[int, int]:
    """The ranks at the percentiles, of how many draws put a trust 1st, 2nd, …

    The smallest rank that at least so many of the draws do not exceed: always one that was
    drawn, and in whole numbers, so that it is exact.
    """
    reached = np.cumsum(counts)
    wanted = [-(-round(each * 10) * int(reached[-1]) // 1000) for each in PERCENTILES]
    low, high = (1 + np.searchsorted(reached, wanted)).tolist()
    return low, high
