"""One cell to a value and what is known of it, in the many ways in which people write it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from league.files import cells

from .sheets import Cell, words

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[ ,']\d{3})+(?:\.\d+)?")
_EUROPEAN = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+,\d+")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})")
_IN_BRACKETS = re.compile(r"\(([\d., ']+%?)\)")
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LIKE_DATE = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
    rf"|\d{{1,2}}[ -]{_MONTH}(?:[ -]\d{{2,4}})?|{_MONTH}[ -]\d{{2,4}}",
    re.IGNORECASE,
)
_ERRORS = {"#n/a", "#value!", "#ref!", "#div/0!", "#num!", "#name?", "#null!", "#error!", "err:502"}
_STATES = {
    "": "",
    "reported": "reported",
    "suppressed": "suppressed",
    "not submitted": "not-submitted",
    "not-submitted": "not-submitted",
    "missing": "not-submitted",
    "not applicable": "not-applicable",
    "not-applicable": "not-applicable",
    "does not apply": "not-applicable",
}
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """``state`` is empty where the cell says nothing; ``problem`` where it cannot be read."""

    value: float | None = None
    state: str = _NOTHING
    percent: bool = False
    problem: str = ""
    remedy: str = ""


def figure(cell: Cell) -> Figure:
    """What a cell says. An empty one says nothing, which is not the same as missing."""
    if isinstance(cell, bool):
        return Figure(float(cell), "reported")
    if isinstance(cell, int | float):
        return _within_reason(cell)
    if isinstance(cell, date | time | timedelta):
        return _date(words(cell))
    return _text(words(cell))


def state_of(text: str) -> str | None:
    """The value state that a word of a column of states means; empty for none, None for no
    such word."""
    return _STATES.get(text.lower())


def _text(text: str) -> Figure:
    if not text:
        return Figure()
    if missing := cells.missing_state(text):
        return Figure(state=missing)
    flag = cells.flag(text)
    if flag is not None:
        return Figure(flag, "reported")
    if text.lower() in _ERRORS:
        return Figure(problem=f"The formula gives {text}.", remedy="Mend it, or type the figure.")
    if text.startswith("="):
        remedy = "Type the figure itself."
        return Figure(problem="This is a formula written as text.", remedy=remedy)
    number, percent = _number(text)
    if number is not None:
        return _within_reason(number, percent=percent)
    if _LIKE_DATE.fullmatch(text):
        return _date(text)
    remedy = "Write a number such as 78.5, or * for a suppressed figure."
    return Figure(problem="This is no number.", remedy=remedy)


def _number(text: str) -> tuple[float | None, bool]:
    """A number as written in Britain or on the continent, and whether a per cent sign follows."""
    plain = text.replace("\u2212", "-").replace("\u2013", "-").replace("\u2019", "'")
    if bracketed := _IN_BRACKETS.fullmatch(plain):
        plain = f"-{bracketed[1]}"
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if _EUROPEAN.fullmatch(plain):
        plain = plain.replace(".", "").replace(" ", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(plain):
        plain = re.sub("[ ,']", "", plain)
    elif _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    return cells.any_number(plain), percent


def _within_reason(value: float, *, percent: bool = False) -> Figure:
    """A whole number of a spreadsheet may be larger than a float can be."""
    remedy = "Type the figure itself."
    if cells.is_too_large(value):
        return Figure(problem=cells.TOO_LARGE, remedy=remedy)
    if math.isnan(value):
        return Figure(problem="This is no number.", remedy=remedy)
    return Figure(float(value), "reported", percent)


def _date(text: str) -> Figure:
    remedy = "Format the cell as a number and type the figure again."
    return Figure(problem=f"This is a date ({text}), not a figure.", remedy=remedy)
