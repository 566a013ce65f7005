"""Results that nobody has published, read as if they were: for staff alone."""

from __future__ import annotations

from dataclasses import replace

from league.models import Assessment, Quarter, Revision, SegmentAssignment

from .league_tables import shown
from .trusts import TrustInQuarter, near, results


def quarter(slug: str) -> Quarter | None:
    """The quarter with its newest assessment in the place of the published one, never to be
    saved; None where nothing is newer than what readers see. One query."""
    found = Quarter.objects.with_newer_draft().filter(pk=slug).first()
    if found is None or found.current_assessment is None:
        return None
    found.current_revision = _as_if_published(found, found.current_assessment)
    return found


def _as_if_published(quarter: Quarter, newest: Assessment) -> Revision:
    """A revision that no database holds."""
    return Revision(
        quarter=quarter,
        number=0,
        assessment=newest,
        reason="Draft",
        published_at=newest.created_at,
        published_by_name=newest.created_by_name,
    )


def trust(draft: Quarter, ods_code: str) -> TrustInQuarter | None:
    """None when the trust is not in the draft."""
    newest = shown(draft)
    own = SegmentAssignment.objects.with_shared_ranks().of_trust(newest, ods_code).first()
    if own is None:
        return None
    own.assessment = newest
    past = near(draft, ods_code)
    others = (row for row in past.rows if row.assessment.quarter_id != draft.pk)
    rows = sorted((*others, own), key=lambda row: row.assessment.quarter.starts)
    return results(draft, ods_code, replace(past, rows=tuple(rows)))
