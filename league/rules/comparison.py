"""Two to six trusts beside one another: whose figure is best, and how sure their order is.

League positions exist only within a trust type, so what is compared is of one type. An order
by rank is only as sure as :func:`league.rules.standings.told_apart` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from .edition import Better
from .standings import RULE, Place, told_apart

FEWEST, MOST = 2, 6
"""How many trusts a comparison holds."""


class Mark(StrEnum):
    """What one figure is among those that it is compared with."""

    BEST = "best"
    WORST = "worst"
    BETWEEN = "between"
    SAME = "same"
    """All figures are equal: none is best."""
    ALONE = "alone"
    """No other has a figure to compare it with."""
    MISSING = "missing"


@dataclass(frozen=True)
class Figure:
    """A score, where lower is better, and the value behind it; either may be missing."""

    score: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Marked:
    """``joint`` when others share the place; ``of`` is how many figures were compared."""

    mark: Mark
    joint: bool = False
    of: int = 0

    @property
    def words(self) -> str:
        """``Best``, ``Joint worst``, ``Better`` of only two; empty where nothing is to be said."""
        if self.mark is Mark.SAME:
            return "The same"
        if self.mark not in (Mark.BEST, Mark.WORST):
            return ""
        pair = {Mark.BEST: "better", Mark.WORST: "worse"}
        word = pair[self.mark] if self.of == FEWEST else self.mark.value
        return f"Joint {word}" if self.joint else word.capitalize()


_Key = tuple[float, float]


def marks(figures: Sequence[Figure], better: Better | None) -> tuple[Marked, ...]:
    """Each figure's mark among them all: by score, and where scores are equal by value.

    ``better`` says which values are better; None where they cannot be compared, such as values
    in several units. Where no figure has a score the values alone decide.
    """
    keys = _keys(figures, better)
    known = [key for key in keys if key is not None]
    return tuple(_mark(key, known) for key in keys)


def _keys(figures: Sequence[Figure], better: Better | None) -> list[_Key | None]:
    """What each figure is sorted by, the best lowest; None where it cannot be compared."""
    scored = [each for each in figures if each.score is not None]
    valued = better is not None and all(each.value is not None for each in scored)
    sign = -1.0 if better is Better.HIGHER else 1.0
    keys: list[_Key | None] = []
    for each in figures:
        value = sign * each.value if valued and each.value is not None else None
        if each.score is not None:
            keys.append((each.score, value or 0.0))
        else:
            keys.append((0.0, value) if value is not None and not scored else None)
    return keys


def _mark(key: _Key | None, known: Sequence[_Key]) -> Marked:
    if key is None:
        return Marked(Mark.MISSING)
    amount = len(known)
    if amount < FEWEST:
        return Marked(Mark.ALONE, of=amount)
    if min(known) == max(known):
        return Marked(Mark.SAME, joint=True, of=amount)
    joint = known.count(key) > 1
    if key == min(known):
        return Marked(Mark.BEST, joint, amount)
    return Marked(Mark.WORST if key == max(known) else Mark.BETWEEN, joint, amount)


@dataclass(frozen=True)
class Tally:
    """On how many of ``of`` compared figures a trust is best and worst, joint places included."""

    best: int
    worst: int
    of: int


def tallies(rows: Iterable[Sequence[Marked]]) -> tuple[Tally, ...]:
    """One for each place in the rows, which are equally long; none without rows."""
    return tuple(_tally(column) for column in zip(*rows, strict=True))


def _tally(column: Sequence[Marked]) -> Tally:
    found = [each.mark for each in column]
    compared = [mark for mark in found if mark not in (Mark.ALONE, Mark.MISSING)]
    return Tally(found.count(Mark.BEST), found.count(Mark.WORST), len(compared))


@dataclass(frozen=True)
class Ranked:
    """A compared trust and where it stands in its league table."""

    name: str
    place: Place


class Order(StrEnum):
    """How one trust stands to another, as far as their ranks and likely ranges tell."""

    BETTER = "better"
    WORSE = "worse"
    UNSURE = "unsure"
    """They cannot be told apart."""
    UNKNOWN = "unknown"
    """A rank or a likely range is not known."""


def order(one: Ranked, other: Ranked) -> Order:
    told = told_apart(one.place, other.place)
    if told is None:
        return Order.UNKNOWN
    if not told:
        return Order.UNSURE
    return Order.BETTER if _key(one) < _key(other) else Order.WORSE


def _key(trust: Ranked) -> tuple[int, int, int]:
    place = trust.place
    return (place.rank or 0, place.low or 0, place.high or 0)


@dataclass(frozen=True)
class Certainty:
    """``lines`` say it trust by trust, where a sentence cannot say it all; ``rule`` is how it was
    decided, empty where nothing was."""

    sentence: str
    lines: tuple[str, ...] = ()
    rule: str = ""


def certainty(trusts: Sequence[Ranked]) -> Certainty:
    """How sure the order of two or more trusts is, in words, the best rank named first."""
    unknown = [each.name for each in trusts if not each.place.known]
    known = sorted((each for each in trusts if each.place.known), key=_key)
    if len(known) < FEWEST:
        return Certainty(
            "Their likely ranges are not known for this quarter, so it cannot be said how sure "
            "their order is."
        )
    found = {order(one, other) for one, other in combinations(known, 2)}
    sentence = _sentence(known, found)
    if unknown:
        sentence += f" No likely range is known for {listed(unknown)}."
    mixed = Order.UNSURE in found and len(found) > 1
    lines = tuple(_line(each, known) for each in known) if mixed else ()
    return Certainty(sentence, lines, RULE)


def _sentence(known: Sequence[Ranked], found: set[Order]) -> str:
    names = listed([each.name for each in known])
    if len(known) == FEWEST:
        return _sentence_of_two(*known)
    if found == {Order.UNSURE}:
        return f"No two of {names} can be told apart: their order is not certain."
    if Order.UNSURE in found:
        return "Some of them cannot be told apart: only a part of their order is fairly certain."
    return f"Each can be told apart from the others: the order of {names} is fairly certain."


def _sentence_of_two(one: Ranked, other: Ranked) -> str:
    found = order(one, other)
    if found is Order.UNSURE:
        return f"{one.name} and {other.name} cannot be told apart: their order is not certain."
    first, second = (one, other) if found is Order.BETTER else (other, one)
    return (
        "They can be told apart: it is fairly certain that "
        f"{first.name} ranks better than {second.name}."
    )


def _line(trust: Ranked, known: Sequence[Ranked]) -> str:
    """``A ranks better than C; its order with B is not certain.``"""
    by_order = {
        found: [each.name for each in known if each is not trust and order(trust, each) is found]
        for found in (Order.BETTER, Order.WORSE, Order.UNSURE)
    }
    parts = [
        f"ranks {found.value} than {listed(by_order[found])}"
        for found in (Order.BETTER, Order.WORSE)
        if by_order[found]
    ]
    said = f"{trust.name} {' and '.join(parts)}" if parts else trust.name
    if not by_order[Order.UNSURE]:
        return f"{said}."
    unsure = f"its order with {listed(by_order[Order.UNSURE])} is not certain"
    return f"{said}; {unsure}." if parts else f"{said}: {unsure}."


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
