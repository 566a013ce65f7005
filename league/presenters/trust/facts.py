"""The answer at the top of a trust's page: its place, score, likely ranges and override."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Assessment, Quarter, SegmentAssignment
from league.presenters import wording
from league.presenters.league_rows import NO_DATA, override
from league.presenters.links import trusts_of
from league.reads.league_tables import shown
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Edition
from league.rules.reach import Placed, reach

NO_RANGE = "No data: not published for this quarter"


@dataclass(frozen=True)
class Fact:
    """``term`` is the slug of the name's meaning, and ``note`` what follows from the fact;
    both may be empty."""

    name: str
    words: str
    term: str = ""
    note: str = ""


def facts(quarter: Quarter, edition: Edition, found: TrustInQuarter) -> tuple[Fact, ...]:
    row = found.assignment
    return (
        Fact("League rank", _rank(found), "league-rank"),
        Fact("Likely range of rank", _likely_rank(row), "likely-range"),
        Fact("Average metric score", _average(row), "average-metric-score"),
        Fact(
            "Likely range of score", _likely_score(row), note=_reach(shown(quarter), edition, row)
        ),
        Fact("Financial override", override(row), "financial-override"),
    )


def _rank(found: TrustInQuarter) -> str:
    row = found.assignment
    if row.league_rank is None:
        return "Not ranked"
    place = wording.capital(wording.joint(row.league_rank, shared=found.shares_rank))
    return f"{place} of {wording.number(found.peers)} {trusts_of(row.type)}"


def _likely_rank(row: SegmentAssignment) -> str:
    if row.rank_low is None or row.rank_high is None:
        return NO_RANGE
    return wording.capital(wording.rank_range(row.rank_low, row.rank_high))


def _average(row: SegmentAssignment) -> str:
    if row.average_score is None:
        return f"{NO_DATA}: no metric was scored"
    return f"{wording.score(row.average_score)}, on a scale from 1 (best) to 4"


def _likely_score(row: SegmentAssignment) -> str:
    if row.score_low is None or row.score_high is None:
        return NO_RANGE
    return wording.capital(wording.score_range(row.score_low, row.score_high))


def _reach(assessment: Assessment, edition: Edition, row: SegmentAssignment) -> str:
    """Whether its segment could be another; nothing of a segment that was a decision."""
    if row.score_low is None or row.score_high is None or row.adjusted is None:
        return ""
    if row.final != row.adjusted or len(assessment.cuts) != 3:
        return ""
    first, second, third = assessment.cuts
    placed = Placed(
        score_low=float(row.score_low),
        score_high=float(row.score_high),
        adjusted=row.adjusted,
        in_deficit=bool(row.override_flagged),
    )
    return reach(placed, (first, second, third), edition.override.no_better_than).sentence
