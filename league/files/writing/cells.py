"""One value as text. A spreadsheet must never take a text for a formula."""

from __future__ import annotations

from datetime import date

from .sheet import Cell

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Text that starts with one of these may run as a formula when a CSV file is opened
(OWASP, CSV injection); the last four are the full-width forms that some spreadsheets fold."""

GUARD = "'"


def defused(text: str) -> str:
    """The text, with an apostrophe in front where it might run as a formula.

    A text that already has apostrophes before such a character gets one more, so that
    :func:`restored` always gives back what was there.
    """
    return GUARD + text if text.lstrip(GUARD).startswith(STARTS_FORMULA) else text


def restored(text: str) -> str:
    """The inverse of :func:`defused`."""
    guarded = text.startswith(GUARD) and text.lstrip(GUARD).startswith(STARTS_FORMULA)
    return text[1:] if guarded else text


def as_text(cell: Cell) -> str:
    """As CSV has it: dates in ISO form, ``true`` and ``false``, empty where missing.

    Numbers stay numbers, negative ones too; only text is defused.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return defused(cell) if isinstance(cell, str) else str(cell)
