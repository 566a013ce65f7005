"""What the charts of a league table are drawn from: its whole table, whatever is filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from league.models import DomainScore, Quarter, SegmentAssignment

from .league_tables import shown


@dataclass(frozen=True)
class DomainFigure:
    score: Decimal | None
    segment: int | None


@dataclass(frozen=True)
class TableFigures:
    """One type's trusts in league order, and their domain scores by (code, domain key)."""

    quarter: Quarter
    trust_type: str
    cuts: tuple[float, ...]
    assignments: tuple[SegmentAssignment, ...]
    domains: Mapping[tuple[str, str], DomainFigure]


def of_table(quarter: Quarter, trust_type: str) -> TableFigures:
    """Two queries."""
    assessment = shown(quarter)
    table = SegmentAssignment.objects.league_table(assessment, trust_type)
    assignments = tuple(table.defer("steps", "override_sentence"))
    codes = [row.trust_id for row in assignments]
    scores = DomainScore.objects.filter(assessment=assessment, trust__in=codes)
    return TableFigures(
        quarter=quarter,
        trust_type=trust_type,
        cuts=tuple(assessment.cuts),
        assignments=assignments,
        domains={
            (code, domain): DomainFigure(score, segment)
            for code, domain, score, segment in scores.values_list(
                "trust_id", "domain", "rounded", "segment"
            )
        },
    )
