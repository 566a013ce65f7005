"""A quarter's inputs in force: members, values and published figures, in canonical order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from league.models import MetricValue, PublishedFigure, Quarter, QuarterTrust, ValueState

from .digests import Digest
from .handover import ValueLine

_FETCHED = 5_000
"""Rows that are fetched at a time."""


class Value(NamedTuple):
    """One trust's figure for one metric; a tuple, because a quarter has many."""

    unit: str
    value: float | None
    state: str
    period: str
    source_rank: float | None

    @classmethod
    def of(cls, line: ValueLine) -> Value:
        """What a line would bring into force."""
        return cls(line.unit, line.value, line.state, line.period, line.source_rank)


@dataclass(frozen=True)
class Inputs:
    """All by code (and metric, or kind and key)."""

    members: dict[str, QuarterTrust]
    values: dict[tuple[str, str], Value]
    figures: dict[tuple[str, str, str], float]

    @cached_property
    def with_values(self) -> frozenset[str]:
        """Codes of the trusts that have any value."""
        return frozenset(code for code, _ in self.values)

    def figures_of(self, code: str, kind: str) -> dict[str, float]:
        """A trust's published figures of one kind, by key."""
        return self._by_trust_and_kind.get((code, kind), {})

    @cached_property
    def _by_trust_and_kind(self) -> dict[tuple[str, str], dict[str, float]]:
        grouped: dict[tuple[str, str], dict[str, float]] = {}
        for (code, kind, key), value in self.figures.items():
            grouped.setdefault((code, kind), {})[key] = value
        return grouped

    def digest(self, *, with_figures: bool) -> str:
        """SHA-256 of what a computation rests on."""
        members = sorted(
            (m.trust_id, m.name, m.type, m.subtype, m.region) for m in self.members.values()
        )
        figures = self.figures if with_figures else {}
        digest = Digest()
        digest.text("[")
        digest.plain(members)
        digest.text(",")
        digest.rows((*key, *value) for key, value in sorted(self.values.items()))
        digest.text(",")
        digest.rows((*key, value) for key, value in sorted(figures.items()))
        digest.text("]")
        return digest.told()


def in_force(quarter: Quarter, *, up_to: int | None = None) -> Inputs:
    """Three queries. With ``up_to``: what was in force once that submission was applied.

    A withdrawal's row that there is no figure stands for no row at all, and so does a published
    figure that was taken back.
    """
    members = QuarterTrust.objects.in_force(quarter, up_to=up_to)
    figures = PublishedFigure.objects.in_force(quarter, up_to=up_to)
    told = figures.values_list("trust_id", "kind", "key", "value").iterator(_FETCHED)
    one = _shared()
    return Inputs(
        members={member.trust_id: member for member in members},
        values=values_in_force(quarter, up_to=up_to, one=one),
        figures={
            (one(code), one(kind), one(key)): value
            for code, kind, key, value in told
            if value is not None
        },
    )


def values_in_force(
    quarter: Quarter, *, up_to: int | None = None, one: Callable[[str], str] | None = None
) -> dict[tuple[str, str], Value]:
    """One query. By code and metric; ``one`` gives for equal texts one and the same."""
    one = one or _shared()
    held = MetricValue.objects.in_force(quarter, up_to=up_to)
    rows = held.values_list("trust_id", "metric", *Value._fields).iterator(_FETCHED)
    return {
        (one(code), one(metric)): Value(one(unit), value, one(state), one(period), rank)
        for code, metric, unit, value, state, period, rank in rows
        if state != ValueState.NO_FIGURE
    }


def _shared() -> Callable[[str], str]:
    """Gives for equal texts one and the same, so that it is held once."""
    held: dict[str, str] = {}
    return lambda text: held.setdefault(text, text)
