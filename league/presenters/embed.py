"""A trust's result as a small card that other sites frame, and how they do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from league.models import Quarter, SegmentAssignment
from league.reads.cards import CardFound
from trusts.models import Trust

from . import wording
from .links import Link, trusts_of
from .segments import SegmentTag, segment

WIDTH, HEIGHT = 320, 380
"""Pixels of the frame: as high as the card of a long name is at 280 pixels."""
_DEMONSTRATION = "Demonstration data: this trust is invented."


@dataclass(frozen=True)
class Result:
    segment: SegmentTag
    rank: str
    likely: str


@dataclass(frozen=True)
class Card:
    """``result`` is None where there is none to show; ``notes`` then say why."""

    name: str
    quarter: str
    result: Result | None
    notes: tuple[str, ...]
    link: Link
    """Back to the site."""
    demonstration: str
    """Empty for real figures."""


def card(found: CardFound, asked: str) -> Card:
    """``asked`` is the quarter of the address, empty for the latest."""
    trust, quarter, row = found.trust, found.quarter, found.assignment
    if trust is None:
        return _without(None, "No trust has this code.", Link("Find a trust", reverse("trusts")))
    if quarter is None or row is None:
        return _without(trust, _why_none(quarter, asked), _all_results(trust))
    return Card(
        name=row.name,
        quarter=quarter.label,
        result=Result(segment(row.final), _rank(row, found.peers), _likely(row)),
        notes=tuple(_notes(trust)),
        link=Link("How this came about", reverse("trust", args=[trust.pk, quarter.slug])),
        demonstration=_DEMONSTRATION if quarter.fictional else "",
    )


def _without(trust: Trust | None, why: str, link: Link) -> Card:
    return Card(
        name=trust.name if trust else "Unknown trust",
        quarter="",
        result=None,
        notes=(why, *(_notes(trust) if trust else ())),
        link=link,
        demonstration=_DEMONSTRATION if trust and trust.fictional else "",
    )


def _why_none(quarter: Quarter | None, asked: str) -> str:
    if quarter is not None:
        return f"It has no results for {quarter.label}."
    if asked:
        return "The quarter that was asked for is not published here."
    return "It has no published results here."


def _all_results(trust: Trust) -> Link:
    return Link("All results of this trust", reverse("trust-latest", args=[trust.pk]))


def _notes(trust: Trust) -> list[str]:
    if trust.closed is None:
        return []
    notes = [f"This trust closed on {wording.day(trust.closed)}."]
    if trust.successor is not None:
        notes.append(f"It is part of {trust.successor.name} now.")
    return notes


def _rank(row: SegmentAssignment, peers: int) -> str:
    if row.league_rank is None:
        return "Not ranked"
    shared = getattr(row, "shares_rank", False)
    place = wording.capital(wording.joint(row.league_rank, shared=shared))
    return f"{place} of {wording.number(peers)} {trusts_of(row.type)}"


def _likely(row: SegmentAssignment) -> str:
    if row.rank_low is None or row.rank_high is None:
        return "Not published for this quarter"
    return wording.capital(wording.rank_range(row.rank_low, row.rank_high))


def snippet(address: str, name: str) -> str:
    """HTML for another site's page that frames the card at that address."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" '
        'style="border: 0; max-width: 100%"></iframe>',
        address,
        f"NHS trust league table: {name}",
        WIDTH,
        HEIGHT,
    )
