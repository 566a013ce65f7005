"""Figures and counts in plain British English, for the sentences of an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from .edition import Metric

_AFTER_A_SPACE = {
    "percentage points": " percentage points",
    "days": " days",
    "mins": " minutes",
    "minutes": " minutes",
    "seconds": " seconds",
    "cases": " cases",
    "count": " cases",
    "out of 10": " out of 10",
    "out of 100": " out of 100",
}

_TRUSTS = {
    "acute": "acute trusts",
    "mental-health-and-community": "mental health and community trusts",
    "ambulance": "ambulance trusts",
}


def number(value: float, decimals: int) -> str:
    """At most so many decimals, a true minus sign, no trailing zeros."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def figure(value: float, metric: Metric, unit: str | None = None) -> str:
    """A value of the metric with its unit: ``78.4%``, ``23.97 minutes``, ``1 second``."""
    return _with_unit(value, metric.decimals, metric.unit if unit is None else unit)


def _with_unit(value: float, decimals: int, unit: str) -> str:
    suffix = "%" if unit == "%" else _AFTER_A_SPACE.get(unit, "")
    shown = number(value, decimals)
    return shown + (suffix.removesuffix("s") if shown == "1" else suffix)


def limit(value: float, metric: Metric, unit: str | None = None) -> str:
    """A standard, floor or band with its unit, never rounded: 73.5 days parts 73 from 74."""
    places = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    decimals = max(places, metric.decimals)
    return _with_unit(value, decimals, metric.unit if unit is None else unit)


def between(value: float, metric: Metric, unit: str | None = None) -> str:
    """A median or quartile with its unit, to two decimals at least: it may lie between two
    values of the metric, such as half-way from 3 to 4 cases."""
    decimals = max(2, metric.decimals)
    return _with_unit(value, decimals, metric.unit if unit is None else unit)


def score(value: float) -> str:
    """A score as it is printed: two decimals."""
    return f"{value + 1e-9:.2f}"


def ordinal(place: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``22nd``."""
    if place % 100 in (11, 12, 13):
        return f"{place}th"
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def joint(place: int, *, shared: bool) -> str:
    """``4th``, or ``joint 4th`` when others hold the same place."""
    return f"joint {ordinal(place)}" if shared else ordinal(place)


def counted(amount: int, one: str, many: str | None = None) -> str:
    """``1 metric``, ``2 metrics``."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def trusts_of(trust_type: str) -> str:
    """``acute trusts``."""
    return _TRUSTS.get(trust_type, "trusts of its type")


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def inside(name: str) -> str:
    """A name within a sentence: ``staff engagement``, but ``MRSA``, ``A&E``, ``Category 2`` and
    ``National Cost Collection index``, whose next words tell that it is a proper name."""
    first, _, rest = name.partition(" ")
    ordinary = first[1:].rstrip(",").isalpha() and first[1:].islower()
    proper = rest[:1].isupper() or rest[:1].isdigit()
    return name[:1].lower() + name[1:] if ordinary and not proper else name


def cut(value: float) -> str:
    """A cut between segments: two decimals, or up to four where it has more."""
    text = f"{value:.4f}".rstrip("0")
    return text + "0" * (2 - len(text.partition(".")[2]))


def place_among(place: int, amount: int, *, shared: bool) -> str:
    """``best of the 89``, ``joint 12th of the 89``."""
    start = "joint " if shared else ""
    return f"{start}{'best' if place == 1 else ordinal(place)} of the {amount}"
