"""The explanation as a table, for files that hold tables only: a row for each figure or text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from league.files.writing.sheet import Sheet

from .fields import Fields, number, sheet_of, text

_OWN_TABLE = ("steps",)
"""What has tables of its own: ``steps`` and ``figures``."""


@dataclass(frozen=True)
class _Leaf:
    section: str
    path: str
    value: float | None
    words: str | None


_FIELDS: Fields[_Leaf] = (
    text("section", "Section", lambda row: row.section, "Part of the explanation."),
    text(
        "path",
        "Path",
        lambda row: row.path,
        "Where it stands in the section, as in JSON; lists are numbered from 1.",
    ),
    number("value", "Value", lambda row: row.value, "The figure."),
    text("words", "Words", lambda row: row.words, "What it says when it is no number."),
)


def explanation_sheet(explained: Mapping[str, Any]) -> Sheet:
    """A sheet that JSON nests. What is not known has no row."""
    rows = (
        leaf
        for section, found in explained.items()
        if section not in _OWN_TABLE
        for leaf in _leaves(section, "", found)
    )
    return replace(sheet_of("Explanation", _FIELDS, rows), nested=explained)


def _leaves(section: str, path: str, found: Any) -> Iterator[_Leaf]:
    if isinstance(found, Mapping):
        for key, each in found.items():
            yield from _leaves(section, f"{path}.{key}" if path else key, each)
    elif isinstance(found, list):
        for place, each in enumerate(found, start=1):
            yield from _leaves(section, f"{path}[{place}]", each)
    elif isinstance(found, bool):
        yield _Leaf(section, path, None, "yes" if found else "no")
    elif isinstance(found, int | float):
        yield _Leaf(section, path, found, None)
    elif found is not None:
        yield _Leaf(section, path, None, str(found))
