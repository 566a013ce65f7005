"""The scores of an assessment, of each metric and each domain. Immutable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Window
from django.db.models.functions import Rank

from trusts.models import Trust

from .assessments import Assessment
from .checks import SLACK, between
from .segments import SegmentAssignment, SegmentAssignmentQuerySet
from .submissions import ValueState

__all__ = [
    "DomainScore",
    "DomainScoreQuerySet",
    "MetricScore",
    "MetricScoreQuerySet",
    "SegmentAssignment",
    "SegmentAssignmentQuerySet",
]

FigureRows = Iterable[tuple[int, str, float | None, float | None, str, str]]
ScoreRows = Iterable[tuple[str, str, Decimal | None, int | None]]
ScoredRows = Iterable[tuple[str, str, float | None, str, float, str]]


def _standing(assessment: Assessment, trust_type: str) -> Q:
    """Rows of the trusts that were of the type then, joined to their segments."""
    return Q(
        assessment=assessment,
        trust__assignments__assessment=assessment,
        trust__assignments__type=trust_type,
    )


_NAME, _SEGMENT = F("trust__assignments__name"), F("trust__assignments__final")


class MetricScoreQuerySet(models.QuerySet["MetricScore"]):
    def completeness(self, assessment: Assessment) -> models.QuerySet[Any, dict[str, Any]]:
        """``{"metric", "state", "values", "scored"}``: how much is known of each metric."""
        grouped = self.filter(assessment=assessment).values("metric", "state")
        return grouped.annotate(values=Count("pk"), scored=Count("score")).order_by("metric")

    def of_trust(self, assessment: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, trust_id=ods_code)

    def figures(self, ods_code: str, assessments: Collection[int]) -> FigureRows:
        """Assessment, metric, value, score, unit and period of all that a trust has in those
        assessments."""
        rows = self.filter(trust_id=ods_code, assessment__in=assessments)
        return rows.values_list("assessment_id", "metric", "value", "score", "unit", "period")

    def scored_of(self, assessment: Assessment, metrics: Collection[str]) -> ScoredRows:
        """Trust, metric, value, unit, score and model of all those metrics' scores."""
        rows = self.filter(assessment=assessment, metric__in=metrics, score__isnull=False)
        return rows.values_list("trust_id", "metric", "value", "unit", "score", "model")

    def in_type(self, assessment: Assessment, trust_type: str, metric: str) -> Self:
        """Every trust of the type that may report the metric, with its ``name`` and
        ``segment`` of the quarter, in order of names."""
        rows = self.filter(_standing(assessment, trust_type), metric=metric)
        return rows.annotate(name=_NAME, segment=_SEGMENT).order_by("name", "trust_id")

    def with_figure(self) -> Self:
        """Those of which a score or at least a value is known."""
        return self.filter(Q(score__isnull=False) | Q(value__isnull=False))

    def placed(self, *, best_value: str | None) -> Self:
        """Adds ``place``, the rank among these rows: by score and then by value, of which the
        ``lower`` or the ``higher`` is best; None where values come in several units."""
        by = [F("score").asc(nulls_last=True)]
        if best_value is not None:
            value = F("value")
            by.append(value.asc() if best_value == "lower" else value.desc(nulls_last=True))
        return self.annotate(place=Window(Rank(), order_by=by)).order_by("place", "name")

    def examples(self, assessment: Assessment, within_type: frozenset[str]) -> Self:
        """One scored row for each model and rule, and for each kind of pool: the metric that
        most trusts report, and of these a trust near the middle, with its ``name`` and ``type``.

        ``within_type`` are ids of the metrics that are ranked within the trust type.
        """
        middle = Func(F("rank") * 2 - F("spread_size"), function="ABS")
        scored = self.filter(assessment=assessment, score__isnull=False, rule__gt="")
        return (
            scored.filter(trust__assignments__assessment=assessment)
            .annotate(
                name=_NAME,
                type=F("trust__assignments__type"),
                own_type=Q(metric__in=sorted(within_type)),
                off_middle=middle,
            )
            .order_by(
                *("model", "rule", "own_type", "-pool_size", "metric"),
                F("off_middle").asc(nulls_last=True),
                "trust_id",
            )
            .distinct("model", "rule", "own_type")
        )

    def of_metric(self, assessment: Assessment, metric: str) -> Self:
        """Best score first, those without one last."""
        return (
            self.filter(assessment=assessment, metric=metric)
            .select_related("trust")
            .order_by(F("score").asc(nulls_last=True), "trust_id")
        )


