"""The demonstration data never mix with real figures: they go before those come."""

from __future__ import annotations

from django.db import models, transaction

from league.models import (
    Assessment,
    DomainScore,
    MetricScore,
    MetricValue,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Reconciliation,
    Revision,
    SegmentAssignment,
    Submission,
    SubmittedFile,
)
from trusts.models import Trust

from .audit import Actor, record


@transaction.atomic
def remove(*, by: Actor) -> list[str]:
    """Take every invented quarter and trust away; the audit trail stays.

    Returns:
        labels of the quarters removed, oldest first.
    """
    quarters = list(Quarter.objects.fictional().order_by("starts"))
    invented = Trust.objects.fictional()
    if not quarters and not invented.exists():
        return []
    for quarter in quarters:
        record(by=by, action="demonstration.removed", subject=quarter)
    slugs = [quarter.slug for quarter in quarters]
    Quarter.objects.filter(slug__in=slugs).update(current_revision=None, current_assessment=None)
    _delete_rows(slugs)
    Quarter.objects.filter(slug__in=slugs).delete()
    invented.delete()
    return [quarter.label for quarter in quarters]


def _delete_rows(slugs: list[str]) -> None:
    """Rows first, whole tables at a time; then what they hang on."""
    of_assessment: tuple[type[models.Model], ...] = (
        MetricScore,
        DomainScore,
        SegmentAssignment,
        Reconciliation,
    )
    of_submission: tuple[type[models.Model], ...] = (
        MetricValue,
        PublishedFigure,
        QuarterTrust,
        SubmittedFile,
    )
    for model in of_assessment:
        model._default_manager.filter(assessment__quarter__in=slugs).delete()
    Revision.objects.filter(quarter__in=slugs).delete()
    Assessment.objects.filter(quarter__in=slugs).delete()
    for model in of_submission:
        model._default_manager.filter(submission__quarter__in=slugs).delete()
    Submission.objects.filter(quarter__in=slugs).delete()
