"""What each segment means, and how many trusts are in it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from league import editions
from league.models import Quarter
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.presenters.links import LeagueAddress, Link, trusts_of
from league.presenters.segments import SegmentTag, all_segments
from trusts.types import TrustType

from .measures import year

Counts = Mapping[tuple[str, int | None], int]


@dataclass(frozen=True)
class Portrait:
    """What is typical of a segment, and what follows from being in it."""

    typical: tuple[str, ...]
    oversight: str
    support: str


_PORTRAITS = {
    1: Portrait(
        (
            "Good results across most metrics.",
            "Not in deficit: a trust in deficit cannot be in this segment.",
        ),
        "Light: routine checks only.",
        "Little is needed.",
    ),
    2: Portrait(
        (
            "Good results on many metrics, with some that need to improve.",
            "Not in deficit: a trust in deficit cannot be in this segment.",
        ),
        "Regular, with closer questions about the services that cause concern.",
        "Aimed at those services, and agreed with the trust.",
    ),
    3: Portrait(
        (
            "Results below those of most trusts on several metrics.",
            "Or the scores are good, but the trust is in deficit: see the financial override.",
        ),
        "Close: regular meetings at which the trust shows that it is putting things right.",
        "Hands-on help to improve, from national and regional teams.",
    ),
    4: Portrait(
        ("Poor results on many metrics at once.",),
        "Intensive: formal conditions may be set, and progress is followed closely.",
        "A recovery plan with outside experts. NHS England may step in directly, for example by "
        "changing the leadership or by ordering the trust to take part in a programme.",
    ),
    5: Portrait(
        (
            "A trust that NHS England has placed in the Provider Improvement Programme; nearly "
            "all were in segment 4.",
            "A score alone does not lead here: it is a decision.",
        ),
        "The most intensive there is, led nationally.",
        "A national team works with the trust.",
    ),
}


@dataclass(frozen=True)
class Count:
    """``href`` leads to these trusts; empty where there are none."""

    number: str
    words: str
    href: str


@dataclass(frozen=True)
class SegmentPart:
    tag: SegmentTag
    portrait: Portrait
    counts: tuple[Count, ...]
    note: str


@dataclass(frozen=True)
class SegmentsPage:
    """``quarter`` is empty when nothing is published."""

    quarter: str
    parts: tuple[SegmentPart, ...]
    tables: tuple[Link, ...]
    about: AboutFigures | None


def segments_page(quarter: Quarter | None, counts: Counts) -> SegmentsPage:
    """``counts`` are trusts by (type, segment) of the quarter."""
    return SegmentsPage(
        quarter=quarter.label if quarter else "",
        parts=tuple(_part(tag, quarter, counts) for tag in all_segments()),
        tables=_tables(quarter),
        about=about_figures(quarter) if quarter else None,
    )


def _part(tag: SegmentTag, quarter: Quarter | None, counts: Counts) -> SegmentPart:
    number = tag.number or 0
    return SegmentPart(
        tag=tag,
        portrait=_PORTRAITS[number],
        counts=tuple(_count(slug, number, quarter, counts) for slug in TrustType.values)
        if quarter
        else (),
        note=_note(number, quarter),
    )


def _count(slug: str, number: int, quarter: Quarter, counts: Counts) -> Count:
    amount = counts.get((slug, number), 0)
    address = LeagueAddress(slug, quarter.slug)
    return Count(
        number=wording.number(amount),
        words=trusts_of(slug) if amount != 1 else trusts_of(slug).removesuffix("s"),
        href=address(segment=str(number)) if amount else "",
    )


def _note(number: int, quarter: Quarter | None) -> str:
    """Why nobody can be in a segment of this edition; empty where somebody can."""
    if quarter is None:
        return ""
    edition = editions.get(quarter.edition)
    if number != 5 or edition.programme_segment == number:
        return ""
    return f"The results of {year(edition)} give segments 1 to 4 only."


def _tables(quarter: Quarter | None) -> tuple[Link, ...]:
    if quarter is None:
        return ()
    return tuple(
        Link(wording.capital(trusts_of(slug)), LeagueAddress(slug, quarter.slug)())
        for slug in TrustType.values
    )
