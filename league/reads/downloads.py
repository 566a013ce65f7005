"""Published results in bulk: whole quarters, and the whole history."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment

from .league_tables import shown

PIECE = 2_000
"""Rows that are fetched at a time, so that a whole history never stands in memory."""


@dataclass(frozen=True)
class Member:
    """A trust as it was named and classed in a quarter."""

    name: str
    type: str


@dataclass(frozen=True)
class Bulk:
    """Published results of some quarters; each table is read only when it is asked for."""

    quarters: tuple[Quarter, ...]
    """Newest first."""

    @cached_property
    def by_assessment(self) -> dict[int, Quarter]:
        """The quarters by the assessment that readers see. No query."""
        return {shown(quarter).pk: quarter for quarter in self.quarters}

    @cached_property
    def members(self) -> dict[tuple[int, str], Member]:
        """The trusts by assessment and code. One query."""
        rows = SegmentAssignment.objects.filter(assessment__in=self.by_assessment)
        listed = rows.values_list("assessment_id", "trust_id", "name", "type")
        return {(assessment, code): Member(name, kind) for assessment, code, name, kind in listed}

    def assignments(self) -> Iterator[SegmentAssignment]:
        """Oldest quarter first; within it by type and league rank. Without the steps."""
        rows = SegmentAssignment.objects.filter(assessment__in=self.by_assessment).defer("steps")
        order = ("assessment__quarter__starts", "type", "league_rank", "trust_id")
        return rows.order_by(*order).iterator(PIECE)

    def domain_scores(self) -> Iterator[DomainScore]:
        """Oldest quarter first; within it by trust and domain."""
        rows = DomainScore.objects.filter(assessment__in=self.by_assessment)
        order = ("assessment__quarter__starts", "trust_id", "domain")
        return rows.order_by(*order).iterator(PIECE)

    def metric_scores(self) -> Iterator[MetricScore]:
        """Oldest quarter first; within it by trust and metric. Without the sentences, which
        would be most of the bytes."""
        rows = MetricScore.objects.filter(assessment__in=self.by_assessment).defer("sentence")
        order = ("assessment__quarter__starts", "trust_id", "metric")
        return rows.order_by(*order).iterator(PIECE)


def domain_scores(quarter: Quarter, codes: Collection[str]) -> dict[str, dict[str, DomainScore]]:
    """The trusts' domain scores by code and domain. One query."""
    found: dict[str, dict[str, DomainScore]] = {}
    for row in DomainScore.objects.filter(assessment=shown(quarter), trust__in=codes):
        found.setdefault(row.trust_id, {})[row.domain] = row
    return found
