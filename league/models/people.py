"""Who hands in figures for which trust."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from trusts.models import Trust


class TrustSubmitterQuerySet(models.QuerySet["TrustSubmitter"]):
    def codes_of(self, user_id: int) -> frozenset[str]:
        """ODS codes of the trusts that a person may hand in for."""
        return frozenset(self.filter(user=user_id).values_list("trust_id", flat=True))


class TrustSubmitter(models.Model):
    """A person of a trust, who hands in its figures and writes its statements."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submits_for"
    )
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="submitters")
    since = models.DateTimeField()
    granted_by_name = models.CharField(max_length=150)

    objects = TrustSubmitterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="trust_submitter_once", fields=["user", "trust"])
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.trust_id}"
