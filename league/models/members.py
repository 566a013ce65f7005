"""The trusts of a quarter, as they were named and classed then. Append only."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from trusts.models import Trust
from trusts.types import TrustType

from .quarters import Quarter
from .submissions import Submission, in_force_of


class QuarterTrustQuerySet(models.QuerySet["QuarterTrust"]):
    def in_force(self, quarter: Quarter, *, up_to: int | None = None) -> Self:
        """One row for each trust: that of the latest applied submission."""
        return (
            self.filter(in_force_of(quarter, up_to))
            .order_by("trust_id", "-submission__number")
            .distinct("trust_id")
        )


class QuarterTrust(models.Model):
    """A trust of a quarter, with its name, type, subtype and region at that time."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="members")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=40, choices=TrustType.choices)
    subtype = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)

    objects = QuarterTrustQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="quarter_trust_once", fields=["submission", "trust"]),
            models.CheckConstraint(
                name="quarter_trust_type_known", condition=Q(type__in=TrustType.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trust_id} in submission {self.submission_id}"
