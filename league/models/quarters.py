"""Quarters: three months of an edition's year."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class QuarterQuerySet(models.QuerySet["Quarter"]):
    def published(self) -> Self:
        """Those that readers may see, with the assessment that they see."""
        return self.filter(current_revision__isnull=False).select_related(
            "current_revision__assessment__quarter", "current_revision__assessment__submission"
        )

    def listed(self) -> models.QuerySet[Quarter, Any]:
        """``(slug, financial_year, number, edition, assessment)`` of the published ones, newest
        first: what choosers show of each, and the assessment that readers see."""
        published = self.filter(current_revision__isnull=False).newest_first()
        shown = F("current_revision__assessment")
        return published.values_list("slug", "financial_year", "number", "edition", shown)

    def with_newer_draft(self) -> Self:
        """Those whose newest assessment is not what readers see, with that assessment."""
        drafts = self.filter(current_assessment__isnull=False).exclude(
            current_revision__assessment=F("current_assessment")
        )
        return drafts.select_related("current_assessment__submission")

    def newest_first(self) -> Self:
        return self.order_by("-starts")

    def latest_published(self) -> Quarter | None:
        return self.published().newest_first().first()

    def before(self, quarter: Quarter) -> Self:
        """Earlier quarters, the nearest first."""
        return self.filter(starts__lt=quarter.starts).newest_first()

    def after(self, quarter: Quarter) -> Self:
        """Later quarters, the nearest first."""
        return self.filter(starts__gt=quarter.starts).order_by("starts")

    def fictional(self) -> Self:
        return self.filter(fictional=True)

    def locked(self, slug: str) -> Quarter:
        """The quarter, held against other writers until the transaction ends."""
        return self.select_for_update().get(slug=slug)


class Quarter(models.Model):
    """Three months of an edition's year. State by its links:

    ================  ==================  =============================================
    current_revision  current_assessment  meaning
    ================  ==================  =============================================
    none              none                nothing computed yet
    none              A                   a draft, never published
    R (of A)          A                   published, nothing newer
    R (of A)          B                   published, and a newer draft waits
    ================  ==================  =============================================
    """

    slug = models.CharField(max_length=10, primary_key=True)
    financial_year = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    fictional = models.BooleanField(default=False)
    current_revision = models.ForeignKey(
        "league.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    current_assessment = models.ForeignKey(
        "league.Assessment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuarterQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                name="quarter_slug_form", condition=Q(slug__regex=r"^[0-9]{4}-[0-9]{2}-q[1-4]$")
            ),
            models.CheckConstraint(
                name="quarter_number_1_to_4", condition=Q(number__gte=1, number__lte=4)
            ),
            models.CheckConstraint(
                name="quarter_ends_after_start", condition=Q(ends__gt=F("starts"))
            ),
            models.UniqueConstraint(
                name="quarter_once_a_year", fields=["financial_year", "number"]
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """``Q4 2025/26``."""
        return f"Q{self.number} {self.financial_year.replace('-', '/')}"
