"""Which months a figure is of, in words, from how far the metric usually lags."""

from __future__ import annotations

from collections.abc import Callable

from league.files.quarters import QuarterName


def period(lag: str, arose: QuarterName) -> str:
    """Such as ``June 2025``; the quarter's own name where the lag is not a known one.

    Args:
        lag: an edition's words for how far the data lie behind.
        arose: the quarter with which the figure came out.
    """
    for beginning, told in _BY_LAG.items():
        if lag.startswith(beginning):
            return told(arose)
    return arose.label


def before(quarter: QuarterName) -> QuarterName:
    """The quarter before."""
    if quarter.number > 1:
        return QuarterName(quarter.financial_year, quarter.number - 1)
    return QuarterName(_year(quarter, -1), 4)


def _year(quarter: QuarterName, later: int, separator: str = "-") -> str:
    start = int(quarter.financial_year[:4]) + later
    return f"{start}{separator}{(start + 1) % 100:02}"


def _last_month(quarter: QuarterName) -> str:
    return f"{quarter.ends:%B %Y}"


def _survey(quarter: QuarterName) -> str:
    """Out with the last quarter of a year, of the autumn before."""
    return f"{int(quarter.financial_year[:4]) - (quarter.number < 4)} survey"


def _in_two_years(quarter: QuarterName) -> str:
    return f"{quarter.ends.year - 1} or {quarter.ends.year}"


_BY_LAG: dict[str, Callable[[QuarterName], str]] = {
    "Last month": _last_month,
    "First month": lambda quarter: f"{quarter.starts:%B %Y}",
    "The quarter itself": lambda quarter: quarter.label,
    "The financial year up": lambda quarter: f"April to {_last_month(quarter)}",
    "Twelve months up": lambda quarter: f"12 months to {_last_month(quarter)}",
    "Twelve months that end three": lambda quarter: f"12 months to {_last_month(before(quarter))}",
    "One quarter behind": lambda quarter: before(quarter).label,
    "The plan": lambda quarter: f"{_year(quarter, 0, '/')} plan",
    "Yearly: the latest survey": _survey,
    "Yearly: the latest winter": lambda quarter: f"Winter {_year(quarter, -1, '/')}",
    "Yearly": lambda quarter: _year(quarter, -1, "/"),
    "The latest rating": _in_two_years,
    "The latest audits": lambda quarter: f"Audits up to {_last_month(quarter)}",
}
