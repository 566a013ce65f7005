"""The page of one trust in one quarter: the answer first, then how it came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from league import editions
from league.models import DomainScore, Quarter, SegmentAssignment
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.presenters.compare_address import CompareAddress
from league.presenters.content import addresses
from league.presenters.links import LeagueAddress, Link
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Domain, Edition
from trusts.types import TrustType

from .agreement import Agreement, agreement
from .context import ContextSection, context_section
from .facts import Fact, facts
from .metric_rows import MetricRow, metric_rows
from .movement import MovementSection, movement_section
from .sureness import SurenessSection, sureness_section
from .trend import TrendSection, trend_section

_STEP_HEADINGS = {
    "metrics": "Metrics",
    "average": "Average metric score",
    "cuts": "Where the segments end",
    "unadjusted": "Segment by score",
    "override": "Financial override",
    "adjusted": "Segment after the override",
    "programme": "Improvement programme",
    "final": "Final segment",
    "rank": "Place in the league table",
    "likely-range": "Likely range",
}
_FIGURES = {"plan": "Planned surplus or deficit", "variance": "Difference from the financial plan"}

_MARKS_NOTE = (
    "Where a metric says that its rule was worked out from the published figures, the rule's "
    "official wording was not seen. Where a rule is not published, the published score is taken "
    "as given."
)


@dataclass(frozen=True)
class StepView:
    heading: str
    sentence: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DomainView:
    name: str
    anchor: str
    score: str
    segment: SegmentTag | None
    counted: str
    metrics: tuple[MetricRow, ...]
    absent: tuple[MetricRow, ...]
    """Metrics that do not apply to the trust, or have no published figure for it."""
    absent_words: str


@dataclass(frozen=True)
class TrustPage:
    name: str
    code: str
    description: str
    quarter: str
    segment: SegmentTag
    meaning: Link
    """Where the segment is explained."""
    facts: tuple[Fact, ...]
    override_sentence: str
    agreement: Agreement
    league_href: str
    league_label: str
    compare: tuple[Link, ...]
    """Ways to see it beside others."""
    steps: tuple[StepView, ...]
    domains: tuple[DomainView, ...]
    no_metrics: str
    marks_note: str
    movement: MovementSection
    sureness: SurenessSection
    trend: TrendSection
    context: ContextSection
    about: AboutFigures


def trust_page(quarter: Quarter, found: TrustInQuarter) -> TrustPage:
    row, edition = found.assignment, editions.get(quarter.edition)
    agreed = agreement(found.reconciliation, quarter, edition, row.trust_id)
    domains = _domains(quarter, edition, found, agreed.published)
    return TrustPage(
        name=row.name,
        code=row.trust_id,
        description=_description(row),
        quarter=quarter.label,
        segment=segment(row.final),
        meaning=_meaning(segment(row.final)),
        facts=facts(quarter, edition, found),
        override_sentence=row.override_sentence,
        agreement=agreed,
        league_href=LeagueAddress(row.type, quarter.slug)(),
        league_label=f"{TrustType(row.type).label} league table, {quarter.label}",
        compare=_compare(CompareAddress(quarter.slug, (row.trust_id,))),
        steps=tuple(_step(step) for step in row.steps),
        domains=domains,
        no_metrics="" if found.metrics else _no_metrics(quarter),
        marks_note=_MARKS_NOTE if any(row.mark for d in domains for row in d.metrics) else "",
        sureness=sureness_section(quarter, found),
        trend=trend_section(quarter, found),
        context=context_section(quarter, row, found.context),
        movement=movement_section(quarter, found),
        about=about_figures(quarter),
    )


def _description(row: SegmentAssignment) -> str:
    """``Acute trust, Acute - Specialist, London``, without what is not known."""
    kind = f"{TrustType(row.type).label} trust"
    return " · ".join(part for part in (kind, row.subtype, row.region) if part)


def _meaning(tag: SegmentTag) -> Link:
    """To the part about this segment; to the whole page for a trust without one."""
    if tag.number is None:
        return Link("What the segments mean", reverse("segments"))
    return Link(f"What {tag.label.lower()} means", f"{reverse('segments')}#{tag.slug}")


def _compare(address: CompareAddress) -> tuple[Link, ...]:
    return (
        Link("Compare with its neighbours in the league table", address.beside_neighbours),
        Link("Add to a comparison", address()),
    )


def _step(step: dict[str, Any]) -> StepView:
    figures = step.get("figures", {})
    return StepView(
        heading=_STEP_HEADINGS.get(step["key"], wording.capital(step["key"])),
        sentence=wording.sentence(step["sentence"]),
        figures=tuple(
            (label, f"{wording.number(figures[name], 2)}%")
            for name, label in _FIGURES.items()
            if figures.get(name) is not None
        ),
    )


def _domains(
    quarter: Quarter, edition: Edition, found: TrustInQuarter, published: Mapping[str, str]
) -> tuple[DomainView, ...]:
    def table(metric_id: str) -> str:
        return addresses.metric_table(found.assignment.type, quarter.slug, metric_id)()

    scores = {row.domain: row for row in found.domains}
    rows = metric_rows(edition, found.metrics, found.names, table, published)
    return tuple(
        _domain(domain, scores.get(domain.key), rows[domain.key])
        for domain in edition.domains
        if _is_scored(scores.get(domain.key)) or rows[domain.key]
    )


def _is_scored(row: DomainScore | None) -> bool:
    return row is not None and row.rounded is not None


def _domain(domain: Domain, row: DomainScore | None, metrics: tuple[MetricRow, ...]) -> DomainView:
    absent = tuple(metric for metric in metrics if not metric.applies)
    how_many = wording.count(len(absent), "metric has", "metrics have")
    return DomainView(
        name=domain.name,
        anchor=f"domain-{domain.key}",
        score=wording.score(row.rounded) if row and row.rounded is not None else "Not scored",
        segment=segment(row.segment) if row and row.segment is not None else None,
        counted=(
            wording.count(row.metrics_scored, "metric scored", "metrics scored")
            if row and _is_scored(row)
            else "No metric scored"
        ),
        metrics=tuple(metric for metric in metrics if metric.applies),
        absent=absent,
        absent_words=f"{how_many} no published figure for this trust",
    )


def _no_metrics(quarter: Quarter) -> str:
    return (
        f"The values of this trust's metrics for {quarter.label} are not at hand: NHS England's "
        "files give only its overall results."
    )
