"""Which columns a league table shows: the reader's choice, kept in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COLUMNS = "columns"
"""The parameter: names parted by commas, or the parameter several times over."""
ALWAYS = ("rank", "trust")
USUAL = ("segment", "score", "likely", "override", "change", "region")
FURTHER = ("subtype",)
DOMAINS = "domains"
"""Stands for every domain, whichever the edition has."""
WITH_DOMAINS = ("segment", "score", DOMAINS)
_SHOWN = 40
"""Letters of a wrong name that a notice repeats."""


@dataclass(frozen=True)
class Columns:
    """``names`` are those shown, in the order of the table, rank and trust included."""

    names: tuple[str, ...]
    parameter: str
    """As an address gives them; empty for the usual ones."""
    order: tuple[str, ...]
    """All that can be chosen, as a table shows them."""
    faulty: tuple[str, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        return tuple(
            f"There is no column “{name[:_SHOWN]}” here, so it was left out."
            for name in self.faulty
        )


def chosen(given: Iterable[str], domains: Sequence[str], without: frozenset[str]) -> Columns:
    """The columns that the address asks for, the usual ones when it names none.

    ``domains`` are the keys of the edition's domains; columns ``without`` figures in this
    quarter are left out, and named neither here nor in a notice.
    """
    asked = tuple(dict.fromkeys(name for text in given for name in text.split(",") if name))
    known = {*ALWAYS, *USUAL, *FURTHER, *domains, DOMAINS}
    usable = [name for name in asked if name in known]
    wanted = set(usable or USUAL) | set(ALWAYS)
    wanted |= set(domains) if DOMAINS in wanted else set()
    order = (*ALWAYS, *USUAL[:3], *domains, *USUAL[3:], *FURTHER)
    return Columns(
        names=tuple(name for name in order if name in wanted and name not in without),
        parameter=_parameter(wanted, domains, order) if usable else "",
        order=tuple(name for name in order if name not in ALWAYS and name not in without),
        faulty=tuple(name for name in asked if name not in known),
    )


def _parameter(wanted: set[str], domains: Sequence[str], order: Sequence[str]) -> str:
    """In the table's order; all domains in one word, so that it holds in any edition."""
    names = [name for name in order if name in wanted and name not in ALWAYS]
    if set(names) == set(USUAL):
        return ""
    if domains and set(domains) <= wanted:
        first = names.index(domains[0])
        names = [name for name in names if name not in domains]
        names.insert(first, DOMAINS)
    return ",".join(names) or ALWAYS[-1]
