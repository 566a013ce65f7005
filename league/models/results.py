"""The rows of an assessment: scores, domain scores, segments and ranks. Immutable."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery, Window
from django.db.models.functions import Rank

from trusts.models import Trust
from trusts.types import TrustType

from .assessments import Assessment
from .submissions import ValueState

SLACK = 1e-9
"""A mean of ones and fours may miss 1 or 4 by the last bit of a float."""


def _between(field: str, low: float, high: float) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})


def _at_least(field: str, low: float) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low})


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
            models.CheckConstraint(name="metric_score_1_to_4", condition=_between("score", 1, 4)),
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
                condition=_between("score", 1 - SLACK, 4 + SLACK) & _between("rounded", 1, 4),
            ),
            models.CheckConstraint(
                name="domain_segment_1_to_4", condition=_between("segment", 1, 4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} of {self.trust_id}: {self.rounded}"


class SegmentAssignmentQuerySet(models.QuerySet["SegmentAssignment"]):
    def of_assessment(self, assessment: Assessment) -> Self:
        return self.filter(assessment=assessment)

    def of_trust(self, assessment: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, trust_id=ods_code)

    def league_table(self, assessment: Assessment, trust_type: str) -> Self:
        """One type's table in league order; those without a rank last."""
        return self.filter(assessment=assessment, type=trust_type).order_by(
            F("league_rank").asc(nulls_last=True), "average_score", "name", "trust_id"
        )

    def with_previous(self, assessment: Assessment | None) -> Self:
        """Adds ``previous_final`` and ``previous_rank``, the same trust in that assessment, and
        ``segment_change`` and ``rank_change``, below zero where it did better than then. None
        throughout when there is none to compare with."""
        earlier = SegmentAssignment.objects.filter(
            assessment=assessment, trust=OuterRef("trust"), type=OuterRef("type")
        )
        return self.annotate(
            previous_final=Subquery(earlier.values("final")[:1]),
            previous_rank=Subquery(earlier.values("league_rank")[:1]),
            segment_change=F("final") - F("previous_final"),
            rank_change=F("league_rank") - F("previous_rank"),
        )

    def matching(self, text: str) -> Self:
        """Those whose name, a former name or code has every word of the text."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(trust__ods_code__iexact=word)
                | Q(trust__former_names__icontains=word)
            )
        return found

    def held_by_override(self, assessment: Assessment) -> Self:
        """Those that the financial override made worse, the best score first."""
        return self.filter(assessment=assessment, override_moved=True).order_by(
            "average_score", "trust_id"
        )

    def override_counts(self, assessment: Assessment) -> dict[str, int]:
        """``{"trusts", "flagged", "moved"}``."""
        counted: dict[str, int] = self.filter(assessment=assessment).aggregate(
            trusts=Count("pk"),
            flagged=Count("pk", filter=Q(override_flagged=True)),
            moved=Count("pk", filter=Q(override_moved=True)),
        )
        return counted

    def counted_by_segment(self, assessment: Assessment) -> models.QuerySet[Any, dict[str, Any]]:
        """``{"type", "final", "trusts"}`` for each type and segment that occurs."""
        counted = self.filter(assessment=assessment).values("type", "final")
        return counted.annotate(trusts=Count("pk")).order_by("type", "final")

    def across_quarters(self, ods_code: str) -> Self:
        """A trust's published results, oldest first."""
        return (
            self.filter(trust_id=ods_code, assessment__quarter__current_revision__isnull=False)
            .filter(assessment=F("assessment__quarter__current_revision__assessment"))
            .select_related("assessment__quarter")
            .order_by("assessment__quarter__starts")
        )


class SegmentAssignment(models.Model):
    """A trust's segment in one assessment, its ranks, likely ranges and explanation.

    ``name``, ``type``, ``subtype`` and ``region`` are as of the quarter; ``steps`` is a list
    of ``{"key", "sentence", "figures": {name: value}}``, the way to the segment.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assignments")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="assignments")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=40, choices=TrustType.choices)
    subtype = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    average = models.FloatField(null=True)
    average_score = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    weight_sum = models.FloatField(null=True)
    metrics_scored = models.PositiveSmallIntegerField(null=True)
    unadjusted = models.PositiveSmallIntegerField(null=True)
    override_flagged = models.BooleanField(null=True)
    override_source = models.CharField(max_length=20, blank=True)
    override_moved = models.BooleanField(null=True)
    override_sentence = models.TextField(blank=True)
    adjusted = models.PositiveSmallIntegerField(null=True)
    final = models.PositiveSmallIntegerField(null=True)
    league_rank = models.PositiveIntegerField(null=True)
    score_rank = models.PositiveIntegerField(null=True)
    score_low = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    score_high = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    rank_low = models.PositiveIntegerField(null=True)
    rank_high = models.PositiveIntegerField(null=True)
    steps = models.JSONField(default=list)

    objects = SegmentAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="segment_assignment_once", fields=["assessment", "trust"]),
            models.CheckConstraint(
                name="segment_type_known", condition=Q(type__in=TrustType.values)
            ),
            models.CheckConstraint(
                name="segment_average_1_to_4",
                condition=_between("average", 1 - SLACK, 4 + SLACK)
                & _between("average_score", 1, 4),
            ),
            models.CheckConstraint(
                name="segment_unadjusted_1_to_4", condition=_between("unadjusted", 1, 4)
            ),
            models.CheckConstraint(
                name="segment_adjusted_1_to_4", condition=_between("adjusted", 1, 4)
            ),
            models.CheckConstraint(name="segment_final_1_to_5", condition=_between("final", 1, 5)),
            models.CheckConstraint(
                name="segment_override_never_improves",
                condition=Q(adjusted__isnull=True)
                | Q(unadjusted__isnull=True)
                | Q(adjusted__gte=F("unadjusted")),
            ),
            models.CheckConstraint(
                name="segment_final_never_better",
                condition=Q(final__isnull=True)
                | Q(adjusted__isnull=True)
                | Q(final__gte=F("adjusted")),
            ),
            models.CheckConstraint(
                name="segment_ranks_from_1",
                condition=_at_least("league_rank", 1) & _at_least("score_rank", 1),
            ),
            models.CheckConstraint(
                name="segment_score_range",
                condition=Q(score_low__isnull=True, score_high__isnull=True)
                | Q(score_low__isnull=False, score_high__isnull=False)
                & Q(score_low__gte=1, score_high__gte=F("score_low"), score_high__lte=4),
            ),
            models.CheckConstraint(
                name="segment_rank_range",
                condition=Q(rank_low__isnull=True, rank_high__isnull=True)
                | Q(rank_low__isnull=False, rank_high__isnull=False)
                & Q(rank_low__gte=1, rank_high__gte=F("rank_low")),
            ),
        ]
        indexes = [
            models.Index(fields=["assessment", "type", "league_rank"], name="segment_league_table")
        ]

    def __str__(self) -> str:
        return f"{self.trust_id}: segment {self.final}"
