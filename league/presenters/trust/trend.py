"""A trust over all its quarters, beside the trusts of its type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from league.charts.trend import rank_finding
from league.charts.trend_points import QuarterPoint
from league.models import Quarter, SegmentAssignment
from league.presenters import wording
from league.presenters.charts import ChartView
from league.presenters.gaps import gaps
from league.presenters.league_rows import NO_DATA
from league.presenters.links import trusts_of
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter

from .charts import chart_view
from .trend_chart import offer, over_time

_NEAR = "These are the quarters nearest to this one; the data files of this page have all of them."
_NOT_COMPARED = "Quarters of different years cannot be compared: the framework changes each April."


@dataclass(frozen=True)
class HistoryRow:
    """``likely_score``, ``likely_rank``, ``peers`` (the middle half of its type) and ``revised``
    are empty where nothing is known or to be said."""

    quarter: str
    href: str
    current: bool
    segment: SegmentTag
    score: str
    likely_score: str
    peers: str
    rank: str
    likely_rank: str
    revised: str
    framework: str


@dataclass(frozen=True)
class TrendSection:
    """``rows`` newest first; ``missing`` names the quarters between without results."""

    rank: str
    chart: ChartView
    rows: tuple[HistoryRow, ...]
    missing: str
    note: str
    reading: str


def trend_section(quarter: Quarter, found: TrustInQuarter) -> TrendSection:
    given, made = over_time(found), offer(quarter, found, "")
    pairs = zip(found.history, given.quarters, strict=True)
    frameworks = {point.edition for point in given.quarters}
    return TrendSection(
        rank=rank_finding(given),
        chart=chart_view(quarter, found.assignment.trust_id, made),
        rows=tuple(reversed([_row(row, point, quarter) for row, point in pairs])),
        missing=" ".join(filter(None, _missing(found))),
        note=_NOT_COMPARED if len(frameworks) > 1 else "",
        reading=_reading(found),
    )


def _missing(found: TrustInQuarter) -> Iterator[str]:
    held = [row.assessment.quarter for row in found.history]
    names = [name.label for name in reversed(gaps(held))]
    yield f"There are no results here for {wording.listed(names)}." if names else ""
    yield "" if found.is_whole else _NEAR


def _reading(found: TrustInQuarter) -> str:
    whose = trusts_of(found.assignment.type)
    unknown = any(row.rank_low is None for row in found.history)
    missing = " Where no likely range is given, none is known." if unknown else ""
    return f"Its type: the scores of the middle half of {whose} in that quarter.{missing}"


def _row(row: SegmentAssignment, point: QuarterPoint, shown: Quarter) -> HistoryRow:
    return HistoryRow(
        quarter=point.label,
        href=point.href,
        current=row.assessment.quarter_id == shown.slug,
        segment=segment(row.final),
        score=NO_DATA if point.average is None else wording.score(point.average),
        likely_score=_likely_score(row),
        peers=_peers(point),
        rank=_rank(point),
        likely_rank=_likely_rank(point),
        revised=f"Revision {point.revision}" if point.revised else "",
        framework=point.edition,
    )


def _likely_score(row: SegmentAssignment) -> str:
    if row.score_low is None or row.score_high is None:
        return ""
    return f"Likely {wording.score(row.score_low)} to {wording.score(row.score_high)}"


def _peers(point: QuarterPoint) -> str:
    if point.peers is None:
        return ""
    return f"Its type {wording.score(point.peers.low)} to {wording.score(point.peers.high)}"


def _rank(point: QuarterPoint) -> str:
    if point.rank is None:
        return "Not ranked"
    place = wording.capital(wording.joint(point.rank, shared=point.shared))
    return f"{place} of {point.ranked}" if point.ranked else place


def _likely_rank(point: QuarterPoint) -> str:
    if point.rank_low is None or point.rank_high is None:
        return ""
    return f"Likely {wording.rank_span(point.rank_low, point.rank_high)}"
