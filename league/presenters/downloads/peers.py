"""Columns that set a trust's figures beside those of its peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from league.rules.peers import Middle, Peer, Spread, UnitSpread

from .fields import Fields, T, integer, number

_POOL = (
    "How many trusts of any type have a figure; empty where the pool is the type itself, or where "
    "not all of its figures are at hand."
)


@dataclass(frozen=True)
class _Beside:
    """One row's peers; nothing where they are not known."""

    unit: UnitSpread | None
    mine: Peer | None

    @property
    def own(self) -> Middle | None:
        return self.unit.own if self.unit else None

    @property
    def pool(self) -> Middle | None:
        return self.unit.pool if self.unit else None


def peer_fields(code: str, spread_of: Callable[[T], Spread | None]) -> Fields[T]:
    """Among the trust's own type, then among the pool where that is wider."""

    def beside(row: T) -> _Beside:
        spread = spread_of(row)
        unit = spread.in_unit_of(code) if spread else None
        return _Beside(unit, unit.of(code) if unit else None)

    def place(row: T) -> int | None:
        mine = beside(row).mine
        return mine.place if mine else None

    def pool_place(row: T) -> int | None:
        mine = beside(row).mine
        return mine.pool_place if mine else None

    return (
        *_middle("type", "its type", "How many have a figure.", lambda row: beside(row).own),
        integer("type_place", "Place in its type", place, "By figure; 1 is best."),
        *_middle("pool", "the pool", _POOL, lambda row: beside(row).pool),
        integer("pool_place", "Place in the pool", pool_place, "By figure; 1 is best."),
    )


def _middle(key: str, whose: str, meaning: str, middle: Callable[[T], Middle | None]) -> Fields[T]:
    """Quartiles of fewer than four figures are left out."""

    def quartile(name: str) -> Callable[[T], float | None]:
        def of(row: T) -> float | None:
            found = middle(row)
            return getattr(found, name) if found and found.has_quartiles else None

        return of

    def reported(row: T) -> int | None:
        found = middle(row)
        return found.reported if found else None

    return (
        integer(f"{key}_reported", f"Trusts of {whose}", reported, meaning),
        number(f"{key}_median", f"Median of {whose}", quartile("median"), "In the row's unit."),
        number(
            f"{key}_lower_quartile",
            f"Lower quartile of {whose}",
            quartile("lower_quartile"),
            "By linear interpolation, ends included.",
        ),
        number(
            f"{key}_upper_quartile",
            f"Upper quartile of {whose}",
            quartile("upper_quartile"),
            "By linear interpolation, ends included.",
        ),
    )
