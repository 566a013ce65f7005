"""Real results to explain the rules by: read from what is stored, never computed for the page."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Assessment, MetricScore, Quarter, SegmentAssignment
from league.rules.edition import Edition, Pool

from .league_tables import shown
from .quarters import PublishedQuarters


@dataclass(frozen=True)
class Overrides:
    """How many trusts the financial override concerns."""

    trusts: int
    flagged: int
    moved: int


@dataclass(frozen=True)
class Examples:
    """One quarter's results, and one of its trusts from its metrics to its rank."""

    quarter: Quarter
    scores: tuple[MetricScore, ...]
    """One for each model, rule and kind of pool, each with ``name`` and ``type``."""
    overrides: Overrides
    trust: SegmentAssignment | None
    """One that the override moved, where there is one."""
    metrics: tuple[MetricScore, ...]
    """All metrics of that trust."""

    @property
    def assessment(self) -> Assessment:
        return shown(self.quarter)


def quarters_of(quarters: PublishedQuarters, edition: Edition) -> tuple[Quarter, ...]:
    """The edition's published quarters, newest first."""
    return tuple(quarter for quarter in quarters if quarter.edition == edition.slug)


def best_quarter(quarters: PublishedQuarters, edition: Edition) -> Quarter | None:
    """The newest of the edition that was computed; else the newest; None when there is none."""
    mine = quarters_of(quarters, edition)
    computed = [quarter for quarter in mine if shown(quarter).is_computed]
    return next(iter([*computed, *mine]), None)


def of_quarter(quarter: Quarter, edition: Edition) -> Examples:
    """Four queries."""
    assessment, trust = shown(quarter), _trust(quarter)
    own_type = frozenset(metric.id for metric in edition.metrics if metric.pool is Pool.TYPE)
    return Examples(
        quarter=quarter,
        scores=tuple(MetricScore.objects.examples(assessment, own_type)),
        overrides=Overrides(**SegmentAssignment.objects.override_counts(assessment)),
        trust=trust,
        metrics=tuple(MetricScore.objects.of_trust(assessment, trust.trust_id)) if trust else (),
    )


def _trust(quarter: Quarter) -> SegmentAssignment | None:
    """At most two queries."""
    assigned = SegmentAssignment.objects
    held = assigned.held_by_override(shown(quarter)).first()
    return held or assigned.of_assessment(shown(quarter)).order_by("average_score").first()
