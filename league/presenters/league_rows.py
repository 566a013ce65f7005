"""One row of a league table, finished: words and figures, nothing left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from league.charts.intervals import Axis, Interval
from league.models import Quarter, SegmentAssignment
from league.reads.league_tables import TableRow
from league.rules.standings import Move, Place, move

from . import wording
from .hrefs import href
from .segments import SegmentTag, segment

NO_DATA = "No data"
CLOSE_MARK = "\N{ALMOST EQUAL TO}"
CLOSE_WORDS = "cannot be told apart from the trust ranked next above"


@dataclass(frozen=True)
class DomainStanding:
    """A domain's score and segment in words; the segment's place says why there is no score."""

    score: str
    segment: str


class LeagueRow(NamedTuple):
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
    likely_detail: str
    """Why there is no likely range; empty when there is."""
    interval: Interval | None
    close: bool
    """Marked as not to be told apart from the trust ranked next above."""
    override: str
    change: str
    change_details: tuple[str, ...]


@dataclass(frozen=True)
class RowMaker:
    """What the rows of one table share."""

    quarter: Quarter
    shared_ranks: frozenset[int | None]
    close: frozenset[str]
    """Codes of trusts marked as not to be told apart from the one ranked next above; none where
    nearly all would be."""
    axis: Axis
    ranged: bool
    """Whether any trust has a likely range."""
    unlikely: str
    """What stands where a trust has no likely range, after ``No data``."""

    def __call__(self, row: TableRow) -> LeagueRow:
        change, details = _change(row)
        rank, rank_words = _rank(row.league_rank, self.shared_ranks)
        likely = _likely_span(row)
        return LeagueRow(
            code=row.trust_id,
            name=row.name,
            href=href("trust", row.trust_id, self.quarter.slug),
            region=row.region or NO_DATA,
            subtype=row.subtype or NO_DATA,
            rank=rank,
            rank_words=rank_words,
            segment=segment(row.final),
            score=NO_DATA if row.average_score is None else wording.score(row.average_score),
            likely=likely or NO_DATA,
            likely_detail="" if likely else self.unlikely,
            interval=_interval(row, self.axis),
            close=row.trust_id in self.close,
            override=override(row),
            change=change,
            change_details=details,
        )


def domain_standing(score: float | None, number: int | None, *, known: bool) -> DomainStanding:
    """``known`` is whether anything is known of the trust in that domain."""
    if score is None:
        why = "no metric scored" if known else "not published"
        return DomainStanding(NO_DATA, why)
    return DomainStanding(
        wording.score(score), segment(number).label.replace(" ", "\N{NO-BREAK SPACE}")
    )


def place_of(row: TableRow | SegmentAssignment) -> Place:
    return Place(row.league_rank, row.rank_low, row.rank_high)


def _rank(rank: int | None, shared_ranks: frozenset[int | None]) -> tuple[str, str]:
    if rank is None:
        return "Not ranked", ""
    if rank in shared_ranks:
        return f"={rank}", wording.joint(rank, shared=True)
    return str(rank), ""


def likely_rank(row: TableRow | SegmentAssignment) -> str:
    """``Between 12th and 47th``; empty when no range is known."""
    if row.rank_low is None or row.rank_high is None:
        return ""
    return wording.capital(wording.rank_range(row.rank_low, row.rank_high))


def _likely_span(row: TableRow) -> str:
    if row.rank_low is None or row.rank_high is None:
        return ""
    return wording.rank_span(row.rank_low, row.rank_high)


def _interval(row: TableRow, axis: Axis) -> Interval | None:
    if row.rank_low is None or row.rank_high is None or row.league_rank is None:
        return None
    return axis.interval(low=row.rank_low, point=row.league_rank, high=row.rank_high)


def override(row: TableRow | SegmentAssignment) -> str:
    """What the financial override did, in a few words."""
    if row.override_flagged is None:
        return "Not published"
    if not row.override_flagged:
        return "No"
    return f"In deficit: held at {row.adjusted}" if row.override_moved else "In deficit: no effect"


def _change(row: TableRow) -> tuple[str, tuple[str, ...]]:
    """How the rank moved, and what is to be said of it."""
    before = row.previous_final
    moved = move(row.previous_rank, place_of(row))
    if moved is None:
        return NO_DATA, ("was not ranked" if before else "was not in the table",)
    details = [_segment_change(before, row.final)]
    if moved.places and moved.within_likely_range:
        details.append("within the likely range")
    return _places(moved), tuple(filter(None, details))


def _places(moved: Move) -> str:
    if not moved.places:
        return "Same rank"
    direction = "Up" if moved.places > 0 else "Down"
    return f"{direction} {wording.count(abs(moved.places), 'place')}"


def _segment_change(before: int | None, now: int | None) -> str:
    if before is None or now is None or before == now:
        return ""
    return f"{'better' if now < before else 'worse'} segment: {before} to {now}"


DomainFigures = Mapping[tuple[str, str], DomainStanding]
"""By trust code and domain key."""
