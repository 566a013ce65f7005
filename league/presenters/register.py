"""The register of trusts, and trusts that are no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BaseForm
from django.urls import reverse

from league.filters.register import RegisterFilter
from league.models import Quarter, SegmentAssignment
from trusts.models import Trust
from trusts.types import TrustType

from . import wording
from .links import Link
from .segments import SegmentTag, segment


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


@dataclass(frozen=True)
class RegisterPage:
    form: BaseForm
    query: str
    filtered: bool
    showing: str
    quarter: str
    rows: tuple[RegisterRow, ...]
    notices: tuple[str, ...]


def register_page(
    found: Sequence[Trust],
    total: int,
    filterset: RegisterFilter,
    latest: Quarter | None,
    segments: Mapping[str, int | None],
) -> RegisterPage:
    """``segments`` are the final segments of the latest quarter by code."""
    state = filterset.state
    return RegisterPage(
        form=filterset.form,
        query=state.get("q", ""),
        filtered=bool(state),
        showing=_showing(len(found), total, state.get("q", "")),
        quarter=latest.label if latest else "",
        rows=tuple(_row(trust, segments, latest) for trust in found),
        notices=filterset.notices,
    )


def _showing(found: int, total: int, query: str) -> str:
    if query and not found:
        return f"No trust matches “{query}”."
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
    )


def _note(trust: Trust, latest: Quarter | None) -> str:
    if trust.closed is not None:
        closed = f"Closed on {wording.day(trust.closed)}"
        return f"{closed}; now {trust.successor.name}" if trust.successor else closed
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
