"""The edition files of this directory, read and checked once a process.

A quarter belongs to the edition of its financial year. docs/editions.md tells how to
add one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from league.rules.edition import Edition
from league.rules.edition_file import parse_edition

FOLDER: Traversable = files(__name__)


@cache
def all_editions() -> tuple[Edition, ...]:
    """Every edition, oldest first. Raises EditionError for a file that is not sound."""
    found = (
        parse_edition(entry.read_text(encoding="utf-8"), filename=entry.name)
        for entry in FOLDER.iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda edition: edition.financial_year))


def get(slug: str) -> Edition:
    """The edition of that slug; KeyError when there is none."""
    return {edition.slug: edition for edition in all_editions()}[slug]


def for_financial_year(financial_year: str) -> Edition:
    """The edition of a financial year such as ``2025-26``; KeyError when there is none."""
    return {edition.financial_year: edition for edition in all_editions()}[financial_year]
