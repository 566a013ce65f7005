"""NHS England's own published results, kept to be compared with ours. Append only."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from trusts.models import Trust

from .quarters import Quarter
from .submissions import Submission, in_force_of


class FigureKind(models.TextChoices):
    METRIC_SCORE = "metric-score", "Metric score"
    DOMAIN_SCORE = "domain-score", "Domain score"
    DOMAIN_SEGMENT = "domain-segment", "Domain segment"
    AVERAGE = "average", "Average metric score"
    UNADJUSTED_SEGMENT = "unadjusted-segment", "Unadjusted segment"
    FINANCIAL_OVERRIDE = "financial-override", "Financial override"
    ADJUSTED_SEGMENT = "adjusted-segment", "Adjusted segment"
    FINAL_SEGMENT = "final-segment", "Final segment"
    LEAGUE_RANK = "league-rank", "League rank"
    SCORE_RANK = "score-rank", "Score rank"
    LIKELY_SCORE_LOW = "likely-score-low", "Likely range of score, lower end"
    LIKELY_SCORE_HIGH = "likely-score-high", "Likely range of score, upper end"
    LIKELY_RANK_LOW = "likely-rank-low", "Likely range of rank, best"
    LIKELY_RANK_HIGH = "likely-rank-high", "Likely range of rank, worst"


class FigureLayout(models.TextChoices):
    """The kind of file that a figure came in."""

    METRIC_FILE = "metric-file", "Metric file"
    LEAGUE_TABLE = "league-table", "League table"


class PublishedFigureQuerySet(models.QuerySet["PublishedFigure"]):
    def in_force(self, quarter: Quarter, *, up_to: int | None = None) -> Self:
        """One figure for each trust, kind and key: that of the latest applied submission.

        One without a value was taken back, and stands for no figure at all.
        """
        return (
            self.filter(in_force_of(quarter, up_to))
            .order_by("trust_id", "kind", "key", "-submission__number")
            .distinct("trust_id", "kind", "key")
        )


class PublishedFigure(models.Model):
    """One official result of one trust. ``key`` is the metric's id or the domain's key,
    empty for figures of the trust as a whole.

    Without a value, it takes back what was in force: the official cell is empty now. ``layout``
    is empty where it was not kept, as of files that were imported before it was.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="figures")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="figures")
    kind = models.CharField(max_length=20, choices=FigureKind.choices)
    key = models.CharField(max_length=40, blank=True)
    value = models.FloatField(null=True, blank=True)
    layout = models.CharField(
        max_length=12, choices=FigureLayout.choices, blank=True, default="", db_default=""
    )

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="published_figure_once", fields=["submission", "trust", "kind", "key"]
            ),
            models.CheckConstraint(
                name="published_figure_kind_known", condition=Q(kind__in=FigureKind.values)
            ),
            models.CheckConstraint(
                name="published_figure_layout_known",
                condition=Q(layout__in=["", *FigureLayout.values]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.trust_id}".replace("  ", " ")
