"""Names and dates of quarters: an NHS year runs from April to March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_QUARTER = re.compile(r"q\s*([1-4])")
_YEAR = re.compile(r"(?:20)?(\d\d)\s*[/–_-]\s*(?:20)?(\d\d)\b")
_SLUG = re.compile(r"(20\d\d)-(\d\d)-q([1-4])")


@dataclass(frozen=True, slots=True)
class QuarterName:
    financial_year: str
    """``2025-26``."""
    number: int
    """1 to 4."""

    @property
    def slug(self) -> str:
        return f"{self.financial_year}-q{self.number}"

    @property
    def label(self) -> str:
        return f"Q{self.number} {self.financial_year.replace('-', '/')}"

    @property
    def starts(self) -> date:
        year = int(self.financial_year[:4])
        month = 3 * self.number + 1
        return date(year, month, 1) if month <= 12 else date(year + 1, month - 12, 1)

    @property
    def ends(self) -> date:
        following = (self.starts + timedelta(days=95)).replace(day=1)
        return following - timedelta(days=1)

    @property
    def following(self) -> QuarterName:
        if self.number < 4:
            return QuarterName(self.financial_year, self.number + 1)
        first = int(self.financial_year[:4]) + 1
        return QuarterName(f"{first}-{(first + 1) % 100:02d}", 1)


def between(oldest: QuarterName, newest: QuarterName) -> tuple[QuarterName, ...]:
    """The quarters after the one and before the other, oldest first."""
    found, each = [], oldest.following
    while each.starts < newest.starts:
        found.append(each)
        each = each.following
    return tuple(found)


def from_slug(slug: str) -> QuarterName:
    """The quarter of a slug such as ``2025-26-q4``; ValueError when it is none."""
    found = _SLUG.fullmatch(slug)
    if not found or not _follow(found[1][2:], found[2]):
        raise ValueError(f"{slug!r} names no quarter, such as 2025-26-q4.")
    return QuarterName(f"{found[1]}-{found[2]}", int(found[3]))


@lru_cache(maxsize=1024)
def from_label(text: str) -> QuarterName | None:
    """The quarter that a label such as ``Q4 2025/26`` or a file's name tells, if it does."""
    lowered = text.lower()
    quarter, year = _QUARTER.search(lowered), _YEAR.search(_QUARTER.sub(" ", lowered, count=1))
    if not quarter or not year or not _follow(year[1], year[2]):
        return None
    return QuarterName(f"20{year[1]}-{year[2]}", int(quarter[1]))


def _follow(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)
