"""What was handed in: submissions, their files and their metric values. Append only."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from trusts.models import Trust

from .quarters import Quarter


class Origin(models.TextChoices):
    OFFICIAL_IMPORT = "official-import", "NHS England's published files"
    DEMONSTRATION = "demonstration", "Demonstration data"
    UPLOAD = "upload", "Upload"
    CORRECTION = "correction", "Correction by hand"


class SubmissionState(models.TextChoices):
    RECEIVED = "received", "Received"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ValueState(models.TextChoices):
    """What is known of a value. Missing is never zero.

    ``no-figure`` says of a result that no row spoke of the trust, be it that the metric does
    not apply or that its figure was not published. Nobody hands it in; a withdrawal writes it
    where there was no figure before the submission that it takes back.
    """

    REPORTED = "reported", "Reported"
    SUPPRESSED = "suppressed", "Suppressed for small numbers"
    NOT_SUBMITTED = "not-submitted", "Not submitted"
    NOT_APPLICABLE = "not-applicable", "Does not apply"
    NO_FIGURE = "no-figure", "No figure published"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of_quarter(self, quarter: Quarter) -> Self:
        """Newest first, with their files."""
        return self.filter(quarter=quarter).order_by("-number").prefetch_related("files")

    def applied(self) -> Self:
        return self.filter(state=SubmissionState.APPLIED)

    def by_or_within(self, user_id: int, codes: frozenset[str]) -> Self:
        """Those of one person, and those that speak of none but these trusts."""
        values = MetricValue.objects.filter(submission=OuterRef("pk"))
        own, others = values.filter(trust__in=codes), values.exclude(trust__in=codes)
        return self.filter(Q(author=user_id) | (Q(Exists(own)) & ~Q(Exists(others))))

    def newest_first(self) -> Self:
        """With what they came from and what took them back."""
        return self.select_related("quarter", "withdraws", "withdrawn_by").order_by(
            "-received_at", "-pk"
        )


class Submission(models.Model):
    """What one person or program delivered in one go. Its states:

    ==========  =============================================================
    received    stored, not yet counted
    applied     its values count, unless a later applied one gives them anew
    refused     faults were found; nothing of it counts
    withdrawn   was received or applied, and counts no more
    ==========  =============================================================
    """

    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    author_name = models.CharField(max_length=150)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=SubmissionState.choices)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    """The submission whose figures this one takes back."""

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="submission_number_in_quarter", fields=["quarter", "number"]
            ),
            models.CheckConstraint(
                name="submission_state_known", condition=Q(state__in=SubmissionState.values)
            ),
            models.CheckConstraint(
                name="submission_origin_known", condition=Q(origin__in=Origin.values)
            ),
            models.CheckConstraint(
                name="submission_applied_has_moment",
                condition=~Q(state="applied") | Q(applied_at__isnull=False),
            ),
            models.CheckConstraint(name="submission_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Submission {self.number} of {self.quarter_id}"


class SubmittedFile(models.Model):
    """A file that came with a submission; its checksum proves which."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="submitted_file_sha256_form", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.UniqueConstraint(
                name="submitted_file_once", fields=["submission", "sha256", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


def in_force_of(quarter: Quarter, up_to: int | None = None) -> Q:
    """Rows of the quarter's applied submissions, or of those up to one number: what was
    in force then."""
    applied = Q(submission__quarter=quarter, submission__state=SubmissionState.APPLIED)
    return applied if up_to is None else applied & Q(submission__number__lte=up_to)


class MetricValueQuerySet(models.QuerySet["MetricValue"]):
    def in_force(self, quarter: Quarter, *, up_to: int | None = None) -> Self:
        """One value for each trust and metric: that of the latest applied submission."""
        return (
            self.filter(in_force_of(quarter, up_to))
            .order_by("trust_id", "metric", "-submission__number")
            .distinct("trust_id", "metric")
        )


class MetricValue(models.Model):
    """One trust's figure for one metric, as handed in."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="values")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="values")
    metric = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    value = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=ValueState.choices)
    period = models.CharField(max_length=120, blank=True)
    source_rank = models.FloatField(null=True, blank=True)
    file = models.ForeignKey(
        SubmittedFile, null=True, blank=True, on_delete=models.CASCADE, related_name="values"
    )
    row = models.PositiveIntegerField(null=True, blank=True)

    objects = MetricValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="metric_value_once", fields=["submission", "trust", "metric"]
            ),
            models.CheckConstraint(
                name="metric_value_only_when_reported",
                condition=Q(state="reported", value__isnull=False)
                | (~Q(state="reported") & Q(value__isnull=True)),
            ),
            models.CheckConstraint(
                name="metric_value_state_known", condition=Q(state__in=ValueState.values)
            ),
            models.CheckConstraint(
                name="metric_value_rank_positive",
                condition=Q(source_rank__isnull=True) | Q(source_rank__gte=1),
            ),
        ]
        indexes = [models.Index(fields=["trust", "metric"], name="metric_value_trust_metric")]

    def __str__(self) -> str:
        return f"{self.metric} of {self.trust_id}"
