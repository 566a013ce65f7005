"""One trust's likely ranges in a quarter that is a little other, from the same random numbers.

A what-if changes the scores of a few trusts only. What was drawn for the published quarter is
kept, and only the means of those whose scores changed are taken again, so that the answer is the
one that drawing everything anew would give, in a fraction of the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .drawing import Picks, drawn_means, ends, means_of, picks, stream
from .edition import Edition
from .figures import Figures
from .panel import Floats, Ints, Panel
from .results import LikelyRange
from .rounding import rounded
from .segments import ScoreTable, cut_values
from .uncertainty import SCORE_DRAWS, bounds

HELD = 2_000_000
"""Means that are held of a type: 16 MB, and some 36 MB of what was picked for them. Drawn 10,000
times that is 200 trusts; England's largest type has 134."""
_SMALL = np.iinfo(np.uint16).max


@dataclass(frozen=True)
class Drawn:
    """What was drawn for the trusts of one type: some 35 MB for 134 of them, 10,000 times."""

    draws: int
    seed: int
    rows: Ints
    """Rows in the panel of the trusts that have a score; shape (members,)."""
    scores: Floats
    """What was drawn from; shape (members, metrics)."""
    picks: tuple[tuple[Picks, ...], ...]
    means: Floats
    """Shape (members, draws)."""


def draw(panel: Panel, figures: Figures, trust_type: str, *, draws: int, seed: int) -> Drawn | None:
    """Draw for each trust of a type as :func:`league.rules.uncertainty.likely_ranges` does.

    None for so many trusts that more than ``HELD`` means would be held.
    """
    rows = np.array(
        [n for n, kind in enumerate(panel.types) if kind == trust_type and figures.unadjusted[n]],
        dtype=np.int64,
    )
    if len(rows) * draws > HELD:
        return None
    table = figures.table
    drawn = [
        _picks(int((~np.isnan(table.scores[row])).sum()), panel.codes[row], draws, seed)
        for row in rows
    ]
    means = [_means(table, row, each) for row, each in zip(rows, drawn, strict=True)]
    return Drawn(draws, seed, rows, table.scores[rows], tuple(drawn), np.array(means))


def _picks(size: int, code: str, draws: int, seed: int) -> tuple[Picks, ...]:
    """The draws that ranks are made of, the first of those that scores are made of."""
    drawn = (each[:draws] for each in picks(size, draws * SCORE_DRAWS, stream(seed, code)))
    if size**3 > _SMALL:
        return tuple(each.copy() for each in drawn)
    return tuple(each.astype(np.uint16) for each in drawn)


def _means(table: ScoreTable, row: int, drawn: tuple[Picks, ...]) -> Floats:
    has = ~np.isnan(table.scores[row])
    return means_of(table.scores[row, has], table.weights[has], drawn)


def likely_range(
    drawn: Drawn, edition: Edition, panel: Panel, figures: Figures, code: str
) -> LikelyRange | None:
    """A trust's likely ranges among figures that differ from those drawn from.

    The same trusts must have a score, and the others of the type the same metrics. None for a
    trust without a score.
    """
    row = panel.codes.index(code)
    places = np.flatnonzero(drawn.rows == row).tolist()
    if not places or not figures.unadjusted[row]:
        return None
    own = _own_means(drawn, figures.table, row, code)
    low, high = ends(own)
    first, last = _rank_bounds(drawn, edition, figures, places[0], own[: drawn.draws])
    return LikelyRange(rounded(low), rounded(high), first, last)


def _own_means(drawn: Drawn, table: ScoreTable, row: int, code: str) -> Floats:
    has = ~np.isnan(table.scores[row])
    scores, weights = table.scores[row, has], table.weights[has]
    return drawn_means(scores, weights, drawn.draws * SCORE_DRAWS, stream(drawn.seed, code))


def _rank_bounds(
    drawn: Drawn, edition: Edition, figures: Figures, place: int, own: Floats
) -> tuple[int, int]:
    means = _again(drawn, figures.table, place, own)
    keys = _keys(means, edition, figures, drawn.rows)
    ranks = 1 + (keys < keys[place]).sum(axis=0)
    return bounds(np.bincount(ranks)[1:])


def _again(drawn: Drawn, table: ScoreTable, place: int, own: Floats) -> Floats:
    """The means, those of trusts with other scores than before taken again."""
    now = table.scores[drawn.rows]
    other = ~((now == drawn.scores) | (np.isnan(now) & np.isnan(drawn.scores))).all(axis=1)
    means = drawn.means.copy()
    for each in np.flatnonzero(other):
        if each != place:
            means[each] = _means(table, drawn.rows[each], drawn.picks[each])
    means[place] = own
    return means


def _keys(means: Floats, edition: Edition, figures: Figures, rows: Ints) -> Floats:
    """What ranks go by in each draw: the segment after the override, then the mean."""
    segments = np.ones(means.shape)
    for cut in cut_values(figures.cuts):
        segments += means > cut
    held = figures.override.flagged[rows]
    segments[held] = np.maximum(segments[held], edition.override.no_better_than)
    segments *= 8
    segments += means
    return segments
