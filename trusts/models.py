"""The Trust register: who exists, under which code, and what they were called before."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .querysets import TrustQuerySet
from .types import TrustType


class Trust(models.Model):
    """An NHS provider. Its ODS code is the key everywhere; its name may change."""

    ods_code = models.CharField("ODS code", max_length=5, primary_key=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=40, choices=TrustType.choices)
    subtype = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    icb = models.CharField("integrated care board", max_length=120, blank=True)
    former_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    fictional = models.BooleanField(default=False)

    objects = TrustQuerySet.as_manager()

    class Meta:
        ordering = ["name", "ods_code"]
        constraints = [
            models.CheckConstraint(
                name="trust_ods_code_form", condition=Q(ods_code__regex=r"^[A-Z0-9]{3,5}$")
            ),
            models.CheckConstraint(name="trust_type_known", condition=Q(type__in=TrustType.values)),
            models.CheckConstraint(
                name="trust_closed_after_opened",
                condition=Q(opened__isnull=True)
                | Q(closed__isnull=True)
                | Q(closed__gte=F("opened")),
            ),
            models.CheckConstraint(
                name="trust_successor_only_when_closed",
                condition=Q(successor__isnull=True) | Q(closed__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["type", "name"], name="trust_type_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.ods_code})"
