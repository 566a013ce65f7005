"""The rules of one edition, made from its file and worked on its latest quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures, publications
from league.presenters.links import Link
from league.presenters.quarter_page import CutRow, cut_rows
from league.reads.worked_examples import Examples
from league.rules.edition import Domain, Edition, Metric

from . import addresses, rule_texts, rule_words
from .measures import year
from .model_parts import ModelPart, model_parts
from .rule_texts import Doubt, RuleText
from .worked import Journey, journey


@dataclass(frozen=True)
class MetricLine:
    name: str
    href: str
    direction: str
    how: tuple[str, ...]
    weight: str
    evidence: str


@dataclass(frozen=True)
class DomainPart:
    name: str
    anchor: str
    metrics: tuple[MetricLine, ...]


@dataclass(frozen=True)
class Worked:
    """What the latest quarter of the edition gives as an example."""

    quarter: str
    computed: bool
    journey: Journey | None
    cuts: tuple[CutRow, ...]
    override: str
    draws: str
    about: AboutFigures


@dataclass(frozen=True)
class EditionPage:
    """``worked`` is None when no quarter of the edition is published."""

    name: str
    year: str
    summary: str
    quarters: tuple[Link, ...]
    models: tuple[ModelPart, ...]
    weights: str
    cuts: RuleText
    domain_cuts: RuleText
    override: RuleText
    programme: str
    domains: tuple[DomainPart, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    publications: tuple[Link, ...]
    checksum: str
    others: tuple[Link, ...]
    worked: Worked | None


def edition_page(
    *,
    edition: Edition,
    others: Sequence[Edition],
    quarters: Sequence[Quarter],
    examples: Examples | None,
) -> EditionPage:
    """``quarters`` are the published ones of the edition, newest first."""
    return EditionPage(
        name=edition.name,
        year=year(edition),
        summary=edition.summary,
        quarters=tuple(Link(each.label, reverse("quarter", args=[each.slug])) for each in quarters),
        models=model_parts(edition, examples),
        weights=rule_texts.weights(edition),
        cuts=rule_texts.cuts(edition.cuts, "average scores"),
        domain_cuts=rule_texts.cuts(edition.domain_cuts, "domain scores"),
        override=rule_texts.override(edition),
        programme=rule_texts.programme(edition),
        domains=tuple(_domain(edition, domain) for domain in edition.domains),
        doubts=rule_texts.doubts(edition),
        notes=edition.notes,
        sources=edition.sources,
        publications=publications(edition),
        checksum=edition.checksum,
        others=tuple(Link(each.name, addresses.edition(each)) for each in others),
        worked=_worked(edition, examples) if examples else None,
    )


def _worked(edition: Edition, examples: Examples) -> Worked:
    quarter, assessment = examples.quarter, examples.assessment
    return Worked(
        quarter=quarter.label,
        computed=assessment.is_computed,
        journey=journey(edition, quarter, examples.trust, examples.metrics)
        if examples.trust
        else None,
        cuts=cut_rows(edition, assessment),
        override=_override(examples),
        draws=wording.number(assessment.draws) if assessment.draws else "",
        about=about_figures(quarter),
    )


def _override(examples: Examples) -> str:
    """``In Q4 2025/26, 108 of 205 trusts are in deficit; it moves 38 of them to segment 3.``"""
    counted = examples.overrides
    if not counted.flagged:
        return f"In {examples.quarter.label} no trust is known to be in deficit."
    return (
        f"In {examples.quarter.label}, {counted.flagged} of {counted.trusts} trusts are in "
        f"deficit. The override makes the segment of {counted.moved} of them worse; the others "
        "would be in the same segment without it."
    )


def _domain(edition: Edition, domain: Domain) -> DomainPart:
    mine = [metric for metric in edition.metrics if metric.domain == domain.key]
    return DomainPart(
        name=domain.name,
        anchor=addresses.domain_anchor(domain),
        metrics=tuple(_line(edition, metric) for metric in mine),
    )


def _line(edition: Edition, metric: Metric) -> MetricLine:
    return MetricLine(
        name=metric.name,
        href=addresses.metric(metric),
        direction=rule_words.direction(metric),
        how=rule_words.how_scored(edition, metric),
        weight=rule_words.weight(metric),
        evidence=rule_words.EVIDENCE_NAMES[metric.scoring.evidence],
    )
