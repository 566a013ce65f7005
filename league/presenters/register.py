"""The register of trusts, and trusts that are no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.forms import BaseForm
from django.urls import reverse

from league.filters.register import RegisterFilter
from league.models import Quarter, SegmentAssignment
from league.reads.trusts import RegisterFrame
from trusts.models import Trust
from trusts.types import TrustType

from . import wording
from .compare_address import TRUST
from .links import Link
from .segments import SegmentTag, segment
from .ticks import Ticks, ticked, ticks

LONG = 30
"""From so many trusts on the list is parted by letters."""


@dataclass(frozen=True)
class RegisterRow:
    code: str
    name: str
    href: str
    type: str
    region: str
    segment: SegmentTag | None
    note: str
    """Why it has no segment, or what became of it; empty when there is nothing to say."""
    successor: Link | None


@dataclass(frozen=True)
class Letter:
    """The trusts whose names begin with it; a short list is one group without a letter."""

    letter: str
    anchor: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True)
class RegisterPage:
    form: BaseForm
    query: str
    filtered: bool
    showing: str
    quarter: str
    letters: tuple[Letter, ...]
    notices: tuple[str, ...]
    ticks: Ticks
    help: NothingFound | None
    """Where nothing was found for a search, or only trusts with some of its words or
    names like it."""


@dataclass(frozen=True)
class NothingFound:
    """The ways on for who searched in vain; ``unfiltered`` is the search without the filters."""

    unfiltered: str
    regions: tuple[Link, ...]


def register_page(
    frame: RegisterFrame,
    filterset: RegisterFilter,
    latest: Quarter | None,
    segments: Mapping[str, int | None],
) -> RegisterPage:
    """``segments`` are the final segments of the latest quarter by code."""
    state, found = filterset.state, filterset.found
    in_order = not (filterset.is_misspelt or filterset.is_partial)
    return RegisterPage(
        form=filterset.form,
        query=state.get("q", ""),
        filtered=bool(state),
        showing=_showing(len(found), frame.total, filterset),
        quarter=latest.label if latest else "",
        letters=_letters([_row(trust, segments, latest) for trust in found], in_order=in_order),
        notices=filterset.notices,
        ticks=_ticks(filterset),
        help=_help(frame, filterset),
    )


def _ticks(filterset: RegisterFilter) -> Ticks:
    parameter = ticked(filterset.data).get(TRUST, "")
    in_sight = {trust.pk for trust in filterset.found}
    query = urlencode(filterset.state)
    return ticks(parameter, in_sight, f"{reverse('trusts')}{query and f'?{query}'}")


def _help(frame: RegisterFrame, filterset: RegisterFilter) -> NothingFound | None:
    state = filterset.state
    query = state.get("q", "")
    if filterset.found and not (filterset.is_partial or filterset.is_misspelt):
        return None
    address = reverse("trusts")
    return NothingFound(
        unfiltered=f"{address}?{urlencode({'q': query})}" if query and len(state) > 1 else "",
        regions=tuple(
            Link(region, f"{address}?{urlencode({'region': region})}") for region in frame.regions
        ),
    )


def _letters(rows: Sequence[RegisterRow], *, in_order: bool) -> tuple[Letter, ...]:
    if not in_order or len(rows) < LONG:
        return (Letter("", "", tuple(rows)),) if rows else ()
    return tuple(
        Letter(letter, f"letter-{letter}", tuple(group)) for letter, group in groupby(rows, _letter)
    )


def _letter(row: RegisterRow) -> str:
    """An article does not count: ``The Christie`` stands under C."""
    return row.name.removeprefix("The ")[:1].upper()


def _showing(found: int, total: int, filterset: RegisterFilter) -> str:
    query, others = filterset.state.get("q", ""), len(filterset.state) > 1
    if query and not found:
        return f"No trust matches “{query}”{' and the other filters' if others else ''}."
    if query and filterset.is_misspelt:
        one = found == 1
        alike = "One name is" if one else f"{wording.capital(wording.small(found))} names are"
        return f"No trust matches “{query}”. {alike} like it."
    if query and filterset.is_partial:
        some = f"{wording.count(found, 'trust')} {'has' if found == 1 else 'have'}"
        return f"No trust matches all of “{query}”. {some} some of its words."
    if query:
        verb = "matches" if found == 1 else "match"
        return f"{wording.count(found, 'trust')} {verb} “{query}”."
    if found < total:
        return f"Showing {found} of {wording.count(total, 'trust')}."
    return f"Showing all {wording.count(total, 'trust')}."


def _row(trust: Trust, segments: Mapping[str, int | None], latest: Quarter | None) -> RegisterRow:
    known = trust.pk in segments
    return RegisterRow(
        code=trust.ods_code,
        name=trust.name,
        href=reverse("trust-latest", args=[trust.ods_code]),
        type=TrustType(trust.type).label,
        region=trust.region or "Not known",
        segment=segment(segments[trust.pk]) if known else None,
        note="" if known else _note(trust, latest),
        successor=None if known else _successor(trust),
    )


def _note(trust: Trust, latest: Quarter | None) -> str:
    if trust.closed is not None:
        return f"Closed on {wording.day(trust.closed)}"
    return f"Not in {latest.label}" if latest else "No quarter is published yet"


@dataclass(frozen=True)
class AbsentTrustPage:
    """A trust without results where they were asked for, and the ways on."""

    name: str
    code: str
    sentences: tuple[str, ...]
    successor: Link | None
    quarters: tuple[Link, ...]


def absent_trust_page(
    trust: Trust, history: Sequence[SegmentAssignment], quarter: Quarter | None = None
) -> AbsentTrustPage:
    """``quarter`` is the one that was asked for, None for the latest."""
    sentences = []
    if quarter is not None:
        sentences.append(f"It has no results for {quarter.label}.")
    if trust.closed is not None:
        sentences.append(f"It closed on {wording.day(trust.closed)}.")
    if not history:
        sentences.append("It has no published results here.")
    return AbsentTrustPage(
        name=trust.name,
        code=trust.ods_code,
        sentences=tuple(sentences),
        successor=_successor(trust),
        quarters=tuple(_quarter(row) for row in reversed(history)),
    )


def _successor(trust: Trust) -> Link | None:
    if trust.successor is None:
        return None
    return Link(trust.successor.name, reverse("trust-latest", args=[trust.successor.ods_code]))


def _quarter(row: SegmentAssignment) -> Link:
    quarter = row.assessment.quarter
    return Link(quarter.label, reverse("trust", args=[row.trust_id, quarter.slug]))
