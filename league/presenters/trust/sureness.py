"""How sure a trust's place is: in words first, then as a picture, then metric by metric."""

from __future__ import annotations

from dataclasses import dataclass, field

from league import editions
from league.charts.density_bars import DensityBars, density_bars
from league.models import Quarter
from league.presenters import wording
from league.presenters.charts import ChartView
from league.presenters.content import addresses
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Edition
from league.rules.sureness import Sureness
from league.rules.without import Without

from .charts import chart_view
from .density_chart import density, offer, sureness

FIRST = 5
"""Metrics shown before the reader asks for the others; none where no metric moves its place."""
NO_SCORE = "It has no average score in this quarter, so there is no place to be sure of."
NOT_WORKED_OUT = "How sure its place is was not worked out when these results were made."


@dataclass(frozen=True)
class WithoutRow:
    """Where the trust would stand without a metric."""

    metric: str
    href: str
    rank: str
    effect: str
    score: str
    segment: SegmentTag


@dataclass(frozen=True)
class Picture:
    """The density as inline SVG, and what is written at the ends and below it."""

    bars: DensityBars
    first: str
    last: str
    words: str


@dataclass(frozen=True)
class SurenessSection:
    """``said`` are the stored sentences by key; ``unknown`` says why there are none."""

    said: dict[str, str] = field(default_factory=dict)
    picture: Picture | None = None
    chart: ChartView | None = None
    rows: tuple[WithoutRow, ...] = ()
    others: tuple[WithoutRow, ...] = ()
    others_words: str = ""
    unknown: str = ""


def sureness_section(quarter: Quarter, found: TrustInQuarter) -> SurenessSection:
    known = sureness(found)
    if known is None:
        unscored = found.assignment.average_score is None
        return SurenessSection(unknown=NO_SCORE if unscored else NOT_WORKED_OUT)
    made = offer(quarter, found, "")
    rows = _rows(quarter, found, known)
    first = FIRST if _moves(found, known) else 0
    others = rows[first:]
    return SurenessSection(
        said=dict(known.sentences),
        picture=_picture(found, known),
        chart=chart_view(quarter, found.assignment.trust_id, made) if made else None,
        rows=rows[:first],
        others=others,
        others_words=_others(len(others), first),
    )


def _moves(found: TrustInQuarter, known: Sureness) -> bool:
    """Whether any metric moves the rank or the segment: the first one would."""
    if not known.without:
        return False
    most = known.without[0]
    return bool(most.places) or most.stand.segment != found.assignment.adjusted


def _others(amount: int, first: int) -> str:
    """What the folded metrics are called: all of them where none moves its place."""
    if not first:
        return f"Its score and rank without each of the {wording.count(amount, 'metric')}"
    return f"The other {wording.count(amount, 'metric')}" if amount > 1 else "The other metric"


def _picture(found: TrustInQuarter, known: Sureness) -> Picture | None:
    given = density(found, known)
    if given is None:
        return None
    rank = wording.joint(given.rank, shared=given.shared)
    return Picture(
        bars=density_bars(given),
        first="1st (best)",
        last=wording.ordinal(given.of),
        words=(
            "Each bar is a rank: the higher, the more often it came up. The dark bars are its "
            f"likely range, the line is its rank, {rank}."
        ),
    )


def _rows(quarter: Quarter, found: TrustInQuarter, known: Sureness) -> tuple[WithoutRow, ...]:
    edition = editions.get(quarter.edition)
    kind = found.assignment.type
    return tuple(_row(quarter, edition, kind, it) for it in known.without)


def _row(quarter: Quarter, edition: Edition, kind: str, it: Without) -> WithoutRow:
    return WithoutRow(
        metric=edition.by_id[it.metric_id].name,
        href=addresses.metric_table(kind, quarter.slug, it.metric_id)(),
        rank=wording.capital(it.stand.place),
        effect=_effect(it.places),
        score=wording.score(it.stand.average),
        segment=segment(it.stand.segment),
    )


def _effect(places: int) -> str:
    if not places:
        return "No change"
    return f"{wording.count(abs(places), 'place')} {'worse' if places > 0 else 'better'}"
