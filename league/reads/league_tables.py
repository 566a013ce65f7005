"""Rows of the league tables, and what their filters may offer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from league.models import Assessment, Quarter, SegmentAssignment
from league.models.results import SegmentAssignmentQuerySet

from .quarters import PublishedQuarters


@dataclass(frozen=True)
class Frame:
    """What the whole table of a type holds, whatever is filtered away."""

    total: int
    shared_ranks: frozenset[int]
    """League ranks that two or more trusts hold."""
    regions: tuple[str, ...]
    subtypes: tuple[str, ...]
    segments: tuple[int, ...]


def shown(quarter: Quarter) -> Assessment:
    """The published assessment of a published quarter."""
    if quarter.current_revision is None:
        raise ValueError(f"{quarter} is not published.")
    return quarter.current_revision.assessment


def frame(quarter: Quarter, trust_type: str) -> Frame:
    """One query."""
    table = SegmentAssignment.objects.league_table(shown(quarter), trust_type)
    rows = list(table.values_list("league_rank", "final", "region", "subtype"))
    ranks = Counter(rank for rank, *_ in rows if rank is not None)
    return Frame(
        total=len(rows),
        shared_ranks=frozenset(rank for rank, holders in ranks.items() if holders > 1),
        regions=tuple(sorted({region for *_, region, _ in rows if region})),
        subtypes=tuple(sorted({subtype for *_, subtype in rows if subtype})),
        segments=tuple(sorted({final for _, final, *_ in rows if final is not None})),
    )


def comparable_before(quarters: PublishedQuarters, quarter: Quarter) -> Quarter | None:
    """The quarter before, when it belongs to the same edition: else scores cannot be compared."""
    before = quarters.before(quarter)
    return before if before is not None and before.edition == quarter.edition else None


def rows(
    quarter: Quarter, trust_type: str, before: Quarter | None = None
) -> SegmentAssignmentQuerySet:
    """The table's rows with where each trust stood in ``before``."""
    table = SegmentAssignment.objects.league_table(shown(quarter), trust_type)
    return table.with_previous(shown(before) if before else None)


def counts(quarter: Quarter) -> dict[tuple[str, int | None], int]:
    """Trusts by (type, segment). One query."""
    counted = SegmentAssignment.objects.counted_by_segment(shown(quarter))
    return {(row["type"], row["final"]): row["trusts"] for row in counted}
