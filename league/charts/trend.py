"""Run chart of one trust: average score and league rank over the quarters, beside its peers.

There are too few quarters for control limits: the band is the middle half of the trust's type.
Lines break where the edition changes, because scores of two editions cannot be compared, and
where a quarter has no results or no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from league.rules.standings import Place, move
from league.rules.wording import joint, ordinal, score

from . import trend_figure
from .chart import Chart, Column, Row
from .trend_points import QuarterPoint, Trend

__all__ = ["QuarterPoint", "Trend", "chart", "finding", "rank_finding"]

READING = (
    "The line is the trust, the strokes its likely ranges; the grey band is the middle half of the "
    "trusts of its type and the dashed line their median. The best is on top. The line breaks "
    "where the framework changed, because scores of two frameworks cannot be compared, and where a "
    "quarter has no results here."
)
_COLUMNS = (
    Column("quarter", "Quarter"),
    Column("framework", "Framework"),
    Column("revision", "Revision", 0, meaning="Above 1 where results were published again."),
    Column("average_metric_score", "Average score", 2),
    Column("likely_score_low", "Likely score from", 2, "Not known"),
    Column("likely_score_high", "Likely score to", 2, "Not known"),
    Column("peers_lower_quartile", "Best quarter of its type up to", 2),
    Column("peers_median", "Median of its type", 2),
    Column("peers_upper_quartile", "Three quarters of its type up to", 2),
    Column("league_rank", "League rank", 0, "Not ranked"),
    Column("likely_rank_best", "Likely rank from", 0, "Not known"),
    Column("likely_rank_worst", "Likely rank to", 0, "Not known"),
    Column("trusts_ranked", "Trusts ranked", 0),
)


def chart(given: Trend) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=trend_figure.HEIGHT,
        figure=trend_figure.figure(given),
        columns=_COLUMNS,
        rows=tuple(_row(point) for point in given.quarters),
        narrow={
            "layout": {
                "margin": {"l": 8, "r": 8},
                "font": {"size": 12},
                "xaxis2": {"tickangle": -90},
            }
        },
    )


def _row(point: QuarterPoint) -> Row:
    peers = point.peers
    spread = (peers.low, peers.median, peers.high) if peers else (None, None, None)
    return Row(
        (point.label, point.edition, point.revision, point.average, point.low, point.high, *spread,
         point.rank, point.rank_low, point.rank_high, point.ranked or None),
        point.href,
    )  # fmt: skip


def finding(given: Trend) -> str:
    """The last change within one edition, and whether it is within the likely range."""
    scored = [point for point in given.quarters if point.average is not None]
    if not scored:
        return f"{given.trust} has no average score yet"
    last = scored[-1]
    run = _same_edition(scored)
    now = score(last.average or 0)
    if len(run) < 2:
        return f"Average score {now} in {last.label}, the first quarter of its framework here"
    return f"{_change(run[-2], last)} in {last.label}"


def _same_edition(points: Sequence[QuarterPoint]) -> list[QuarterPoint]:
    """Those of the last one's edition."""
    return [point for point in points if point.edition == points[-1].edition]


def _change(before: QuarterPoint, last: QuarterPoint) -> str:
    was, now = before.average or 0, last.average or 0
    moved = f"from {score(was)} in {before.label} to {score(now)}"
    if score(was) == score(now):
        return f"Average score unchanged at {score(now)}"
    if last.low is not None and last.high is not None and last.low <= was <= last.high:
        return f"Little change in the average score, {moved}, which is within its likely range,"
    return f"Average score {'better' if now < was else 'worse'}, {moved}"


def rank_finding(given: Trend) -> str:
    """The last move of the rank within one edition; empty where there is none to speak of."""
    ranked = [point for point in given.quarters if point.rank is not None]
    run = _same_edition(ranked) if ranked else []
    if len(run) < 2:
        return ""
    before, last = run[-2:]
    moved = move(before.rank, Place(last.rank, last.rank_low, last.rank_high))
    if moved is None:
        return ""
    was, now = _place(before), _place(last)
    if not moved.places:
        return f"Its rank is {now} in {last.label}, as in {before.label}."
    chance = _chance(moved.within_likely_range, ordinal(before.rank or 0), last.label)
    return f"Its rank went from {was} in {before.label} to {now} in {last.label}.{chance}"


def _chance(likely: bool | None, was: str, when: str) -> str:
    if likely is None:
        return ""
    if likely:
        return f" {was} lies within its likely range in {when}, so the move may be just chance."
    return f" {was} lies outside its likely range in {when}."


def _place(point: QuarterPoint) -> str:
    return joint(point.rank or 0, shared=point.shared)
