"""One row of a league table, finished: words and figures, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter, SegmentAssignment

from . import wording
from .segments import SegmentTag, segment

NO_DATA = "No data"


@dataclass(frozen=True)
class LeagueRow:
    """``rank`` as shown (``=4``); ``rank_words`` as said instead (``joint 4th``), if not so."""

    code: str
    name: str
    href: str
    region: str
    subtype: str
    rank: str
    rank_words: str
    segment: SegmentTag
    score: str
    likely: str
    override: str
    change: str
    change_detail: str


def league_row(
    row: SegmentAssignment, quarter: Quarter, shared_ranks: frozenset[int], unlikely: str
) -> LeagueRow:
    """``unlikely`` is what stands where a trust has no likely range."""
    change, detail = _change(row)
    rank, rank_words = _rank(row.league_rank, shared_ranks)
    return LeagueRow(
        code=row.trust_id,
        name=row.name,
        href=reverse("trust", args=[row.trust_id, quarter.slug]),
        region=row.region or NO_DATA,
        subtype=row.subtype,
        rank=rank,
        rank_words=rank_words,
        segment=segment(row.final),
        score=NO_DATA if row.average_score is None else wording.score(row.average_score),
        likely=likely_rank(row) or unlikely,
        override=override(row),
        change=change,
        change_detail=detail,
    )


def _rank(rank: int | None, shared_ranks: frozenset[int]) -> tuple[str, str]:
    if rank is None:
        return "Not ranked", ""
    if rank in shared_ranks:
        return f"={rank}", wording.joint(rank, shared=True)
    return str(rank), ""


def likely_rank(row: SegmentAssignment) -> str:
    """``Between 12th and 47th``; empty when no range is known."""
    if row.rank_low is None or row.rank_high is None:
        return ""
    return wording.capital(wording.rank_range(row.rank_low, row.rank_high))


def override(row: SegmentAssignment) -> str:
    """What the financial override did, in a few words."""
    if row.override_flagged is None:
        return "Not published"
    if not row.override_flagged:
        return "No"
    return f"In deficit: held at {row.adjusted}" if row.override_moved else "In deficit: no effect"


def _change(row: SegmentAssignment) -> tuple[str, str]:
    """The change of segment, and where the trust stood before; rows carry ``previous_*``."""
    before, rank = getattr(row, "previous_final", None), getattr(row, "previous_rank", None)
    if before is None or row.final is None:
        return NO_DATA, "not in the table before"
    was = f"was {wording.ordinal(rank)}" if rank else "was not ranked"
    if before == row.final:
        return "Same segment", was
    direction = "Better" if row.final < before else "Worse"
    return f"{direction}: from {before} to {row.final}", was
