"""A trust's quarter on one page of paper, for those who decide on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.models import MetricScore, Quarter
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.presenters.downloads.links import twins
from league.presenters.links import Link
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Edition
from league.rules.lift import Counted, Pull, lifting, pulls_of, turned
from trusts.types import TrustType

from .answer import Answer, answer
from .facts import Fact, facts
from .metric_rows import metric_rows
from .movement import movement_section

LARGEST = 4
"""So many metrics stand on either side."""


@dataclass(frozen=True)
class DomainLine:
    name: str
    score: str
    segment: SegmentTag | None
    counted: str


@dataclass(frozen=True)
class MetricLine:
    name: str
    value: str
    score: str


@dataclass(frozen=True)
class Side:
    """The metrics that lifted the trust most, or those that held it back."""

    heading: str
    metrics: tuple[MetricLine, ...]


@dataclass(frozen=True)
class SummaryPage:
    """``sides`` are empty where no metric is known, ``moved`` where nothing is."""

    name: str
    code: str
    description: str
    quarter: str
    segment: SegmentTag
    answer: Answer
    meaning: str
    """What the segment means, where no answer was kept."""
    facts: tuple[Fact, ...]
    domains: tuple[DomainLine, ...]
    sides: tuple[Side, ...]
    moved: str
    full: Link
    files: tuple[Link, ...]
    about: AboutFigures


def summary_page(quarter: Quarter, found: TrustInQuarter) -> SummaryPage:
    row, edition = found.assignment, editions.get(quarter.edition)
    kind = f"{TrustType(row.type).label} trust"
    return SummaryPage(
        name=row.name,
        code=row.trust_id,
        description=" · ".join(part for part in (kind, row.subtype, row.region) if part),
        quarter=quarter.label,
        segment=segment(row.final),
        answer=answer(quarter, found),
        meaning=segment(row.final).meaning,
        facts=facts(quarter, edition, found),
        domains=_domains(edition, found),
        sides=_sides(edition, found),
        moved=movement_section(quarter, found).answer,
        full=Link(
            "Every figure and its reason", reverse("trust", args=[row.trust_id, quarter.slug])
        ),
        files=twins(reverse("trust-summary", args=[row.trust_id, quarter.slug])),
        about=about_figures(quarter),
    )


def pulls(edition: Edition, found: TrustInQuarter) -> tuple[Pull, ...]:
    """How much each metric moved the average, the strongest lift first; empty where it is not
    known."""
    average, by_id = found.assignment.average, {row.metric: row for row in found.metrics}
    counted = [
        Counted(metric.id, row.weight, row.score)
        for metric in edition.counted
        if (row := by_id.get(metric.id)) and row.score is not None
    ]
    return pulls_of(edition, average, counted) if average is not None and counted else ()


def largest(edition: Edition, found: TrustInQuarter) -> tuple[tuple[Pull, ...], tuple[Pull, ...]]:
    """The metrics that lifted the trust most and those that held it back most."""
    all_of_it = pulls(edition, found)
    return lifting(all_of_it)[:LARGEST], lifting(turned(all_of_it))[:LARGEST]


def _sides(edition: Edition, found: TrustInQuarter) -> tuple[Side, ...]:
    lifted, held_back = largest(edition, found)
    sides = (
        Side("Lifted it most", _lines(edition, found.metrics, lifted)),
        Side("Held it back most", _lines(edition, found.metrics, held_back)),
    )
    return tuple(side for side in sides if side.metrics)


def _lines(
    edition: Edition, scores: tuple[MetricScore, ...], chosen: tuple[Pull, ...]
) -> tuple[MetricLine, ...]:
    rows = {row.id: row for each in metric_rows(edition, scores).values() for row in each}
    return tuple(MetricLine(it.name, rows[it.key].value, rows[it.key].score) for it in chosen)


def _domains(edition: Edition, found: TrustInQuarter) -> tuple[DomainLine, ...]:
    scored = {row.domain: row for row in found.domains if row.rounded is not None}
    return tuple(
        DomainLine(
            name=domain.name,
            score=wording.score(row.rounded or 0) if row else "Not scored",
            segment=segment(row.segment) if row and row.segment else None,
            counted=wording.number(row.metrics_scored if row else 0),
        )
        for domain in edition.domains
        if scored
        for row in (scored.get(domain.key),)
    )
