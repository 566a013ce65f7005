"""The first page: the latest quarter at a glance, as bands and not as a race."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter, Revision
from trusts.types import TrustType

from . import wording
from .about import AboutFigures, about_figures
from .links import LeagueAddress, Link, trusts_of
from .movers import MoversPart
from .segments import SegmentTag, segment

Counts = Mapping[tuple[str, int | None], int]


@dataclass(frozen=True)
class CountCell:
    """``said`` follows the number for screen readers; without a link where there is none."""

    number: str
    share: str
    href: str
    said: str


@dataclass(frozen=True)
class SegmentLine:
    tag: SegmentTag
    cells: tuple[CountCell, ...]


@dataclass(frozen=True)
class Band:
    """A piece of a bar, in per cent of its width; ``count`` is printed in it, ``said`` is its
    name in full. Without a link where no filter shows the same trusts."""

    slug: str
    count: str
    said: str
    href: str
    start: str
    width: str
    middle: str


@dataclass(frozen=True)
class TypeBar:
    label: str
    href: str
    total: str
    summary: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class RevisionLine:
    quarter: Link
    number: int
    published: str
    reason: str


@dataclass(frozen=True)
class HomePage:
    quarter: str
    types: tuple[Link, ...]
    lines: tuple[SegmentLine, ...]
    totals: tuple[str, ...]
    bars: tuple[TypeBar, ...]
    movers: MoversPart
    revisions: tuple[RevisionLine, ...]
    about: AboutFigures


def home_page(
    quarter: Quarter, counts: Counts, movers: MoversPart, revisions: Sequence[Revision]
) -> HomePage:
    types = tuple(slug for slug in TrustType.values if _total(counts, slug))
    numbers = _segments(counts)
    return HomePage(
        quarter=quarter.label,
        types=tuple(
            Link(TrustType(slug).label, LeagueAddress(slug, quarter.slug)()) for slug in types
        ),
        lines=tuple(_line(quarter, counts, types, number) for number in numbers),
        totals=tuple(wording.number(_total(counts, slug)) for slug in types),
        bars=tuple(_bar(quarter, counts, slug, numbers) for slug in types),
        movers=movers,
        revisions=tuple(revision_line(revision) for revision in revisions),
        about=about_figures(quarter),
    )


def _total(counts: Counts, trust_type: str) -> int:
    return sum(number for (slug, _), number in counts.items() if slug == trust_type)


def _segments(counts: Counts) -> tuple[int | None, ...]:
    """Segments 1 to 4, and 5 or none where a trust is in it."""
    found = {final for _, final in counts}
    extra: tuple[int | None, ...] = (5, None)
    return (1, 2, 3, 4, *(final for final in extra if final in found))


def _line(
    quarter: Quarter, counts: Counts, types: tuple[str, ...], number: int | None
) -> SegmentLine:
    return SegmentLine(segment(number), tuple(_cell(quarter, counts, t, number) for t in types))


def _cell(quarter: Quarter, counts: Counts, trust_type: str, number: int | None) -> CountCell:
    amount, total = counts.get((trust_type, number), 0), _total(counts, trust_type)
    linked = amount and number is not None
    address = LeagueAddress(trust_type, quarter.slug)
    return CountCell(
        number=wording.number(amount),
        share=f"{wording.number(100 * amount / total, 0)}%",
        href=address(segment=str(number)) if linked else "",
        said=_said(trust_type, number, amount),
    )


def _said(trust_type: str, number: int | None, amount: int) -> str:
    """``acute trusts in segment 1``, as it is read after their number."""
    trusts = trusts_of(trust_type).removesuffix("s" if amount == 1 else "")
    where = "without a segment" if number is None else f"in {segment(number).label.lower()}"
    return f"{trusts} {where}"


def _bar(
    quarter: Quarter, counts: Counts, trust_type: str, numbers: tuple[int | None, ...]
) -> TypeBar:
    total = _total(counts, trust_type)
    bands, start = [], 0.0
    for number in numbers:
        amount = counts.get((trust_type, number), 0)
        width = 100 * amount / total
        if amount:
            cell = _cell(quarter, counts, trust_type, number)
            bands.append(_band(cell, segment(number).slug, start, width))
        start += width
    label = wording.capital(trusts_of(trust_type))
    return TypeBar(
        label=label,
        href=LeagueAddress(trust_type, quarter.slug)(),
        total=wording.count(total, "trust"),
        summary=_summary(counts, trust_type, total),
        bands=tuple(bands),
    )


def _band(cell: CountCell, slug: str, start: float, width: float) -> Band:
    return Band(
        slug=slug,
        count=cell.number,
        said=f"{cell.number} {cell.said}",
        href=cell.href,
        start=f"{start:.3f}",
        width=f"{width:.3f}",
        middle=f"{start + width / 2:.3f}",
    )


def _summary(counts: Counts, trust_type: str, total: int) -> str:
    """``41 of 134 are in segments 1 and 2``, what a reader takes away first."""
    better = counts.get((trust_type, 1), 0) + counts.get((trust_type, 2), 0)
    return f"{better} of {total} {'is' if better == 1 else 'are'} in segments 1 and 2"


def revision_line(revision: Revision) -> RevisionLine:
    quarter = revision.quarter
    return RevisionLine(
        quarter=Link(quarter.label, reverse("quarter", args=[quarter.slug])),
        number=revision.number,
        published=wording.day(revision.published_at),
        reason=wording.sentence(revision.reason),
    )
