"""Computations of whole quarters and what was published of them. Results are immutable."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .quarters import Quarter
from .submissions import Submission


class Basis(models.TextChoices):
    COMPUTED = "computed", "Computed from the values by our rules"
    PUBLISHED = "published", "As published by NHS England"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def of_quarter(self, quarter: Quarter) -> Self:
        """Newest first, with their submissions and revisions."""
        held = self.filter(quarter=quarter).order_by("-number")
        return held.select_related("submission", "quarter").prefetch_related("revisions")

    def superseded_drafts(self, quarter: Quarter) -> Self:
        """Neither published, nor waiting to be, nor the newest: their rows may go, they can be
        computed again."""
        drafts = self.filter(quarter=quarter, revisions__isnull=True)
        return drafts.exclude(pk=quarter.current_assessment_id).exclude(plans__state="waiting")


class Assessment(models.Model):
    """What the rules made of all values that counted when a submission was applied.

    ``cuts`` is the list of three upper bounds of segments 1 to 3, ``domain_cuts`` the same
    by domain key; empty where figures were adopted as published. ``notes`` are sentences,
    such as which trusts' values are not at hand. ``inputs_digest`` is the SHA-256 of the
    values (and, as published, of the figures) in force, in canonical order;
    ``results_digest`` that of all results, by which a recomputation proves itself.
    """

    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="assessments")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    created_by_name = models.CharField(max_length=150)
    edition_checksum = models.CharField(max_length=64)
    rules_version = models.CharField(max_length=20)
    seed = models.BigIntegerField()
    draws = models.PositiveIntegerField()
    cuts = models.JSONField(default=list)
    domain_cuts = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64)
    results_digest = models.CharField(max_length=64)
    seconds = models.FloatField()
    notes = models.JSONField(default=list)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="assessment_number_in_quarter", fields=["quarter", "number"]
            ),
            models.CheckConstraint(
                name="assessment_basis_known", condition=Q(basis__in=Basis.values)
            ),
            models.CheckConstraint(
                name="assessment_digest_form",
                condition=Q(inputs_digest__regex=r"^[0-9a-f]{64}$")
                & Q(results_digest__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.number} of {self.quarter_id}"

    @property
    def is_computed(self) -> bool:
        return self.basis == Basis.COMPUTED


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def of_quarter(self, quarter: Quarter) -> Self:
        """That of the quarter's shown assessment, if there is one."""
        shown = quarter.current_revision
        return self.filter(assessment=shown.assessment_id) if shown else self.none()


class Reconciliation(models.Model):
    """Our results beside NHS England's, cell by cell, for one assessment.

    ``lines``: ``[{"kind", "compared", "agreed", "exact", "only_published", "only_ours"}]``;
    ``differences``: ``[{"kind", "key", "trust", "ours", "published"}]``.
    """

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="reconciliation"
    )
    lines = models.JSONField(default=list)
    differences = models.JSONField(default=list)

    objects = ReconciliationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Reconciliation of {self.assessment_id}"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of_quarter(self, quarter: Quarter) -> Self:
        """Newest first, with their assessments."""
        return self.filter(quarter=quarter).order_by("-number").select_related("assessment")

    def latest_first(self) -> Self:
        """Of all quarters, the last published first, with their quarters and assessments."""
        return self.order_by("-published_at", "-pk").select_related("quarter", "assessment")


class Revision(models.Model):
    """The moment an assessment was shown to the public, numbered from 1, and why."""

    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="revisions")
    reason = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revisions",
    )
    published_by_name = models.CharField(max_length=150)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="revision_number_in_quarter", fields=["quarter", "number"]
            ),
            models.UniqueConstraint(name="revision_once_an_assessment", fields=["assessment"]),
            models.CheckConstraint(name="revision_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.quarter_id}"