class MetricScore(models.Model):
    """One trust's value of one metric, its score and why."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="metric_scores"
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="metric_scores")
    metric = models.CharField(max_length=10)
    domain = models.CharField(max_length=40)
    value = models.FloatField(null=True)
    state = models.CharField(max_length=15, choices=ValueState.choices)
    unit = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=120, blank=True)
    score = models.FloatField(null=True)
    rank = models.PositiveIntegerField(null=True)
    spread_size = models.PositiveIntegerField(null=True)
    pool_size = models.PositiveIntegerField(null=True)
    weight = models.FloatField()
    contribution = models.FloatField(null=True)
    model = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    sentence = models.TextField(blank=True)
    better_trust = models.CharField(max_length=5, blank=True)
    better_value = models.FloatField(null=True)
    worse_trust = models.CharField(max_length=5, blank=True)
    worse_value = models.FloatField(null=True)

    objects = MetricScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="metric_score_once", fields=["assessment", "trust", "metric"]
            ),
            models.CheckConstraint(name="metric_score_1_to_4", condition=between("score", 1, 4)),
            models.CheckConstraint(
                name="metric_score_state_known", condition=Q(state__in=ValueState.values)
            ),
            models.CheckConstraint(
                name="metric_score_rank_in_spread",
                condition=Q(rank__isnull=True)
                | Q(spread_size__isnull=False, rank__gte=1, rank__lte=F("spread_size")),
            ),
        ]
        indexes = [models.Index(fields=["assessment", "metric"], name="metric_score_metric")]

    def __str__(self) -> str:
        return f"{self.metric} of {self.trust_id}: {self.score}"


class DomainScoreQuerySet(models.QuerySet["DomainScore"]):
    def of_trust(self, assessment: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, trust_id=ods_code)

    def in_type(self, assessment: Assessment, trust_type: str, domain: str) -> Self:
        """The type's trusts with a score, each with its ``name`` and ``overall`` segment
        of the quarter and its ``place`` by score."""
        rows = self.filter(_standing(assessment, trust_type), domain=domain, rounded__isnull=False)
        return rows.annotate(
            name=_NAME, overall=_SEGMENT, place=Window(Rank(), order_by=F("rounded").asc())
        ).order_by("place", "name")

    def figures(self, assessment: Assessment) -> ScoreRows:
        """Trust, domain, score in two decimals and segment of every trust."""
        rows = self.filter(assessment=assessment)
        return rows.values_list("trust_id", "domain", "rounded", "segment")

    def beside(self, domain: str) -> Self:
        """Of the trust and assessment of an outer row, for a subquery."""
        return self.filter(
            assessment=OuterRef("assessment"), trust=OuterRef("trust"), domain=domain
        )

    def of_domain(self, assessment: Assessment, domain: str) -> Self:
        """Best score first, those without one last."""
        return (
            self.filter(assessment=assessment, domain=domain)
            .select_related("trust")
            .order_by(F("score").asc(nulls_last=True), "trust_id")
        )


class DomainScore(models.Model):
    """A trust's mean score in one domain; no score when none of its metrics has one."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="domain_scores"
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="domain_scores")
    domain = models.CharField(max_length=40)
    score = models.FloatField(null=True)
    rounded = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    segment = models.PositiveSmallIntegerField(null=True)
    metrics_scored = models.PositiveSmallIntegerField()

    objects = DomainScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="domain_score_once", fields=["assessment", "trust", "domain"]
            ),
            models.CheckConstraint(
                name="domain_score_1_to_4",
                condition=between("score", 1 - SLACK, 4 + SLACK) & between("rounded", 1, 4),
            ),
            models.CheckConstraint(
                name="domain_segment_1_to_4", condition=between("segment", 1, 4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} of {self.trust_id}: {self.rounded}"
