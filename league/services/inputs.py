"""A quarter's inputs in force: members, values and published figures, in canonical order."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from league.models import MetricValue, PublishedFigure, Quarter, QuarterTrust, ValueState


@dataclass(frozen=True)
class Inputs:
    """All by code (and metric, or kind and key)."""

    members: dict[str, QuarterTrust]
    values: dict[tuple[str, str], MetricValue]
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
        values = [
            (*key, v.unit, v.value, v.state, v.period, v.source_rank)
            for key, v in sorted(self.values.items())
        ]
        figures = [(*key, value) for key, value in sorted(self.figures.items())]
        return digest_of([members, values, figures if with_figures else []])


def in_force(quarter: Quarter, *, up_to: int | None = None) -> Inputs:
    """Three queries. With ``up_to``: what was in force once that submission was applied.

    A withdrawal's row that there is no figure stands for no row at all.
    """
    members = QuarterTrust.objects.in_force(quarter, up_to=up_to)
    values = MetricValue.objects.in_force(quarter, up_to=up_to)
    figures = PublishedFigure.objects.in_force(quarter, up_to=up_to)
    told = figures.values_list("trust_id", "kind", "key", "value")
    return Inputs(
        members={member.trust_id: member for member in members},
        values={
            (value.trust_id, value.metric): value
            for value in values
            if value.state != ValueState.NO_FIGURE
        },
        figures={(code, kind, key): value for code, kind, key, value in told},
    )


def digest_of(data: list[Any]) -> str:
    """SHA-256 of plain data; floats by their shortest exact text."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
