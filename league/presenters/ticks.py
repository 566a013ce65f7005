"""Trusts ticked for a comparison: kept in the address of the table that they are ticked in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse

from league.rules.comparison import FEWEST, MOST

from . import wording
from .compare_address import TRUST
from .compare_basket import asked_codes, lookable

KEEP = "keep"
"""Parameter of the button that leads back to the table, the ticks in its address."""
_TABLES = frozenset({"league-table", "domain-table", "metric-table", "trusts"})
_ANCHOR = "showing"

_BETWEEN = f"{wording.small(FEWEST)} to {wording.small(MOST)}"
NONE = f"Tick {_BETWEEN} trusts to see them side by side."
ONE = "One trust is ticked. Tick at least one more."
SOME = "# trusts are ticked."
MANY = f"# trusts are ticked: only the first {wording.small(MOST)} can be compared."


@dataclass(frozen=True)
class Ticks:
    """``away`` are ticked trusts that the table at hand does not show; ``view`` is its address
    without ticks."""

    codes: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    view: str = ""
    most: int = MOST
    none: str = NONE
    one: str = ONE
    some: str = SOME
    many: str = MANY

    @property
    def said(self) -> str:
        """How many are ticked; the script says the same of those ticked since."""
        number = len(self.codes)
        if number > self.most:
            return self.many.replace("#", str(number))
        said = {0: self.none, 1: self.one}
        return said.get(number, self.some.replace("#", str(number)))

    @property
    def parameter(self) -> str:
        """As addresses carry them; empty when none is ticked."""
        return ",".join(self.codes)


def ticked(query: QueryDict) -> dict[str, str]:
    """The parameter by which a table's own links carry the ticks; none when none is ticked."""
    codes = lookable(asked_codes(query.getlist(TRUST)))
    return {TRUST: ",".join(codes)} if codes else {}


def ticks(parameter: str, in_sight: Collection[str], view: str) -> Ticks:
    """``parameter`` is the one of :func:`ticked`; ``in_sight`` are the codes of the table."""
    codes = tuple(filter(None, parameter.split(",")))
    return Ticks(codes, tuple(code for code in codes if code not in in_sight), view)


def kept(query: QueryDict) -> str:
    """Back to the table that is asked for, the ticks in its address; empty when none is."""
    path, _, state = query.get(KEEP, "").partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if match.url_name not in _TABLES:
        return ""
    parameters = QueryDict(state, mutable=True)
    parameters.pop(TRUST, None)
    parameters.update(ticked(query))
    path = reverse(match.url_name, args=match.args, kwargs=match.kwargs)
    state = parameters.urlencode(safe=",")
    return f"{path}{state and f'?{state}'}#{_ANCHOR}"
