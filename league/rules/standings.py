"""How sure a place in a league table is: told from the place above, and from the quarter before.

Both rest on the likely range of rank (see :mod:`league.rules.uncertainty`). It says where the
trust could stand if its score rested on a somewhat different mix of its own metrics, so a trust
whose range holds the other's rank might as well stand there, as far as the figures can tell.
Every page that says how sure an order is asks :func:`told_apart`, and says so by :data:`RULE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

RULE = (
    "Two trusts cannot be told apart when the rank of either lies within the likely range of the "
    "other."
)
"""What :func:`told_apart` decides, in words."""
_MOST = 0.75
"""From this share of a table on a mark at each such row no longer tells rows apart."""


@dataclass(frozen=True)
class Place:
    """A league rank, 1 the best, with its likely range; None where not known."""

    rank: int | None
    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        """Whether both the rank and its likely range are known."""
        return None not in (self.rank, self.low, self.high)

    def likely(self, rank: int | None) -> bool | None:
        """Whether the rank lies within the likely range; None when either is not known."""
        if rank is None or self.low is None or self.high is None:
            return None
        return self.low <= rank <= self.high


def told_apart(one: Place, other: Place) -> bool | None:
    """Whether the figures tell the two places apart; None when a rank or range is not known.

    They do not when the rank of either trust lies within the likely range of the other.
    """
    found = (one.likely(other.rank), other.likely(one.rank))
    if None in found:
        return None
    return not any(found) and one.rank != other.rank


def told_from_above(table: Sequence[Place]) -> tuple[bool | None, ...]:
    """For each place of a table in league order whether it is told apart from the one above.

    None for the first, which has none above, and where a range is not known.
    """
    if not table:
        return ()
    return (None, *(told_apart(above, below) for above, below in pairwise(table)))


@dataclass(frozen=True)
class Closeness:
    """How many of ``of`` trusts, those with one above, cannot be told apart from it."""

    close: int
    of: int

    @property
    def nearly_all(self) -> bool:
        """Whether a mark at each of them would stand nearly everywhere and say nothing."""
        return self.close > 0 and self.close >= _MOST * self.of


def closeness(told: Sequence[bool | None]) -> Closeness:
    """Of a table's answers from :func:`told_from_above`, unknown ones counted as told."""
    return Closeness(told.count(False), max(len(told) - 1, 0))


@dataclass(frozen=True)
class Move:
    """From one quarter to the next; ``places`` is above zero for a better rank.

    ``within_likely_range``: the rank of the quarter before lies within the likely range of now,
    so the move may be no more than chance. None when no range is known.
    """

    places: int
    within_likely_range: bool | None


def move(before: int | None, now: Place) -> Move | None:
    """None when the trust had or has no rank."""
    if before is None or now.rank is None:
        return None
    return Move(before - now.rank, now.likely(before))
