"""What a comparison of trusts is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.models.results import SegmentAssignmentQuerySet
from trusts.models import Trust

from .league_tables import shown


@dataclass(frozen=True)
class ComparedFigures:
    """All by trust code; a trust without figures is absent."""

    domains: Mapping[str, Mapping[str, DomainScore]]
    """By domain key within each trust."""
    metrics: Mapping[str, tuple[MetricScore, ...]]
    history: Mapping[str, Mapping[str, SegmentAssignment]]
    """Published results by quarter slug within each trust, with ``shares_rank``."""


def standings(quarter: Quarter) -> SegmentAssignmentQuerySet:
    """Every trust of the quarter, type by type in league order, without its steps."""
    everyone = SegmentAssignment.objects.of_assessment(shown(quarter))
    in_order = everyone.order_by("type", F("league_rank").asc(nulls_last=True), "name", "trust_id")
    return in_order.defer("steps", "override_sentence")


def register(codes: Collection[str]) -> dict[str, Trust]:
    """By code: those trusts, and every trust that another has taken the place of. One query."""
    wanted = Trust.objects.filter(Q(pk__in=codes) | Q(successor__isnull=False))
    return {trust.pk: trust for trust in wanted}


def figures(quarter: Quarter, codes: Collection[str]) -> ComparedFigures:
    """Three queries."""
    found = {"assessment": shown(quarter), "trust__in": codes}
    domains: dict[str, dict[str, DomainScore]] = {}
    for score in DomainScore.objects.filter(**found):
        domains.setdefault(score.trust_id, {})[score.domain] = score
    metrics: dict[str, tuple[MetricScore, ...]] = {}
    for row in MetricScore.objects.filter(**found).order_by("pk"):
        metrics[row.trust_id] = (*metrics.get(row.trust_id, ()), row)
    return ComparedFigures(domains, metrics, history(codes))


def history(codes: Collection[str]) -> dict[str, dict[str, SegmentAssignment]]:
    """Published results by trust and quarter, oldest first. One query."""
    published = SegmentAssignment.objects.across_quarters(*codes)
    history: dict[str, dict[str, SegmentAssignment]] = {}
    for row in published.defer("steps", "override_sentence"):
        history.setdefault(row.trust_id, {})[row.assessment.quarter_id] = row
    return history
