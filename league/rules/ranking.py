"""Competition ranks: the best is 1st, equals share the better rank, the next are skipped."""

from __future__ import annotations

import numpy as np

from .panel import Bools, Floats, Ints


def competition_ranks(keys: Floats | Ints) -> Ints:
    """Rank of each key among all, the smallest 1st.

    Args:
        keys: shape (n,), no NaN; smaller is better.
    """
    return np.searchsorted(np.sort(keys), keys, side="left") + 1


def tie_broken_ranks(keys: Floats, types: Ints, ties: Floats) -> Ints:
    """Competition ranks in which equal keys of one trust type follow their tie ranks.

    The published files print rounded values but rank unrounded ones. The published rank
    beside a value holds within the trust type, so it can order equal values of one type;
    equal values of two types stay equal.

    Args:
        keys: shape (n,), smaller is better.
        types: shape (n,), a number for each trust type.
        ties: shape (n,), the published rank within the type, NaN where none.
    """
    ranks = competition_ranks(keys)
    if len(keys) < 2 or np.isnan(ties).all():
        return ranks
    ties = np.where(np.isnan(ties), np.inf, ties)
    order = np.lexsort((ties, types, keys))
    equal = _same_as_previous(keys[order]) & _same_as_previous(types[order])
    tied = equal & _same_as_previous(ties[order])
    ranks[order] += _run_starts(tied) - _run_starts(equal)
    return ranks


def _same_as_previous(ordered: Floats | Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    same = np.zeros(len(ordered), dtype=np.bool_)
    same[1:] = ordered[1:] == ordered[:-1]
    return same


def _run_starts(continues: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
    """For each place the index at which its run of equals starts."""
    index = np.arange(len(continues), dtype=np.int64)
    return np.maximum.accumulate(np.where(continues, 0, index))


def ranks_within(keys: Floats | Ints, groups: Ints) -> Ints:
    """Competition ranks within each group; shape (n,), smaller is better."""
    ranks = np.zeros(len(keys), dtype=np.int64)
    for group in np.unique(groups):
        members = groups == group
        ranks[members] = competition_ranks(keys[members])
    return ranks


def shared_within(ranks: Ints, groups: Ints) -> Bools:
    """Whether another of the same group holds the same rank; shape (n,)."""
    pairs = np.stack([groups, ranks], axis=1)
    _, inverse, holders = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(holders[inverse.reshape(-1)] > 1)
