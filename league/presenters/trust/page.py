"""The page of one trust in one quarter: the answer first, then how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.models import Quarter, SegmentAssignment
from league.presenters.about import AboutFigures, about_figures
from league.presenters.charts import ChartView
from league.presenters.compare_address import CompareAddress
from league.presenters.links import LeagueAddress, Link
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter
from league.rules.ways import WayUp
from trusts.types import TrustType

from . import waterfall_chart
from .agreement import Agreement, agreement
from .answer import Answer, answer
from .charts import chart_view
from .context import ContextSection, context_section
from .domains import DomainsSection, domains_section
from .facts import Fact, facts
from .metrics import MetricsSection, metrics_section
from .movement import MovementSection, movement_section
from .steps import StepView, step_views
from .sureness import SurenessSection, sureness_section
from .trend import TrendSection, trend_section
from .way_up import WayUpSection, way_up_section


@dataclass(frozen=True)
class TrustPage:
    name: str
    code: str
    description: str
    quarter: str
    segment: SegmentTag
    meaning: Link
    """Where the segment is explained."""
    answer: Answer
    facts: tuple[Fact, ...]
    override_sentence: str
    agreement: Agreement
    league_href: str
    league_label: str
    ways: tuple[Link, ...]
    """Other ways to see it: beside other trusts, and on one page."""
    steps: tuple[StepView, ...]
    contributions: ChartView | None
    """What each metric adds to the average, where that is known."""
    domains: DomainsSection
    metrics: MetricsSection
    movement: MovementSection
    sureness: SurenessSection
    way_up: WayUpSection
    trend: TrendSection
    context: ContextSection
    about: AboutFigures


def trust_page(
    quarter: Quarter, found: TrustInQuarter, way: WayUp | str, metrics_order: str = ""
) -> TrustPage:
    """``way`` is the way up or why there is none to tell, ``metrics_order`` the order of the
    metrics as asked for."""
    row, edition = found.assignment, editions.get(quarter.edition)
    agreed = agreement(found.reconciliation, quarter, edition, row.trust_id)
    metrics = metrics_section(quarter, found, agreed.published, metrics_order)
    return TrustPage(
        name=row.name,
        code=row.trust_id,
        description=_description(row),
        quarter=quarter.label,
        segment=segment(row.final),
        meaning=_meaning(segment(row.final)),
        answer=answer(quarter, found),
        facts=facts(quarter, edition, found),
        override_sentence=row.override_sentence,
        agreement=agreed,
        league_href=LeagueAddress(row.type, quarter.slug)(),
        league_label=f"{TrustType(row.type).label} league table, {quarter.label}",
        ways=_ways(CompareAddress(quarter.slug, (row.trust_id,)), row.trust_id),
        steps=step_views(row.steps),
        contributions=_contributions(quarter, found),
        domains=domains_section(quarter, found, anchors=metrics.by_domain),
        metrics=metrics,
        movement=movement_section(quarter, found),
        sureness=sureness_section(quarter, found),
        way_up=way_up_section(quarter, row.trust_id, row.type, way),
        trend=trend_section(quarter, found),
        context=context_section(quarter, row, found.context),
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


def _ways(address: CompareAddress, code: str) -> tuple[Link, ...]:
    return (
        Link("Summary on one page", reverse("trust-summary", args=[code, address.quarter])),
        Link("Compare with its neighbours in the league table", address.beside_neighbours),
        Link("Add to a comparison", address()),
    )


def _contributions(quarter: Quarter, found: TrustInQuarter) -> ChartView | None:
    offer = waterfall_chart.offer(quarter, found)
    return None if offer is None else chart_view(quarter, found.assignment.trust_id, offer)
