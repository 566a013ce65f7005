"""What people hand in, from the moment it arrives until it counts or is discarded."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .assessments import Assessment
from .quarters import Quarter
from .submissions import Submission


class UploadKind(models.TextChoices):
    FILE = "file", "File"
    GRID = "grid", "Typed into the form"


class UploadState(models.TextChoices):
    READING = "reading", "Being read"
    FAULTY = "faulty", "Has errors"
    READY = "ready", "Waiting for confirmation"
    APPLIED = "applied", "Applied"
    DISCARDED = "discarded", "Discarded"


class CheckStep(models.TextChoices):
    """How far the check of an upload is that is being read."""

    READING = "reading", "Reading the file"
    CHECKING = "checking", "Checking its figures"
    WORKING = "working", "Working out what they would change"


class UploadQuerySet(models.QuerySet["Upload"]):
    def newest_first(self) -> Self:
        """Without the files themselves, which may be large."""
        return (
            self.defer("content").select_related("quarter", "submission").order_by("-received_at")
        )

    def by_author(self, user_id: int) -> Self:
        return self.filter(author=user_id)

    def within(self, codes: frozenset[str]) -> Self:
        """Those whose every row was understood and speaks of one of these trusts: a file of
        more trusts holds figures that are not for all of them to see."""
        understood = self.exclude(preview={}).exclude(trusts=[])
        return understood.filter(trusts__contained_by=sorted(codes))

    def locked(self, pk: uuid.UUID) -> Upload:
        """The upload, held against other writers until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)


class Upload(models.Model):
    """One file or filled-in form for one quarter. Its states:

    =========  ================================================================
    reading    stored; being read and checked (``step``; ``rows_total`` once it is read)
    faulty     checked; ``findings`` holds errors, so nothing of it counts
    ready      checked without an error; ``preview`` says what it would change
    applied    confirmed: ``submission`` holds its values
    discarded  given up by its author; kept, as everything is
    =========  ================================================================

    ``findings`` is a list of what :mod:`league.services.uploads.checking` found, ``preview``
    what :mod:`league.services.uploads.previewing` says; ``preview_digest`` names exactly that
    preview, and ``based_on`` the assessment that it started from. ``accepted`` are the keys of
    the warnings that the author has ticked. ``trusts`` are the ODS codes that it speaks of.
    ``begun`` is how often a check in the background began; one that is killed begins anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="uploads")
    kind = models.CharField(max_length=10, choices=UploadKind.choices)
    state = models.CharField(max_length=10, choices=UploadState.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="uploads",
    )
    author_name = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    received_at = models.DateTimeField()
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    layout = models.CharField(max_length=20, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    step = models.CharField(
        max_length=10,
        choices=CheckStep.choices,
        default=CheckStep.READING,
        db_default=CheckStep.READING.value,
    )
    begun = models.PositiveSmallIntegerField(default=0, db_default=0)
    trusts = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    accepted = models.JSONField(default=list)
    preview = models.JSONField(default=dict)
    preview_digest = models.CharField(max_length=64, blank=True)
    based_on = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.OneToOneField(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="upload"
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        default_permissions = ("add", "view")
        permissions = [
            ("hand_in_any_trust", "Can hand in figures of any trust"),
            ("view_draft", "Can see results that are not published"),
            ("withdraw_submission", "Can withdraw a submission"),
            ("publish_quarter", "Can publish and revise a quarter"),
        ]
        constraints = [
            models.CheckConstraint(
                name="upload_state_known", condition=Q(state__in=UploadState.values)
            ),
            models.CheckConstraint(
                name="upload_kind_known", condition=Q(kind__in=UploadKind.values)
            ),
            models.CheckConstraint(
                name="upload_step_known", condition=Q(step__in=CheckStep.values)
            ),
            models.CheckConstraint(
                name="upload_applied_has_submission",
                condition=Q(state="applied", submission__isnull=False)
                | (~Q(state="applied") & Q(submission__isnull=True)),
            ),
            models.CheckConstraint(
                name="upload_sha256_form", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        indexes = [models.Index(fields=["author", "-received_at"], name="upload_of_author")]

    def __str__(self) -> str:
        return f"{self.name} for {self.quarter_id}"
