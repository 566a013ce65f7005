"""How a metric's figures lie among a trust's peers: those of its own type, and the whole pool.

Medians and quartiles are by linear interpolation with both ends included (Excel's
QUARTILE.INC), as in the rule that cuts the distribution of scores into segments.
:mod:`league.rules.peer_spreads` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

FEWEST = 4
"""Quartiles of fewer figures say nothing."""


class Measure(StrEnum):
    """What is spread."""

    VALUE = "value"
    SCORE = "score"
    """Whole scores of 1 to 4: no value is published, or two parts make the score."""
    DOMAIN = "domain-score"


class PoolState(StrEnum):
    """How the pool of a metric stands to a trust type."""

    TYPE = "type"
    """The pool is the type: no other reports the metric, or it is ranked within types."""
    WIDER = "wider"
    NOT_AT_HAND = "not-at-hand"
    """Wider, but the values of another type's trusts are missing."""


@dataclass(frozen=True)
class Middle:
    """In the unit of the figures. Lower and upper are of the figure, not better and worse."""

    reported: int
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float
    counts: tuple[int, ...] = ()
    """For scores: how many have 1, 2, 3 and 4."""

    @property
    def has_quartiles(self) -> bool:
        return self.reported >= FEWEST


class Peer(NamedTuple):
    """Places by value, 1 the best, equals sharing the better one; None for scores, and in the
    pool where not all its values are at hand. ``joint`` is whether another holds the place."""

    code: str
    value: float
    place: int | None = None
    pool_place: int | None = None
    joint: bool = False
    pool_joint: bool = False


@dataclass(frozen=True)
class UnitSpread:
    """Figures in one unit; those in another cannot be set beside them."""

    unit: str
    own: Middle
    pool: Middle | None
    """None unless the pool is wider than the type and at hand."""
    peers: tuple[Peer, ...]
    """Of the type, ascending by value."""

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Of all peers, ascending."""
        return tuple(peer.value for peer in self.peers)

    def of(self, code: str) -> Peer | None:
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> dict[str, Peer]:
        return {peer.code: peer for peer in self.peers}


@dataclass(frozen=True)
class Spread:
    """One metric or domain among the trusts of one type."""

    key: str
    """Of the metric; for a domain the official id of its score."""
    trust_type: str
    measure: Measure
    trusts: int
    """Trusts of the type in the quarter, with a figure or without."""
    pool_is: PoolState
    units: tuple[UnitSpread, ...]

    def in_unit_of(self, code: str) -> UnitSpread | None:
        """The figures that a trust's own stands among; without one those of most trusts."""
        mine = (unit for unit in self.units if unit.of(code))
        return next(mine, max(self.units, key=lambda unit: unit.own.reported, default=None))


def plain(spread: Spread) -> dict[str, Any]:
    """As JSON holds it: ``{"measure", "trusts", "pool_is", "units": [{"unit", "own", "pool",
    "peers": [[code, value, place, place in the pool, joint, joint in the pool], ...]}]}``."""
    return {
        "measure": spread.measure.value,
        "trusts": spread.trusts,
        "pool_is": spread.pool_is.value,
        "units": [
            {
                "unit": unit.unit,
                "own": _plain_middle(unit.own),
                "pool": None if unit.pool is None else _plain_middle(unit.pool),
                "peers": [list(peer) for peer in unit.peers],
            }
            for unit in spread.units
        ],
    }


def _plain_middle(made: Middle) -> dict[str, Any]:
    return {**vars(made), "counts": list(made.counts)}


def from_plain(key: str, trust_type: str, figures: Mapping[str, Any]) -> Spread:
    """What :func:`plain` made."""
    return Spread(
        key=key,
        trust_type=trust_type,
        measure=Measure(figures["measure"]),
        trusts=figures["trusts"],
        pool_is=PoolState(figures["pool_is"]),
        units=tuple(_unit(each) for each in figures["units"]),
    )


def _unit(figures: Mapping[str, Any]) -> UnitSpread:
    pool = figures["pool"]
    return UnitSpread(
        unit=figures["unit"],
        own=_middle(figures["own"]),
        pool=None if pool is None else _middle(pool),
        peers=tuple(map(Peer._make, figures["peers"])),
    )


def _middle(figures: Mapping[str, Any]) -> Middle:
    return Middle(**{**figures, "counts": tuple(figures["counts"])})
