"""What moved a trust's average since the quarter before: sentences, parts and metrics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from league import editions
from league.models import Quarter, SegmentAssignment
from league.presenters import wording
from league.presenters.charts import ChartView
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Metric, Model
from league.rules.wording import figure

from .charts import chart_view
from .movement_charts import PARTS, bridge_offer, metric_table, metrics_offer

LARGEST = 5
"""So many metrics stand on the page; the others wait until they are asked for."""
_IN_COLUMNS = ("own", "peers")
_SUM = "A minus makes the score better, a plus makes it worse. The parts sum to the whole change."
_CONVENTION = (
    " Scores are ranks, so what its own figures did depends on its peers: shown is the mean of "
    "what they did among the peers of before and among those of now. Telling the two apart is a "
    "convention; their sum is not."
)
_REMARKS = {
    "entered": "Scored only now",
    "left": "Scored only before",
    "rules": "Scored by another rule than before",
}
_NOTHING = "No figure"
_OF_PARTS = "From its two parts"
_SCORE_ONLY = "Not published (score only)"


@dataclass(frozen=True)
class PartRow:
    name: str
    meaning: str
    amount: str


@dataclass(frozen=True)
class MovedRow:
    """One metric; ``parts`` in the order of the section's part headings, ``remark`` says why
    its effect is none of these."""

    name: str
    href: str
    value_before: str
    value_now: str
    score_before: str
    score_now: str
    parts: tuple[str, ...]
    remark: str
    effect: str


@dataclass(frozen=True)
class MovementSection:
    """``answer`` comes first; everything after ``sentences`` is empty where it is not known."""

    heading: str
    answer: str
    sentences: tuple[str, ...]
    before: str = ""
    now: str = ""
    parts: tuple[PartRow, ...] = ()
    change: str = ""
    note: str = ""
    """How to read the parts."""
    chart: ChartView | None = None
    part_headings: tuple[str, ...] = ()
    largest: tuple[MovedRow, ...] = ()
    others: tuple[MovedRow, ...] = ()
    others_words: str = ""
    metrics_chart: ChartView | None = None
    """Its page has the table of all metrics, and its files."""


def movement_section(quarter: Quarter, found: TrustInQuarter) -> MovementSection:
    if found.moved is None:
        return _nothing_kept(quarter, found.history)
    figures, before = found.moved.figures, found.moved.earlier.quarter.label
    told = [wording.sentence(each["sentence"]) for each in figures["sentences"]]
    section = MovementSection(
        heading=f"What moved since {before}",
        answer=told[0] if told else "",
        sentences=tuple(told[1:]),
        before=before,
        now=quarter.label,
    )
    return replace(section, **_tables(quarter, found, figures)) if figures.get("parts") else section


def _tables(quarter: Quarter, found: TrustInQuarter, figures: dict[str, Any]) -> dict[str, Any]:
    """The fields of a section that need the change in parts."""
    code = found.assignment.trust_id
    offers = bridge_offer(quarter, found, ""), metrics_offer(quarter, found, "")
    views = [chart_view(quarter, code, offer) if offer else None for offer in offers]
    columns = tuple(part for part in _IN_COLUMNS if part in figures["parts"])
    rows = tuple(_row(quarter, found, each, columns) for each in figures["metrics"])
    others = len(rows) - LARGEST
    return {
        "parts": tuple(
            PartRow(name, meaning, _amount(figures["parts"][part]))
            for part, (name, meaning) in PARTS.items()
            if part in figures["parts"]
        ),
        "change": _amount(figures["change"]),
        "note": _SUM + (_CONVENTION if columns else ""),
        "chart": views[0],
        "part_headings": tuple(PARTS[part][0] for part in columns),
        "largest": rows[:LARGEST],
        "others": rows[LARGEST:],
        "others_words": wording.count(others, "other metric") if others > 0 else "",
        "metrics_chart": views[1],
    }


def _row(
    quarter: Quarter, found: TrustInQuarter, each: dict[str, Any], columns: tuple[str, ...]
) -> MovedRow:
    metric = editions.get(quarter.edition).by_id[each["metric"]]
    parts = each["parts"]
    return MovedRow(
        name=metric.name,
        href=metric_table(quarter, found, metric.id),
        value_before=_value(metric, each["before"]),
        value_now=_value(metric, each["after"]),
        score_before=_score(each["before"]),
        score_now=_score(each["after"]),
        parts=tuple(_amount(parts.get(part, 0)) for part in columns),
        remark=next((_REMARKS[part] for part in parts if part in _REMARKS), ""),
        effect=_amount(each["amount"]),
    )


def _value(metric: Metric, scored: dict[str, Any] | None) -> str:
    if scored is None:
        return _NOTHING
    if scored["value"] is None:
        return _OF_PARTS if metric.scoring.parts else _NOTHING
    if metric.scoring.model is Model.BY_SOURCE:
        return metric.labels[int(scored["value"]) - 1] if metric.labels else _SCORE_ONLY
    return figure(scored["value"], metric, scored["unit"] or None)


def _score(scored: dict[str, Any] | None) -> str:
    return (
        "Not scored"
        if scored is None or scored["score"] is None
        else wording.score(scored["score"])
    )


def _amount(amount: float) -> str:
    """To four decimals with its sign; nothing at all is a plain nought."""
    return wording.signed(amount, 4) if amount else "0"


def _nothing_kept(quarter: Quarter, history: tuple[SegmentAssignment, ...]) -> MovementSection:
    """Why there is nothing to compare with."""
    earlier = [row.assessment.quarter for row in history]
    earlier = [each for each in earlier if each.starts < quarter.starts]
    heading = "What moved since the quarter before"
    more: tuple[str, ...] = ()
    if not earlier:
        text = (
            f"{quarter.label} is the first quarter with published results of this trust, so there "
            "is nothing to compare it with."
        )
    elif earlier[-1].edition != quarter.edition:
        text = (
            f"{quarter.label} cannot be compared with {earlier[-1].label}: the framework changed, "
            "and with it the metrics and how they are scored."
        )
        more = (
            "A difference between the two scores says nothing about the trust, so it is not split "
            "into causes.",
        )
    else:  # published before this was worked out
        text = (
            f"What moved since {earlier[-1].label} was not worked out when {quarter.label} was "
            "published."
        )
    return MovementSection(heading, text, more)
