"""Quarters and trusts taken away with all that hangs on them, which only invented ones may be.

Most keys refuse that what they point at goes, so the order matters: last come first.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from league.models import (
    Assessment,
    DomainScore,
    MetricScore,
    MetricValue,
    OversightRecord,
    PlannedPublication,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Reconciliation,
    Revision,
    SegmentAssignment,
    StatementDecision,
    Submission,
    SubmittedFile,
    TrustStatement,
    Upload,
)
from trusts.models import Trust

_OF_ASSESSMENT: tuple[type[models.Model], ...] = (
    MetricScore,
    DomainScore,
    SegmentAssignment,
    Reconciliation,
)
_OF_SUBMISSION: tuple[type[models.Model], ...] = (
    MetricValue,
    PublishedFigure,
    QuarterTrust,
    SubmittedFile,
)


def remove_quarters(slugs: Sequence[str]) -> None:
    """For a caller that has locked the register and the quarters."""
    Quarter.objects.filter(slug__in=slugs).update(current_revision=None, current_assessment=None)
    _remove_statements(slugs)
    PlannedPublication.objects.filter(quarter__in=slugs).delete()
    Upload.objects.filter(quarter__in=slugs).delete()
    _remove_results(slugs)
    _remove_submissions(slugs)
    Quarter.objects.filter(slug__in=slugs).delete()


def remove_trusts(codes: Sequence[str]) -> None:
    """Trusts without a quarter and without people who hand in for them."""
    OversightRecord.objects.filter(trust__in=codes).delete()
    Trust.objects.filter(pk__in=codes).update(successor=None)
    Trust.objects.filter(pk__in=codes).delete()


def _remove_statements(slugs: Sequence[str]) -> None:
    said = list(TrustStatement.objects.filter(quarter__in=slugs).values_list("pk", flat=True))
    StatementDecision.objects.filter(statement__in=said).delete()
    TrustStatement.objects.filter(pk__in=said).delete()


def _remove_results(slugs: Sequence[str]) -> None:
    """Rows first, whole tables at a time; then what they hang on.

    By numbers, not by the quarter: with a join Django names each row to be deleted by a query of
    its own table, and where PostgreSQL takes that for empty, as after a try that was taken back,
    it goes through the whole table once for each row.
    """
    assessments = list(Assessment.objects.filter(quarter__in=slugs).values_list("pk", flat=True))
    for model in _OF_ASSESSMENT:
        model._default_manager.filter(assessment__in=assessments).delete()
    Revision.objects.filter(quarter__in=slugs).delete()
    Assessment.objects.filter(quarter__in=slugs).delete()


def _remove_submissions(slugs: Sequence[str]) -> None:
    """By numbers too. One that withdraws another holds on to it, and may be withdrawn itself:
    so these go one by one, the newest first."""
    handed_in = list(Submission.objects.filter(quarter__in=slugs).values_list("pk", flat=True))
    for model in _OF_SUBMISSION:
        model._default_manager.filter(submission__in=handed_in).delete()
    held = Submission.objects.filter(pk__in=handed_in)
    for withdrawal in held.filter(withdraws__isnull=False).order_by("-pk"):
        withdrawal.delete()
    held.delete()
