"""What else is known of some trusts: ratings, undertakings, the improvement programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .cast import cast
from .chance import stream
from .trusts import DemoTrust, all_trusts

SOURCE = "Invented for the demonstration"
_RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
_COMMON = (0.06, 0.52, 0.38, 0.04)
_OF_THE_POOR = "Inadequate"
_FIRST_RATED = date(2022, 4, 4)
_DAYS = 1100
_EACH = 3
"""One trust in three is rated."""


@dataclass(frozen=True)
class Fact:
    code: str
    kind: str
    """As the register of oversight calls it: ``cqc-rating`` and so on."""
    value: str
    valid_from: date
    valid_to: date | None = None


def facts() -> tuple[Fact, ...]:
    """In order of code."""
    told = [*_ratings(), *_undertakings(), *_programme()]
    return tuple(sorted(told, key=lambda fact: (fact.code, fact.kind)))


def _ratings() -> Iterator[Fact]:
    dice = stream("ratings")
    for number, trust in enumerate(all_trusts()):
        rating = str(dice.choice(_RATINGS, p=_COMMON))
        day = _FIRST_RATED + timedelta(days=int(dice.integers(_DAYS)))
        if _is_poor(trust):
            yield Fact(trust.code, "cqc-rating", _OF_THE_POOR, day)
        elif number % _EACH == 0:
            yield Fact(trust.code, "cqc-rating", rating, day)


def _undertakings() -> Iterator[Fact]:
    code = cast().programme[0]
    yield Fact(code, "enforcement-undertakings", "Undertakings on urgent care", date(2024, 11, 18))


def _programme() -> Iterator[Fact]:
    for code in cast().programme:
        entered, left = date(2025, 4, 1), date(2026, 3, 31)
        yield Fact(code, "improvement-programme", "In the programme", entered, left)


def _is_poor(trust: DemoTrust) -> bool:
    return trust.code in cast().programme
