"""One cell's text to a value. Official files write a missing value in several ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_CODE = re.compile(r"[A-Z0-9]{3,5}")
_METRIC = re.compile(r"OF\d{4}")
_RANGE = re.compile(r"(\S+)\s+to\s+(\S+)", re.IGNORECASE)

_MISSING = {
    "": "not-submitted",
    "na": "not-submitted",
    "n/a": "not-submitted",
    "null": "not-submitted",
    "-": "not-submitted",
    "not submitted": "not-submitted",
    "*": "suppressed",
    "suppressed": "suppressed",
    "not applicable": "not-applicable",
}
_TYPES = {
    "acute": "acute",
    "acute hospital": "acute",
    "mental health and community": "mental-health-and-community",
    "non-acute": "mental-health-and-community",
    "non-acute hospital": "mental-health-and-community",
    "ambulance": "ambulance",
}
MOST = 1e15
"""Far beyond every figure, and so far below the largest float that nothing computed of figures
gets there."""
TOO_LARGE = "No figure can be that large."
_HELD = 1 << 14
"""Most cells of a file say what a cell of an earlier row said; equal cells share one text too."""
_FLAGS = {"yes": 1.0, "no": 0.0, "y": 1.0, "n": 0.0, "true": 1.0, "false": 0.0}


@lru_cache(_HELD)
def clean(text: str) -> str:
    """Without outer space, with each run of space (no-break space too) made one plain space,
    and without characters that cannot be seen."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
    return _SPACES.sub(" ", visible).strip()


def missing_state(text: str) -> str | None:
    """The value state that a cell without a number stands for; None when it is no such cell."""
    return _MISSING.get(text.lower())


def number(text: str) -> float | None:
    """A number that a figure can be, or None when the text is none or is too large."""
    value = any_number(text)
    return None if value is None or is_too_large(value) else value


def any_number(text: str) -> float | None:
    """The number that a text is, infinity where it is larger than a float can be, or None."""
    return float(text) if _NUMBER.fullmatch(text) else None


def is_too_large(value: float) -> bool:
    """Whether it is further from zero than any figure can be."""
    return abs(value) > MOST


def flag(text: str) -> float | None:
    """1 or 0 of yes and no, or None."""
    return _FLAGS.get(text.lower())


def span(text: str) -> tuple[float, float] | None:
    """Both ends of ``1.2 to 1.89``, the lower first, or None."""
    found = _RANGE.fullmatch(text)
    ends = (number(found[1]), number(found[2])) if found else (None, None)
    if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        return None
    return ends[0], ends[1]


@lru_cache(_HELD)
def trust_code(text: str) -> str | None:
    code = text.upper()
    return code if _CODE.fullmatch(code) else None


@lru_cache(_HELD)
def metric_id(text: str) -> str | None:
    known = text.upper()
    return known if _METRIC.fullmatch(known) else None


@lru_cache(_HELD)
def trust_type(text: str) -> str | None:
    """The type's slug; first releases called the second type non-acute."""
    name = re.sub(r"\s*trusts?$", "", text.lower().replace("&", "and"))
    return _TYPES.get(name)
