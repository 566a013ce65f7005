"""Whether a quarter can be computed, or has to be taken as published.

A ranked score depends on every trust of the pool. So a quarter is computed when every
trust with a published average has its values, and every trust type of the edition is
there; otherwise the official results are adopted and the notes say what is not at hand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from league.models import Basis, FigureKind
from league.rules.edition import Edition, Model
from trusts.types import TrustType

from .inputs import Inputs


@dataclass(frozen=True)
class Ground:
    basis: Basis
    codes: frozenset[str]
    """Trusts that get results."""
    notes: tuple[str, ...]
    """What is not at hand, in sentences."""


def ground(edition: Edition, inputs: Inputs) -> Ground:
    """What the quarter's results will rest on."""
    averages = {code for code, kind, _ in inputs.figures if kind == FigureKind.AVERAGE}
    without = {code for code in averages if _lacks_values(edition, inputs, code)}
    absent = _absent_types(edition, inputs)
    adoptable = frozenset(code for code in averages if is_adoptable(inputs, code))
    if not adoptable or not (without or absent):
        stray = _stray(inputs, averages)
        notes = (*map(_no_file, absent), *_unpublished(sorted(stray)))
        return Ground(Basis.COMPUTED, inputs.with_values - stray, notes)
    left_out = sorted((averages | inputs.with_values) - adoptable)
    notes = (*_by_type(inputs, without), *map(_no_file, absent), *_unpublished(left_out))
    return Ground(Basis.PUBLISHED, adoptable, notes)


def _stray(inputs: Inputs, averages: set[str]) -> set[str]:
    """Trusts with values but no published average, where others of their type have one: a
    mistyped code would else count as a trust and move the ranks of its peers."""
    told = {inputs.members[code].type for code in averages}
    return {code for code in inputs.with_values - averages if inputs.members[code].type in told}


def is_adoptable(inputs: Inputs, code: str) -> bool:
    """Whether enough is published of a trust to take its results over."""
    needed = (FigureKind.AVERAGE, FigureKind.ADJUSTED_SEGMENT, FigureKind.LEAGUE_RANK)
    return all((code, kind, "") in inputs.figures for kind in needed)


def _lacks_values(edition: Edition, inputs: Inputs, code: str) -> bool:
    """No value at all, or a published score whose value is missing."""
    if code not in inputs.with_values:
        return True
    return any(
        (code, needed) not in inputs.values
        for scored in inputs.figures_of(code, FigureKind.METRIC_SCORE)
        for needed in _needed_for(edition, scored)
    )


def _needed_for(edition: Edition, metric_id: str) -> tuple[str, ...]:
    metric = edition.by_id[metric_id]
    return metric.scoring.parts if metric.scoring.model is Model.MATRIX else (metric_id,)


def _absent_types(edition: Edition, inputs: Inputs) -> list[str]:
    expected = {kind for metric in edition.metrics for kind in metric.types}
    return sorted(expected - {member.type for member in inputs.members.values()})


def _by_type(inputs: Inputs, codes: set[str]) -> list[str]:
    counts = Counter(inputs.members[code].type for code in codes)
    return [
        f"The values of {count} {TrustType(kind).label.lower()} "
        f"trust{'' if count == 1 else 's'} are not at hand."
        for kind, count in sorted(counts.items())
    ]


def _no_file(kind: str) -> str:
    return f"No {TrustType(kind).label.lower()} trust is at hand."


def _unpublished(codes: list[str]) -> list[str]:
    if not codes:
        return []
    return [f"Without published results, and so left out: {', '.join(codes)}."]
