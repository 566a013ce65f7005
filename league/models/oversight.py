"""Other oversight of a trust: context beside its segment."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from trusts.models import Trust


class OversightKind(models.TextChoices):
    CQC_RATING = "cqc-rating", "CQC rating"
    ENFORCEMENT_UNDERTAKINGS = "enforcement-undertakings", "Enforcement undertakings"
    IMPROVEMENT_PROGRAMME = "improvement-programme", "Provider Improvement Programme"


class OversightQuerySet(models.QuerySet["OversightRecord"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def during(self, first: date, last: date) -> Self:
        """Those that hold on any of these days."""
        return self.filter(valid_from__lte=last).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=first)
        )

    def of_trust(self, ods_code: str) -> Self:
        """In the order of kinds, the newest of a kind first."""
        return self.filter(trust_id=ods_code).order_by("kind", "-valid_from", "pk")


class OversightRecord(models.Model):
    """One fact about a trust's oversight, from a day to a day, with its source."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="oversight")
    kind = models.CharField(max_length=30, choices=OversightKind.choices)
    value = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = OversightQuerySet.as_manager()

    class Meta:
        ordering = ["trust", "kind", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="oversight_kind_known", condition=Q(kind__in=OversightKind.values)
            ),
            models.CheckConstraint(
                name="oversight_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.trust_id}: {self.value}"
