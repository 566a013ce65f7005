"""Rows of the league tables, and what their filters may offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.db import models
from django.db.models import Subquery

from league.models import Assessment, DomainScore, Quarter, SegmentAssignment
from league.rules.standings import Closeness, Place, closeness, told_from_above

from .quarters import PublishedQuarters

TableRows = models.QuerySet[SegmentAssignment, Any]
"""A query for :class:`TableRow` s, which can be narrowed and sorted like any other."""


class TableRow(Protocol):
    """A trust in a league table, as :meth:`SegmentAssignmentQuerySet.lean` reads it."""

    trust_id: str
    name: str
    type: str
    region: str
    subtype: str
    icb: str
    final: int | None
    adjusted: int | None
    average_score: Decimal | None
    score_low: Decimal | None
    score_high: Decimal | None
    override_flagged: bool | None
    override_moved: bool | None
    league_rank: int | None
    rank_low: int | None
    rank_high: int | None
    previous_final: int | None
    previous_rank: int | None


@dataclass(frozen=True)
class Frame:
    """What the whole table of a type holds, whatever is filtered away."""

    total: int
    places: Mapping[str, Place]
    """By trust code, in league order; those without a rank are not among them."""
    totals: Mapping[int | None, int]
    """Trusts by segment."""
    regions: tuple[str, ...]
    subtypes: tuple[str, ...]
    icbs: tuple[str, ...]
    override_known: bool
    """Of every trust."""

    @property
    def shared_ranks(self) -> frozenset[int | None]:
        """League ranks that two or more trusts hold."""
        ranks = Counter(place.rank for place in self.places.values())
        return frozenset(rank for rank, holders in ranks.items() if holders > 1)

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(sorted(number for number in self.totals if number is not None))

    @property
    def told_from_above(self) -> dict[str, bool | None]:
        """By trust code whether it is told apart from the one above."""
        return dict(zip(self.places, told_from_above(tuple(self.places.values())), strict=True))

    @property
    def closeness(self) -> Closeness:
        """How many cannot be told apart from the one above."""
        return closeness(tuple(self.told_from_above.values()))


def shown(quarter: Quarter) -> Assessment:
    """The published assessment of a published quarter."""
    if quarter.current_revision is None:
        raise ValueError(f"{quarter} is not published.")
    return quarter.current_revision.assessment


def frame(rows: Sequence[TableRow]) -> Frame:
    """Of all rows of a table, in league order. No query."""
    return Frame(
        total=len(rows),
        places={
            row.trust_id: Place(row.league_rank, row.rank_low, row.rank_high)
            for row in rows
            if row.league_rank is not None
        },
        totals=Counter(row.final for row in rows),
        regions=_each(row.region for row in rows),
        subtypes=_each(row.subtype for row in rows),
        icbs=_each(row.icb for row in rows),
        override_known=all(row.override_flagged is not None for row in rows),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Those that occur, in order."""
    return tuple(sorted(set(values) - {""}))


def comparable_before(quarters: PublishedQuarters, quarter: Quarter) -> Quarter | None:
    """The quarter before, when it belongs to the same edition: else scores cannot be compared."""
    before = quarters.before(quarter)
    return before if before is not None and before.edition == quarter.edition else None


def rows(quarter: Quarter, trust_type: str, before: int | None = None) -> TableRows:
    """The table's rows with where each trust stood in the assessment ``before``."""
    table = SegmentAssignment.objects.league_table(shown(quarter), trust_type)
    return table.with_previous(before).lean()


def with_domain_score(rows: TableRows, domain: str) -> TableRows:
    """Adds ``domain_score``, two decimals; None where the trust has none in the domain."""
    scores = DomainScore.objects.beside(domain).values("rounded")[:1]
    return rows.annotate(domain_score=Subquery(scores))


def counts(quarter: Quarter) -> dict[tuple[str, int | None], int]:
    """Trusts by (type, segment). One query."""
    counted = SegmentAssignment.objects.counted_by_segment(shown(quarter))
    return {(row["type"], row["final"]): row["trusts"] for row in counted}
