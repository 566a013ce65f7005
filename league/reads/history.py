"""What was handed in for a quarter, what came of it, and what waits to be published."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Assessment, MetricValue, PlannedPublication, Quarter, Revision, Submission
from league.models.submissions import SubmissionQuerySet

from . import quarters


@dataclass(frozen=True)
class QuarterHistory:
    """All newest first."""

    quarter: Quarter
    assessments: tuple[Assessment, ...]
    revisions: tuple[Revision, ...]
    plans: tuple[PlannedPublication, ...]

    def assessment(self, number: int) -> Assessment | None:
        return next((each for each in self.assessments if each.number == number), None)

    @property
    def newest(self) -> Assessment | None:
        return self.assessments[0] if self.assessments else None

    @property
    def shown(self) -> Assessment | None:
        """What readers see."""
        numbers = {each.pk: each for each in self.assessments}
        revision = self.quarter.current_revision
        return numbers.get(revision.assessment_id) if revision else None


def of_quarter(quarter: Quarter) -> QuarterHistory:
    """Four queries."""
    return QuarterHistory(
        quarter=quarter,
        assessments=tuple(Assessment.objects.of_quarter(quarter)),
        revisions=tuple(quarters.revisions(quarter)),
        plans=tuple(PlannedPublication.objects.of_quarter(quarter)),
    )


def visible_submissions(user_id: int, codes: frozenset[str] | None) -> SubmissionQuerySet:
    """A person's own submissions and those about their trusts alone; all where there is no
    limit."""
    held = Submission.objects.newest_first()
    return held if codes is None else held.by_or_within(user_id, codes)


def codes_of(submission: Submission) -> list[str]:
    """ODS codes of the trusts that a submission brought figures of."""
    codes = MetricValue.objects.filter(submission=submission).values_list("trust_id", flat=True)
    return sorted(codes.distinct())
