"""The basket of a comparison: which trusts an address asks for, and what stands for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter, SegmentAssignment
from league.rules.comparison import MOST
from trusts.models import Trust
from trusts.types import TrustType

from . import wording
from .compare_address import CompareAddress

READ = 30
"""So many codes of an address are looked up; nobody compares more."""

_CODE = re.compile("[A-Z0-9]{3,5}")
_SHOWN = 40
"""Letters of a wrong code that a notice repeats."""

Table = Mapping[str, SegmentAssignment]


@dataclass(frozen=True)
class Entry:
    """One trust of the basket. ``row`` is None when nothing stands for it in the quarter."""

    code: str
    name: str
    row: SegmentAssignment | None
    note: str = ""
    """Why it is not compared, or that another stands in its place."""
    compared: bool = True


@dataclass(frozen=True)
class Basket:
    entries: tuple[Entry, ...]
    notices: tuple[str, ...]
    address: CompareAddress

    @property
    def rows(self) -> tuple[SegmentAssignment, ...]:
        """Results of the trusts that can be compared, as asked."""
        return tuple(each.row for each in self.entries if each.compared and each.row is not None)

    @property
    def types(self) -> tuple[str, ...]:
        """Types of its trusts, in the order in which they first occur."""
        return tuple(dict.fromkeys(row.type for row in self.rows))

    @property
    def full(self) -> bool:
        return len(self.rows) >= MOST

    def of_type(self, trust_type: str) -> tuple[SegmentAssignment, ...]:
        return tuple(row for row in self.rows if row.type == trust_type)


def asked_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes of an address, in capitals, each once; several may stand in one parameter."""
    words = (word for text in given for word in text.upper().replace(",", " ").split())
    return tuple(dict.fromkeys(words))[:READ]


def lookable(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that look like codes at all: only they are worth a question to the register."""
    return tuple(code for code in codes if _CODE.fullmatch(code))


def basket(
    codes: Sequence[str], quarter: Quarter, table: Table, register: Mapping[str, Trust]
) -> Basket:
    """``table`` are the quarter's results by code; ``register`` the trusts asked for by code,
    and those that others have taken the place of."""
    unknown = [code for code in codes if code not in table and code not in register]
    entries: list[Entry] = []
    taken: set[str] = set()
    for code in codes:
        if code not in unknown:
            entry = _entry(code, quarter, table, register, taken)
            taken |= {entry.row.trust_id} if entry.row else set()
            entries.append(entry)
    kept, over = _limited(entries)
    notices = (_unknown(unknown), *(each.note for each in kept), _over(over))
    address = CompareAddress(quarter.slug, tuple(each.code for each in kept))
    return Basket(tuple(kept), tuple(filter(None, notices)), address)


def _entry(
    code: str, quarter: Quarter, table: Table, register: Mapping[str, Trust], taken: set[str]
) -> Entry:
    heir = _standing(code, table, register)
    row = table.get(heir) if heir else None
    if row is None:
        name = register[code].name
        note = f"{name} has no results for {quarter.label}, so it is not compared."
        return Entry(code, name, None, note, compared=False)
    doubled = row.trust_id in taken
    if heir == code:
        twin = f"{row.name} stands here already, for a trust that is now part of it."
        return Entry(code, row.name, row, twin if doubled else "", compared=not doubled)
    place = "which is compared already" if doubled else "which is compared in its place"
    name = register[code].name
    note = f"{name} is now part of {row.name}, {place}."
    return Entry(code, name, row, note, compared=not doubled)


def _standing(code: str, table: Table, register: Mapping[str, Trust]) -> str | None:
    """The code itself or of the trust that took its place, whichever is in the quarter."""
    seen: set[str] = set()
    heir: str | None = code
    while heir is not None and heir not in table and heir not in seen:
        seen.add(heir)
        heir = register[heir].successor_id if heir in register else None
    return heir if heir in table else None


def _limited(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Those kept and those over the limit; trusts of several types are first told apart."""
    compared = [each for each in entries if each.compared]
    if len({each.row.type for each in compared if each.row}) > 1:
        return list(entries), []
    over = compared[MOST:]
    return [each for each in entries if each not in over], over


def _unknown(codes: Sequence[str]) -> str:
    shown = wording.listed([f"“{code[:_SHOWN]}”" for code in codes])
    if not codes:
        return ""
    if len(codes) == 1:
        return f"No trust has the code {shown}, so it was left out."
    return f"No trusts have the codes {shown}, so they were left out."


def _over(entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    names = wording.listed([each.name for each in entries])
    verb = "was" if len(entries) == 1 else "were"
    return (
        f"Up to {wording.small(MOST)} trusts can be compared at once, so {names} {verb} left out. "
        "Remove one of the others to make room."
    )


@dataclass(frozen=True)
class BasketLine:
    """One trust of the basket as listed, with the way to take it out."""

    name: str
    code: str
    href: str
    detail: str
    remove_href: str


def basket_lines(made: Basket, quarter: Quarter) -> tuple[BasketLine, ...]:
    return tuple(_line(each, made.address, quarter) for each in made.entries)


def _line(entry: Entry, address: CompareAddress, quarter: Quarter) -> BasketLine:
    row = entry.row
    stands = row is not None and row.trust_id == entry.code
    return BasketLine(
        name=entry.name,
        code=entry.code,
        href=(
            reverse("trust", args=[entry.code, quarter.slug])
            if stands
            else reverse("trust-latest", args=[entry.code])
        ),
        detail=_detail(entry, quarter),
        remove_href=address.without(entry.code)(),
    )


def _detail(entry: Entry, quarter: Quarter) -> str:
    row = entry.row
    if row is None:
        return f"Not in {quarter.label}"
    if row.trust_id != entry.code or not entry.compared:
        return f"Now part of {row.name}" if row.trust_id != entry.code else "Compared already"
    kind = row.subtype or f"{TrustType(row.type).label} trust"
    return f"{kind}, {row.region}" if row.region else kind


def neighbours(
    table: Iterable[SegmentAssignment], code: str, each_side: int = 1
) -> tuple[SegmentAssignment, ...]:
    """The trusts next to it in its league table, best first, without itself.

    ``table`` is in league order. At an end of it, more are taken from the other side.
    """
    rows = list(table)
    own = next((row for row in rows if row.trust_id == code), None)
    if own is None:
        return ()
    peers = [row for row in rows if row.type == own.type]
    wanted = 2 * each_side + 1
    start = min(max(0, peers.index(own) - each_side), max(0, len(peers) - wanted))
    return tuple(row for row in peers[start : start + wanted] if row.trust_id != code)
