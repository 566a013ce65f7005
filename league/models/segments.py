"""A trust's segment in an assessment, its ranks and the way there. Immutable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from trusts.models import Trust
from trusts.types import TrustType

from .assessments import Assessment
from .checks import SLACK, at_least, between
from .percentiles import Percentile

_LEAN = (
    *("trust_id", "name", "type", "subtype", "region", "icb", "average_score", "metrics_scored"),
    *("unadjusted", "override_flagged", "override_moved", "adjusted", "final"),
    *("league_rank", "score_rank", "score_low", "score_high", "rank_low", "rank_high"),
    *("previous_final", "previous_rank"),
)


_SHOWN = F("assessment__quarter__current_revision__assessment")
"""The assessment of a row's quarter that readers see."""


class SegmentAssignmentQuerySet(models.QuerySet["SegmentAssignment"]):
    def of_assessment(self, assessment: Assessment) -> Self:
        return self.filter(assessment=assessment)

    def of_trust(self, assessment: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, trust_id=ods_code)

    def types(self) -> dict[str, str]:
        """Trust type by code."""
        return dict(self.values_list("trust_id", "type"))

    def league_table(self, assessment: Assessment, trust_type: str) -> Self:
        """One type's table in league order; those without a rank last."""
        return self.filter(assessment=assessment, type=trust_type).order_by(
            F("league_rank").asc(nulls_last=True), "average_score", "name", "trust_id"
        )

    def with_previous(self, assessment: int | None) -> Self:
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

    def lean(self) -> models.QuerySet[SegmentAssignment, Any]:
        """Of rows with what was previous named tuples: what tables and files show of a trust and
        its ``icb`` of today, without the way to its segment."""
        return self.annotate(icb=F("trust__icb")).values_list(*_LEAN, named=True)

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

    def resembling(self, text: str) -> Self:
        """As :meth:`matching`, but words may be misspelt: see the register's own."""
        return self.filter(trust__in=Trust.objects.resembling(text).order_by())

    def standing_in(self, assessments: Collection[Assessment]) -> Self:
        """All rows of several assessments in order of names, without the way there."""
        rows = self.filter(assessment__in=assessments).defer("steps", "override_sentence")
        return rows.order_by("name", "trust_id")

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

    def spreads_by_type(self, assessments: Collection[int]) -> models.QuerySet[Any, dict[str, Any]]:
        """``{"assessment_id", "type", "low", "median", "high", "ranked"}``: the quartiles of the
        average scores of each type, and how many of it have a league rank. Types without any
        score are left out."""
        scored = self.filter(assessment__in=assessments, average_score__isnull=False)
        return scored.values("assessment_id", "type").annotate(
            low=Percentile("average_score", 0.25),
            median=Percentile("average_score", 0.5),
            high=Percentile("average_score", 0.75),
            ranked=Count("league_rank"),
        )

    def with_shared_ranks(self) -> Self:
        """Adds ``shares_rank``: whether another trust of the type held the same league rank."""
        others = SegmentAssignment.objects.filter(
            assessment=OuterRef("assessment"),
            type=OuterRef("type"),
            league_rank=OuterRef("league_rank"),
        ).exclude(trust=OuterRef("trust"))
        return self.annotate(shares_rank=Exists(others))

    def across_quarters(self, *codes: str) -> Self:
        """These trusts' published results, oldest first, with their shared ranks."""
        return self.filter(trust__in=codes, assessment=_SHOWN).with_quarters()

    def in_assessments(self, ods_code: str, assessments: Collection[int]) -> Self:
        """One trust's results in these, oldest first, with their shared ranks."""
        return self.filter(trust=ods_code, assessment__in=assessments).with_quarters()

    def with_quarters(self) -> Self:
        """Oldest first, each with its quarter and revision, and its ``shares_rank``."""
        related = self.select_related("assessment__quarter__current_revision")
        return related.with_shared_ranks().order_by("assessment__quarter__starts")

    def days(self, ods_code: str) -> Iterable[tuple[int, date]]:
        """The assessments of a trust's published results and the first days of their quarters,
        oldest first."""
        starts = "assessment__quarter__starts"
        published = self.filter(trust=ods_code, assessment=_SHOWN).order_by(starts)
        return published.values_list("assessment_id", starts)


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
                condition=between("average", 1 - SLACK, 4 + SLACK) & between("average_score", 1, 4),
            ),
            models.CheckConstraint(
                name="segment_unadjusted_1_to_4", condition=between("unadjusted", 1, 4)
            ),
            models.CheckConstraint(
                name="segment_adjusted_1_to_4", condition=between("adjusted", 1, 4)
            ),
            models.CheckConstraint(name="segment_final_1_to_5", condition=between("final", 1, 5)),
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
                condition=at_least("league_rank", 1) & at_least("score_rank", 1),
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
