"""Results that nobody has published, as staff see them: what readers would see, without the
charts and files, which are made of published results alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from league.models import Assessment, Quarter
from league.reads.league_tables import TableRow, frame, shown
from league.reads.trusts import TrustInQuarter
from trusts.types import TrustType

from . import wording
from .league_figures import row_maker
from .league_rows import LeagueRow
from .links import Link, trusts_of
from .trust.page import TrustPage, trust_page

BANNER = "Draft: not published."


@dataclass(frozen=True)
class DraftTable:
    heading: str
    quarter: str
    banner: str
    made: str
    types: tuple[Link, ...]
    rows: tuple[LeagueRow, ...]
    """Each linked to the draft of its trust."""
    published: Link | None
    """What readers see; None where they see nothing of the quarter."""


@dataclass(frozen=True)
class DraftTrust:
    page: TrustPage
    banner: str
    made: str
    table: Link | None
    """The draft league table; None for those who may see their own trusts alone."""
    published: Link | None


def draft_table(
    quarter: Quarter,
    trust_type: str,
    rows: tuple[TableRow, ...],
    *,
    is_published: bool,
) -> DraftTable:
    make = row_maker(quarter, frame(rows))
    address = reverse("league-table", args=[trust_type, quarter.slug])
    return DraftTable(
        heading=wording.capital(trusts_of(trust_type)),
        quarter=quarter.label,
        banner=BANNER,
        made=_made(shown(quarter)),
        types=tuple(
            Link(label, _table(quarter, slug), current=slug == trust_type)
            for slug, label in TrustType.choices
        ),
        rows=tuple(make(row)._replace(href=_trust(quarter, row.trust_id)) for row in rows),
        published=Link("The table that readers see", address) if is_published else None,
    )


def draft_trust(
    quarter: Quarter, found: TrustInQuarter, *, sees_all: bool, is_published: bool
) -> DraftTrust:
    page, row = trust_page(quarter, found, ""), found.assignment
    label = f"{TrustType(row.type).label} league table, draft"
    address = reverse("trust", args=[row.trust_id, quarter.slug])
    return DraftTrust(
        page=_without_published_links(page),
        banner=BANNER,
        made=_made(shown(quarter)),
        table=Link(label, _table(quarter, row.type)) if sees_all else None,
        published=Link("The results that readers see", address) if is_published else None,
    )


def _without_published_links(page: TrustPage) -> TrustPage:
    """Summary, comparison, charts and reconciliation have addresses of what is published."""
    agreement = replace(page.agreement, sentence="", details=())
    return replace(page, ways=(), contributions=None, agreement=agreement)


def _made(assessment: Assessment) -> str:
    submission = assessment.submission
    return (
        f"Assessment {assessment.number}, made on {wording.moment(assessment.created_at)} after "
        f"submission {submission.number} by {submission.author_name}. Readers do not see it."
    )


def _table(quarter: Quarter, trust_type: str) -> str:
    return reverse("draft-league-table", args=[quarter.slug, trust_type])


def _trust(quarter: Quarter, code: str) -> str:
    return reverse("draft-trust", args=[quarter.slug, code])
