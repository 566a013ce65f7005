"""What explains a quarter's results, computed and kept with them. Immutable."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F

from trusts.models import Trust

from .assessments import Assessment


class TrustExplanationQuerySet(models.QuerySet["TrustExplanation"]):
    def of_trust(self, assessment: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, trust_id=ods_code)


class TrustExplanation(models.Model):
    """Why a trust stands where it stands, in words, and how sure that is.

    ``answer`` is the paragraph at the top of its page, a list of ``{"key", "sentence"}``;
    ``sureness`` is what :mod:`league.rules.sureness` says, empty where there are no draws.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="explanations"
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="explanations")
    answer = models.JSONField(default=list)
    sureness = models.JSONField(default=dict)

    objects = TrustExplanationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="explanation_once", fields=["assessment", "trust"])
        ]

    def __str__(self) -> str:
        return f"Explanation of {self.trust_id} in {self.assessment_id}"


class MetricSpreadQuerySet(models.QuerySet["MetricSpread"]):
    def of_type(self, assessment: Assessment, trust_type: str) -> Self:
        return self.filter(assessment=assessment, type=trust_type)


class MetricSpread(models.Model):
    """How one metric's values lie among the trusts of one type, and in the pool.

    ``figures`` is what :mod:`league.rules.peers` says of them.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="spreads")
    metric = models.CharField(max_length=10)
    type = models.CharField(max_length=40)
    figures = models.JSONField(default=dict)

    objects = MetricSpreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="metric_spread_once", fields=["assessment", "metric", "type"]
            )
        ]

    def __str__(self) -> str:
        return f"Spread of {self.metric} in {self.assessment_id}"


class MovementQuerySet(models.QuerySet["Movement"]):
    def of_trust(self, assessment: Assessment, earlier: Assessment, ods_code: str) -> Self:
        return self.filter(assessment=assessment, earlier=earlier, trust_id=ods_code)

    def to_shown(self, assessment: Assessment, ods_code: str) -> Self:
        """From what readers see now of earlier quarters, the nearest first, with the quarter."""
        quarter = "earlier__quarter"
        return (
            self.filter(assessment=assessment, trust_id=ods_code)
            .filter(earlier=F(f"{quarter}__current_revision__assessment"))
            .select_related(quarter)
            .only("figures", f"{quarter}__financial_year", f"{quarter}__number")
            .order_by(f"-{quarter}__starts")
        )


class Movement(models.Model):
    """Why a trust's average differs between two assessments of neighbouring quarters.

    ``figures`` is what :mod:`league.rules.movement` says: the change and its parts.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="movements")
    earlier = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="movements")
    figures = models.JSONField(default=dict)

    objects = MovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="movement_once", fields=["assessment", "earlier", "trust"])
        ]

    def __str__(self) -> str:
        return f"Movement of {self.trust_id} from {self.earlier_id} to {self.assessment_id}"
