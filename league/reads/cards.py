"""What a small card about one trust needs."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Quarter, SegmentAssignment
from trusts.models import Trust

from . import quarters, trusts
from .league_tables import shown


@dataclass(frozen=True)
class CardFound:
    """What was asked for, as far as it exists."""

    trust: Trust | None
    quarter: Quarter | None
    """Published; None where the asked one is not, or the trust has results in none."""
    assignment: SegmentAssignment | None
    """With ``shares_rank``."""
    peers: int = 0
    """Trusts of its type with a league rank."""


def find(ods_code: str, slug: str) -> CardFound:
    """A trust's results of that quarter, of its latest where the slug is empty. Five queries at
    the most."""
    trust = trusts.find(ods_code.upper())
    published = quarters.published()
    if trust is None:
        return CardFound(None, published.find(slug), None)
    history = {row.assessment.quarter_id: row for row in trusts.history(trust.pk)}
    quarter = published.find(slug) if slug else published.find(next(reversed(history), ""))
    row = history.get(quarter.pk) if quarter else None
    if quarter is None or row is None:
        return CardFound(trust, quarter, None)
    table = SegmentAssignment.objects.league_table(shown(quarter), row.type)
    return CardFound(trust, quarter, row, peers=table.exclude(league_rank=None).count())
