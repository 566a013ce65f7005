"""Numbers, ranks, ranges, plurals and dates in British English, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

_TEENS = (11, 12, 13)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def ordinal(number: int) -> str:
    """``12th``, ``1st``, ``1,002nd``."""
    suffix = "th" if number % 100 in _TEENS else _SUFFIXES.get(number % 10, "th")
    return f"{number:,}{suffix}"


def joint(rank: int, *, shared: bool) -> str:
    """A place in words: ``4th``, or ``joint 4th`` when others share it."""
    return f"joint {ordinal(rank)}" if shared else ordinal(rank)


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Thousands parted by commas, a true minus sign, halves rounded away from zero.

    Without ``decimals`` as many as the figure has, ten at the most.
    """
    return _number(value, decimals)


@lru_cache(maxsize=4096)  # scores and contributions come again and again
def _number(value: float | Decimal, decimals: int | None) -> str:
    exact = Decimal(str(value))
    if decimals is None:
        rounded = exact.quantize(Decimal(1).scaleb(-min(10, _places(exact))))
    else:
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def _places(exact: Decimal) -> int:
    """Decimals of a figure, without trailing noughts."""
    exponent = exact.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def signed(value: float | Decimal, decimals: int | None = None) -> str:
    """As :func:`number`, with a plus sign for a gain."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 else text


def score(value: float | Decimal) -> str:
    """A score as it is published: two decimals."""
    return number(value, 2)


def count(how_many: int, noun: str, plural: str | None = None) -> str:
    """``1 trust``, ``1,204 trusts``, ``2 analyses`` when its plural is given."""
    return f"{how_many:,} {noun if how_many == 1 else plural or noun + 's'}"


def small(how_many: int) -> str:
    """Numbers up to nine as words, larger ones in figures."""
    return _SMALL[how_many] if 0 <= how_many < len(_SMALL) else number(how_many)


def rank_range(low: int, high: int) -> str:
    """``between 12th and 47th``; one place is only that place."""
    return ordinal(low) if low == high else f"between {ordinal(low)} and {ordinal(high)}"


def rank_span(low: int, high: int) -> str:
    """``12th to 47th``, where the heading says what it is; one place is only that place."""
    return ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"


def score_range(low: float | Decimal, high: float | Decimal) -> str:
    """``between 1.84 and 2.31``; one score is only that score."""
    if score(low) == score(high):
        return score(low)
    return f"between {score(low)} and {score(high)}"


def day(when: date | datetime) -> str:
    """``3 November 2026``, a moment in the site's own time zone."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return f"{local.day} {local:%B %Y}"


def moment(when: datetime) -> str:
    """``3 November 2026 at 9:05am``."""
    local = timezone.localtime(when)
    hour = local.hour % 12 or 12
    return f"{day(when)} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?!" else text + "."


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
