"""Publications that wait for their moment."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .assessments import Assessment, Revision
from .quarters import Quarter


class PlanState(models.TextChoices):
    WAITING = "waiting", "Waiting for its moment"
    DONE = "done", "Published"
    CANCELLED = "cancelled", "Cancelled"


class PlannedPublicationQuerySet(models.QuerySet["PlannedPublication"]):
    def due(self, now: datetime) -> Self:
        """Those whose moment has come, in the order in which it came."""
        return self.filter(state=PlanState.WAITING, at__lte=now).order_by("at", "pk")

    def waiting(self) -> Self:
        return self.filter(state=PlanState.WAITING).select_related("quarter").order_by("at", "pk")

    def of_quarter(self, quarter: Quarter) -> Self:
        """The last planned first, with their assessments and revisions."""
        held = self.filter(quarter=quarter).order_by("-planned_at", "-pk")
        return held.select_related("assessment", "revision")


class PlannedPublication(models.Model):
    """An assessment that becomes a revision at a moment, whoever is there then."""

    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="plans")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="plans")
    reason = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PlanState.choices)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plans",
    )
    planned_by_name = models.CharField(max_length=150)
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="plan"
    )

    objects = PlannedPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="plan_state_known", condition=Q(state__in=PlanState.values)
            ),
            models.CheckConstraint(name="plan_says_why", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="plan_done_has_revision",
                condition=Q(state="done", revision__isnull=False)
                | (~Q(state="done") & Q(revision__isnull=True)),
            ),
            models.UniqueConstraint(
                name="plan_one_waits_a_quarter",
                fields=["quarter"],
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"Publication of {self.assessment_id} at {self.at:%Y-%m-%d %H:%M}"
