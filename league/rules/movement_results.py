"""What a decomposed change consists of, and its figures as shown, which sum exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

UNIT = 10_000
"""Figures are shown to four decimals and kept in whole ten-thousandths, so that they add up."""

DUST = 1e-9
"""What a float leaves over of nothing: far below what any change of a score is worth."""


class Part(StrEnum):
    """Why an average changed."""

    OWN = "own"
    """The trust's own values."""
    PEERS = "peers"
    """The values of the organisations that it is ranked with."""
    TOGETHER = "together"
    """Own and peers' values, where they cannot be told apart."""
    ENTERED = "entered"
    """Metrics that are scored now and were not before."""
    LEFT = "left"
    """Metrics that were scored before and are not now."""
    RULES = "rules"
    """Metrics that another rule scores than before."""
    ROUNDING = "rounding"
    """Published scores and averages are rounded to two decimals."""


class MovementStatus(StrEnum):
    """What is known of a change."""

    SPLIT = "split"
    """In all parts."""
    TOGETHER = "together"
    """By metric, without telling own values from peers' values."""
    AVERAGES = "averages"
    """Only the two averages."""
    NOTHING_SHARED = "nothing-shared"
    """No metric is scored in both quarters."""
    FIRST = "first"
    """The trust has no average in the earlier quarter."""


@dataclass(frozen=True)
class Scored:
    """One trust's value and score of one metric in one quarter; None where there is none."""

    value: float | None = None
    unit: str = ""
    score: float | None = None
    model: str = ""
    """How the score was made, where that is needed to see whether another rule made it."""


NOTHING = Scored()


@dataclass(frozen=True)
class Atom:
    """One part of one metric's share in a change, unrounded; no metric for the whole."""

    metric_id: str
    part: Part
    amount: float


@dataclass(frozen=True)
class MetricMove:
    """One metric's share in a change."""

    metric_id: str
    before: Scored
    after: Scored
    parts: tuple[tuple[Part, int], ...]
    """In ten-thousandths, above zero for worse; those that are not zero."""

    @property
    def amount(self) -> int:
        return sum(amount for _, amount in self.parts)

    def part(self, part: Part) -> int:
        return dict(self.parts).get(part, 0)


@dataclass(frozen=True)
class Movement:
    """A change of an average and its parts, in ten-thousandths, above zero for worse."""

    status: MovementStatus
    before: int | None
    after: int
    parts: tuple[tuple[Part, int], ...]
    """Of all metrics together; they sum to the change, and so do the metrics with those parts
    that belong to none."""
    metrics: tuple[MetricMove, ...]
    """That which moved it most first."""
    decimals: tuple[int, int] = (4, 4)
    """How many the averages of before and of now have: a published one has two."""

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.after - self.before


def finished(
    status: MovementStatus,
    before: float,
    after: float,
    atoms: Sequence[Atom],
    readings: Mapping[str, tuple[Scored, Scored]],
    decimals: tuple[int, int] = (4, 4),
) -> Movement:
    """The figures as shown: the averages to four decimals, and the atoms rounded so that they
    sum to the difference of the averages as shown.

    Args:
        atoms: sum to ``after - before``; none where the change is not told in parts.
        readings: of each metric that is scored in either quarter, before and now.
    """
    first, last = ten_thousandths(before), ten_thousandths(after)
    shown = shares([atom.amount for atom in atoms], last - first) if atoms else []
    rounded = [(atom, amount) for atom, amount in zip(atoms, shown, strict=True) if amount]
    metrics = (
        MetricMove(
            name, *readings[name], tuple((a.part, n) for a, n in rounded if a.metric_id == name)
        )
        for name in readings
    )
    return Movement(
        status=status,
        before=first,
        after=last,
        parts=_totals(rounded),
        metrics=tuple(sorted(metrics, key=lambda each: -abs(each.amount))),
        decimals=decimals,
    )


def _totals(rounded: Iterable[tuple[Atom, int]]) -> tuple[tuple[Part, int], ...]:
    totals: dict[Part, int] = {}
    for atom, amount in rounded:
        totals[atom.part] = totals.get(atom.part, 0) + amount
    return tuple((part, totals[part]) for part in Part if part in totals)


def ten_thousandths(value: float) -> int:
    """Rounded as the step list prints an average to four decimals."""
    return round(round(value, 4) * UNIT)


def shares(amounts: Sequence[float], total: int) -> list[int]:
    """Each amount in whole ten-thousandths, so that they sum to the total.

    By largest remainder: all are rounded down, and what is missing goes to those that lost
    most. As long as the total is within one ten-thousandth of the sum of the amounts, none
    ends two away from its own.
    """
    scaled = [amount * UNIT for amount in amounts]
    whole = [floor(each) for each in scaled]
    lost = sorted(range(len(whole)), key=lambda at: whole[at] - scaled[at])
    missing = total - sum(whole)
    order = lost if missing >= 0 else lost[::-1]
    for turn in range(abs(missing)):
        whole[order[turn % len(order)]] += 1 if missing > 0 else -1
    return whole
