"""What this site is, where its figures come from and what they cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from league.models import Quarter
from league.presenters import about, wording
from league.presenters.links import Link
from league.presenters.quarter_page import QuarterLine, quarter_lines


@dataclass(frozen=True)
class AboutPage:
    """``contact`` is an address for letters by computer, or empty."""

    contact: str
    source: Link
    licence: Link
    quarters: tuple[QuarterLine, ...]
    updated: str
    """The day of the last publication; empty when there was none."""


def about_page(quarters: Sequence[Quarter], contact: str) -> AboutPage:
    """``quarters`` are the published ones, newest first."""
    days = [each.current_revision.published_at for each in quarters if each.current_revision]
    return AboutPage(
        contact=contact,
        source=Link("NHS England's oversight framework", about.SOURCE_HREF),
        licence=Link(about.LICENCE, about.LICENCE_HREF),
        quarters=quarter_lines(quarters),
        updated=wording.day(max(days)) if days else "",
    )
