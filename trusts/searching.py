"""What readers type when they look for a trust, made comparable with what is stored."""

from __future__ import annotations

import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, Expression, Func, Value
from django.db.models.functions import Concat, Replace

_DROPPED = ("'", "\N{RIGHT SINGLE QUOTATION MARK}", ".", ",")
_DROP = re.compile("[{}]".format("".join(_DROPPED)))

SHORTEST = 4
"""Shorter words have too few letters for a misspelling to be told from another word."""
ALIKE = 0.45
"""From this word similarity on, 0 to 1, a word passes for a misspelling: about one letter wrong,
left out or swapped in a word of seven."""

_COMMON = frozenset(
    [
        "and",
        "care",
        "for",
        "foundation",
        "general",
        "health",
        "healthcare",
        "hospital",
        "hospitals",
        "infirmary",
        "nhs",
        "service",
        "services",
        "the",
        "trust",
        "trusts",
        "university",
    ]
)
"""Words of so many names that they single out none."""
TELLING = 3
"""Words of fewer letters, such as ``of`` and ``St``, single out no trust either."""


def words(text: str) -> tuple[str, ...]:
    """``Guy's & St. Thomas'`` is ``Guys``, ``and``, ``St``, ``Thomas``."""
    found = _DROP.sub("", text).split()
    return tuple("and" if word == "&" else word for word in found)


def telling_words(text: str) -> tuple[str, ...]:
    """Those of :func:`words` that single out trusts: ``Royal``, but not ``Hospital``."""
    return tuple(
        word for word in words(text) if len(word) >= TELLING and word.lower() not in _COMMON
    )


def names() -> Expression:
    """A trust's name and its former names, without the marks that :func:`words` leaves out."""
    former = Func("former_names", Value(" "), function="array_to_string", output_field=CharField())
    both: Expression = Concat("name", Value(" "), former, output_field=CharField())
    for mark in _DROPPED:
        both = Replace(both, Value(mark), Value(""))
    return both


def similarity(word: str) -> TrigramWordSimilarity:
    """How much the word is like the one most like it in ``names``, 0 to 1."""
    return TrigramWordSimilarity(word, "names")
