"""Links and addresses: nothing of a view is kept anywhere but in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from league.models import Quarter
from league.reads.quarters import ListedQuarter
from trusts.types import TrustType

from .hrefs import href


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class LeagueAddress:
    """A league table as it stands: which one, and its filters and order."""

    trust_type: str
    quarter: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, **changes: str) -> str:
        """The address with some parameters changed; empty ones are left out."""
        kept = {name: value for name, value in {**self.parameters, **changes}.items() if value}
        path = href("league-table", self.trust_type, self.quarter)
        return f"{path}?{urlencode(kept, safe=',')}" if kept else path

    def of_type(self, trust_type: str) -> str:
        """The same view of another type; kinds of trust are those of one type only, and trusts
        ticked for a comparison are only compared with others of theirs."""
        own = {"subtype", "trust"}
        kept = {name: value for name, value in self.parameters.items() if name not in own}
        return LeagueAddress(trust_type, self.quarter, kept)()

    def showing(self, columns: str) -> LeagueAddress:
        """The same view with other columns; none are the usual ones."""
        parameters = {**self.parameters, "columns": columns} if columns else self.parameters
        return LeagueAddress(self.trust_type, self.quarter, parameters)

    def sorted_by(self, sort: str) -> LeagueAddress:
        """The same view in another order; none is the table's own."""
        parameters = {**self.parameters, "sort": sort} if sort else self.parameters
        return LeagueAddress(self.trust_type, self.quarter, parameters)


def type_links(address: LeagueAddress) -> tuple[Link, ...]:
    return tuple(
        Link(label, address.of_type(slug), current=slug == address.trust_type)
        for slug, label in TrustType.choices
    )


def quarter_options(
    quarters: Iterable[Quarter | ListedQuarter], chosen: str
) -> tuple[tuple[str, str, bool], ...]:
    """(slug, label, chosen) of each quarter, newest first."""
    return tuple((each.slug, each.label, each.slug == chosen) for each in quarters)


@cache
def trusts_of(trust_type: str) -> str:
    """``mental health and community trusts``."""
    return f"{TrustType(trust_type).label.lower()} trusts"
