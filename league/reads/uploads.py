"""What the pages for handing in need to know."""

from __future__ import annotations

from datetime import date

from league import editions
from league.files.quarters import QuarterName
from league.models import Quarter, Upload
from league.models.uploads import UploadQuerySet
from trusts.models import Trust
from trusts.querysets import TrustQuerySet


def quarters_to_hand_in(today: date) -> list[QuarterName]:
    """Every quarter that has begun and that an edition covers, the newest first."""
    names = [
        QuarterName(edition.financial_year, number)
        for edition in editions.all_editions()
        for number in range(1, 5)
    ]
    return sorted((name for name in names if name.starts <= today), key=_starts, reverse=True)


def _starts(name: QuarterName) -> date:
    return name.starts


def is_fictional(slug: str) -> bool:
    """Whether figures of that quarter are invented: those of a new quarter are where the
    demonstration data is loaded."""
    quarter = Quarter.objects.filter(pk=slug).first()
    return quarter.fictional if quarter else Quarter.objects.fictional().exists()


def is_register_empty() -> bool:
    """Whether there is no trust to hand in for."""
    return not Trust.objects.exists()


def trusts_of(codes: frozenset[str] | None) -> TrustQuerySet:
    """Trusts that somebody acts for, by name; all open ones where there is no limit."""
    if codes is None:
        return Trust.objects.filter(closed__isnull=True).in_name_order()
    return Trust.objects.filter(pk__in=codes).in_name_order()


def visible_uploads(user_id: int, codes: frozenset[str] | None) -> UploadQuerySet:
    """A person's own uploads and those about their trusts alone; all where there is no limit."""
    uploads = Upload.objects.newest_first()
    if codes is None:
        return uploads
    return uploads.by_author(user_id) | uploads.within(codes)
