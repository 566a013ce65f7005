"""Deficit and improvement programme flags, of editions that have them reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from league.rules.edition import Edition
from league.rules.panel import State

from .cast import cast
from .chance import stream
from .figures import Figure
from .trusts import all_trusts

UNIT = "flag"
_SUPPORTED = 0.03
"""Share of the trusts that get deficit support, and are flagged without a deficit."""


def flags(edition: Edition, figures: Iterable[Figure], quarter: str) -> Iterator[Figure]:
    """One for each trust and flag that the edition takes as reported."""
    ids = edition.figures
    if edition.override.flag == "reported":
        in_deficit = _in_deficit(edition, figures) | _supported()
        for trust in all_trusts():
            if trust.code not in cast().unflagged:
                yield _flag(trust.code, ids.override, trust.code in in_deficit, quarter)
    if ids.programme:
        for trust in all_trusts():
            yield _flag(trust.code, ids.programme, trust.code in cast().programme, quarter)


def _flag(code: str, metric: str, on: bool, quarter: str) -> Figure:
    return Figure(code, metric, UNIT, float(on), State.REPORTED, quarter)


def _in_deficit(edition: Edition, figures: Iterable[Figure]) -> set[str]:
    """Those with a planned deficit, or one once the difference from the plan is added."""
    plans: dict[str, float] = {}
    totals: dict[str, float] = {}
    for figure in figures:
        if figure.metric in (edition.override.plan, edition.override.variance):
            value = figure.value or 0.0
            totals[figure.code] = totals.get(figure.code, 0.0) + value
            if figure.metric == edition.override.plan:
                plans[figure.code] = value
    return {code for code, total in totals.items() if total < 0 or plans.get(code, 0.0) < 0}


def _supported() -> set[str]:
    drawn = stream("deficit support").random(len(all_trusts())) < _SUPPORTED
    return {trust.code for trust, on in zip(all_trusts(), drawn, strict=True) if on}
