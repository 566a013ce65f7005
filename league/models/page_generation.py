"""What the public sees, as one number that every change of it raises."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PageGenerationQuerySet(models.QuerySet["PageGeneration"]):
    def now(self) -> PageGeneration:
        """The one row. Raises PageGeneration.DoesNotExist in a database that was just emptied."""
        return self.get(pk=1)

    def closed(self) -> None:
        """Let whatever the open transaction changes after this raise the number once more."""
        self.filter(pk=1).update(made_by=0)


class PageGeneration(models.Model):
    """Raised by the database's own triggers, in the transaction that changes what is public.

    ``token`` is another one each time, also after a number was taken back with its transaction
    or the database was restored: whatever is kept under a token is of exactly that state.
    ``made_by`` is the transaction that raised it, which raises it once only.
    """

    number = models.BigIntegerField()
    token = models.UUIDField()
    changed_at = models.DateTimeField()
    made_by = models.BigIntegerField()

    objects = PageGenerationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="page_generation_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"Generation {self.number}"
