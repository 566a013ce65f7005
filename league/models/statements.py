"""What a trust itself says of its quarter, and what became of it. Append only."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from trusts.models import Trust

from .quarters import Quarter


class Ruling(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


JUDGEMENTS = (Ruling.ACCEPTED, Ruling.DECLINED)
LONGEST = 2_000
"""Characters of a statement: about 300 words."""
LONGEST_REASON = 500


class TrustStatementQuerySet(models.QuerySet["TrustStatement"]):
    def about(self, quarter: Quarter, ods_code: str) -> Self:
        """All of a trust on a quarter, whatever became of them, the newest first."""
        return self.filter(quarter=quarter, trust_id=ods_code).order_by("-written_at", "-pk")

    def shown(self) -> Self:
        """Those that readers may see: accepted, and not withdrawn since."""
        withdrawn = StatementDecision.objects.filter(
            statement=OuterRef("pk"), decision=Ruling.WITHDRAWN
        )
        # Each is accepted once at most, so that the join repeats none.
        return self.filter(~Exists(withdrawn), decisions__decision=Ruling.ACCEPTED)

    def with_state(self) -> Self:
        """Adds ``state``: the last decision, None while the statement waits for one."""
        decided = StatementDecision.objects.filter(statement=OuterRef("pk"))
        last = decided.order_by("-decided_at", "-pk").values("decision")[:1]
        return self.annotate(state=Subquery(last))

    def locked(self, pk: int) -> TrustStatement:
        """The statement, held against other deciders until the transaction ends."""
        held = self.select_for_update(of=("self",), no_key=True)
        return held.select_related("trust", "quarter").get(pk=pk)


class TrustStatement(models.Model):
    """A trust's own words on its quarter: plain text, from an office and not from a person.

    Readers see it once it is accepted. It is never changed: a trust that would say it otherwise
    writes another, and the newest accepted one is shown.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="statements")
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    office = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    written_by_name = models.CharField(max_length=150)

    objects = TrustStatementQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        default_permissions = ("add", "view")
        permissions = [("decide_truststatement", "Can accept, decline and withdraw statements")]
        constraints = [
            models.CheckConstraint(name="statement_has_words", condition=Q(text__regex=r"\S")),
            models.CheckConstraint(
                name="statement_is_short",
                condition=LessThanOrEqual(Length("text"), LONGEST),
            ),
            models.CheckConstraint(name="statement_names_office", condition=Q(office__regex=r"\S")),
        ]
        indexes = [models.Index(fields=["quarter", "trust"], name="statement_of_trust")]

    def __str__(self) -> str:
        return f"Statement {self.pk} of {self.trust_id} on {self.quarter_id}"


class StatementDecision(models.Model):
    """Somebody accepted, declined or withdrew a statement, and why."""

    statement = models.ForeignKey(
        TrustStatement, on_delete=models.PROTECT, related_name="decisions"
    )
    decision = models.CharField(max_length=10, choices=Ruling.choices)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statement_decisions",
    )
    decided_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["decided_at", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="statement_decision_known", condition=Q(decision__in=Ruling.values)
            ),
            models.CheckConstraint(
                name="statement_decision_says_why", condition=Q(reason__regex=r"\S")
            ),
            models.UniqueConstraint(
                name="statement_decision_once", fields=["statement", "decision"]
            ),
            models.UniqueConstraint(
                name="statement_judged_once",
                fields=["statement"],
                condition=Q(decision__in=JUDGEMENTS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.statement}"
