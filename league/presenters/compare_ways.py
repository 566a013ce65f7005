"""Ways on from a comparison: trusts to add, and what stands for trusts of several types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from league.filters.compare import AddTrustFilter
from league.models import SegmentAssignment
from league.rules.comparison import FEWEST, MOST
from trusts.models import Trust
from trusts.types import TrustType

from . import wording
from .compare_address import CompareAddress
from .compare_basket import Basket, neighbours
from .links import LeagueAddress, Link, trusts_of

MATCHES = 12
"""So many found trusts are listed; more of the name finds fewer."""
_LIKE = 5
"""So many trusts of the same kind and region are suggested."""

Rows = Sequence[SegmentAssignment]


@dataclass(frozen=True)
class Match:
    """A found trust; ``note`` says why it cannot be added, then ``href`` is empty."""

    name: str
    code: str
    detail: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Search:
    heading: str
    matches: tuple[Match, ...]
    more: str


@dataclass(frozen=True)
class Ways:
    """Links under a heading."""

    heading: str
    links: tuple[Link, ...]


def search(filterset: AddTrustFilter, table: Rows, basket: Basket) -> Search | None:
    """None when nothing was searched for."""
    if not filterset.text:
        return None
    found = _standing(filterset.found, table)
    left = len(found) - MATCHES
    in_order = sorted((_match(row, basket) for row in found), key=lambda match: bool(match.note))
    return Search(
        heading=_heading(filterset, len(found)),
        matches=tuple(in_order[:MATCHES]),
        more=f"{left} more: type more of the name to find fewer." if left > 0 else "",
    )


def _standing(found: Iterable[Trust], table: Rows) -> Rows:
    """Results of those trusts, or of what became of them, in the quarter; each once."""
    by_code = {row.trust_id: row for row in table}
    codes = (trust.pk if trust.pk in by_code else trust.successor_id or trust.pk for trust in found)
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def _heading(filterset: AddTrustFilter, amount: int) -> str:
    text = filterset.text
    if not amount:
        return f"No trust of this quarter matches “{text}”"
    if filterset.is_partial:
        return f"No trust matches all of “{text}”; these have some of its words"
    if filterset.is_misspelt:
        return f"No trust matches “{text}”; these are spelt alike"
    verb = "matches" if amount == 1 else "match"
    return f"{wording.count(amount, 'trust')} {verb} “{text}”"


def named_addition(filterset: AddTrustFilter, table: Rows, basket: Basket) -> CompareAddress | None:
    """The comparison with the trust whose code or whole name was typed, when it can be added."""
    typed = filterset.text.casefold()
    found = _standing(filterset.found, table)
    named = [row for row in found if typed in (row.trust_id.casefold(), row.name.casefold())]
    if len(named) != 1 or _obstacle(named[0], basket):
        return None
    return basket.address.adding(named[0].trust_id)


def _match(row: SegmentAssignment, basket: Basket) -> Match:
    note = _obstacle(row, basket)
    detail = row.subtype or f"{TrustType(row.type).label} trust"
    href = "" if note else basket.address.adding(row.trust_id)()
    return Match(row.name, row.trust_id, detail, href, note)


def _obstacle(row: SegmentAssignment, basket: Basket) -> str:
    if any(row.trust_id == each.trust_id for each in basket.rows):
        return "Compared already"
    if basket.types and row.type not in basket.types:
        return f"One of the {trusts_of(row.type)}: not comparable with these"
    return f"No room: {wording.small(MOST)} trusts are compared already" if basket.full else ""


def by_type(basket: Basket) -> tuple[Link, ...]:
    """One comparison for each type in the basket, as far as one page holds them."""
    return tuple(_of_type(basket, trust_type) for trust_type in basket.types)


def _of_type(basket: Basket, trust_type: str) -> Link:
    rows = basket.of_type(trust_type)[:MOST]
    names = wording.listed([row.name for row in rows])
    address = basket.address.of(row.trust_id for row in rows)
    if len(rows) < FEWEST:
        return Link(f"Compare {names} with other {trusts_of(trust_type)}", address())
    return Link(f"Compare the {trusts_of(trust_type)}: {names}", address())


def suggestions(table: Rows, basket: Basket) -> tuple[Ways, ...]:
    """Whom to compare a single trust with: its neighbours, and those of its kind and region."""
    (own,) = basket.rows
    near = neighbours(table, own.trust_id)
    alike = [row for row in table if row.trust_id != own.trust_id and _alike(row, own)]
    ways = (
        Ways("Add its neighbours in the league table", _added(near, basket)),
        Ways(f"Add trusts of the same kind in {own.region}", _added(alike[:_LIKE], basket)),
    )
    return tuple(way for way in ways if way.links)


def _alike(row: SegmentAssignment, own: SegmentAssignment) -> bool:
    shared = (own.type, own.subtype, own.region)
    return bool(own.region) and (row.type, row.subtype, row.region) == shared


def _added(rows: Rows, basket: Basket) -> tuple[Link, ...]:
    """Each alone, and all together where they are several and there is room."""
    links = [Link(f"Add {row.name}", basket.address.adding(row.trust_id)()) for row in rows]
    if FEWEST <= len(rows) < MOST:
        together = basket.address.adding(*(row.trust_id for row in rows))
        both = "both" if len(rows) == FEWEST else f"all {wording.small(len(rows))}"
        links.append(Link(f"Add {both}", together()))
    return tuple(links)


def league_tables(quarter: str) -> tuple[Link, ...]:
    """Where trusts can be ticked."""
    return tuple(Link(label, LeagueAddress(slug, quarter)()) for slug, label in TrustType.choices)
