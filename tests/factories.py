"""Rows for tests, each sound on its own: ``TrustFactory.create(name=...)``."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from league import models
from league.files.quarters import from_slug
from trusts.models import Trust
from trusts.types import TrustType

MOMENT = datetime(2026, 9, 10, 9, 30, tzinfo=UTC)


class TrustFactory(DjangoModelFactory[Trust]):
    class Meta:
        model = Trust

    ods_code = factory.Sequence(lambda n: f"Z{n:03d}")
    name = factory.LazyAttribute(lambda trust: f"Invented Trust {trust.ods_code}")
    type = TrustType.ACUTE
    subtype = "Acute - Large"
    region = "Midlands"


class QuarterFactory(DjangoModelFactory[models.Quarter]):
    class Meta:
        model = models.Quarter
        django_get_or_create = ("slug",)

    slug = "2025-26-q4"
    financial_year = factory.LazyAttribute(lambda quarter: from_slug(quarter.slug).financial_year)
    number = factory.LazyAttribute(lambda quarter: from_slug(quarter.slug).number)
    edition = factory.LazyAttribute(lambda quarter: f"nof-{quarter.financial_year}")
    starts = factory.LazyAttribute(lambda quarter: from_slug(quarter.slug).starts)
    ends = factory.LazyAttribute(lambda quarter: from_slug(quarter.slug).ends)


class SubmissionFactory(DjangoModelFactory[models.Submission]):
    class Meta:
        model = models.Submission

    quarter = factory.SubFactory(QuarterFactory)
    number = factory.Sequence(lambda n: n + 1)
    author_name = "A tester"
    origin = models.Origin.OFFICIAL_IMPORT
    reason = "For a test"
    state = models.SubmissionState.APPLIED
    received_at = MOMENT
    applied_at = MOMENT


class SubmittedFileFactory(DjangoModelFactory[models.SubmittedFile]):
    class Meta:
        model = models.SubmittedFile

    submission = factory.SubFactory(SubmissionFactory)
    name = "acute.csv"
    sha256 = "0" * 64
    size = 1_000
    rows = 10


class QuarterTrustFactory(DjangoModelFactory[models.QuarterTrust]):
    class Meta:
        model = models.QuarterTrust

    submission = factory.SubFactory(SubmissionFactory)
    trust = factory.SubFactory(TrustFactory)
    name = factory.SelfAttribute("trust.name")
    type = factory.SelfAttribute("trust.type")
    subtype = factory.SelfAttribute("trust.subtype")
    region = factory.SelfAttribute("trust.region")


class MetricValueFactory(DjangoModelFactory[models.MetricValue]):
    class Meta:
        model = models.MetricValue

    submission = factory.SubFactory(SubmissionFactory)
    trust = factory.SubFactory(TrustFactory)
    metric = "OF0013"
    unit = "%"
    value = 78.5
    state = models.ValueState.REPORTED
    period = "Q4 2025/26"


class PublishedFigureFactory(DjangoModelFactory[models.PublishedFigure]):
    class Meta:
        model = models.PublishedFigure

    submission = factory.SubFactory(SubmissionFactory)
    trust = factory.SubFactory(TrustFactory)
    kind = models.FigureKind.AVERAGE
    key = ""
    value = 2.15


class AssessmentFactory(DjangoModelFactory[models.Assessment]):
    class Meta:
        model = models.Assessment

    submission = factory.SubFactory(SubmissionFactory)
    quarter = factory.SelfAttribute("submission.quarter")
    number = factory.Sequence(lambda n: n + 1)
    basis = models.Basis.COMPUTED
    created_at = MOMENT
    created_by_name = "A tester"
    edition_checksum = "0" * 64
    rules_version = "1"
    seed = 1
    draws = 0
    inputs_digest = "0" * 64
    results_digest = "0" * 64
    seconds = 0.1


class RevisionFactory(DjangoModelFactory[models.Revision]):
    class Meta:
        model = models.Revision

    assessment = factory.SubFactory(AssessmentFactory)
    quarter = factory.SelfAttribute("assessment.quarter")
    number = factory.Sequence(lambda n: n + 1)
    reason = "First publication"
    published_at = MOMENT
    published_by_name = "A tester"


class MetricScoreFactory(DjangoModelFactory[models.MetricScore]):
    class Meta:
        model = models.MetricScore

    assessment = factory.SubFactory(AssessmentFactory)
    trust = factory.SubFactory(TrustFactory)
    metric = "OF0013"
    domain = "access"
    value = 78.5
    state = models.ValueState.REPORTED
    unit = "%"
    score = 2.5
    rank = 3
    spread_size = 9
    pool_size = 12
    weight = 1.0
    contribution = 0.25
    model = "ranked"
    rule = "spread"


class DomainScoreFactory(DjangoModelFactory[models.DomainScore]):
    class Meta:
        model = models.DomainScore

    assessment = factory.SubFactory(AssessmentFactory)
    trust = factory.SubFactory(TrustFactory)
    domain = "access"
    score = 2.5
    rounded = "2.50"
    segment = 3
    metrics_scored = 4


class SegmentAssignmentFactory(DjangoModelFactory[models.SegmentAssignment]):
    class Meta:
        model = models.SegmentAssignment

    assessment = factory.SubFactory(AssessmentFactory)
    trust = factory.SubFactory(TrustFactory)
    name = factory.SelfAttribute("trust.name")
    type = factory.SelfAttribute("trust.type")
    average = 2.2
    average_score = "2.20"
    unadjusted = 2
    override_flagged = True
    override_moved = True
    adjusted = 3
    final = 3
    league_rank = 1
    score_rank = 1
    score_low = "1.90"
    score_high = "2.60"
    rank_low = 1
    rank_high = 7


class OversightRecordFactory(DjangoModelFactory[models.OversightRecord]):
    class Meta:
        model = models.OversightRecord

    trust = factory.SubFactory(TrustFactory)
    kind = models.OversightKind.CQC_RATING
    value = "Good"
    valid_from = date(2025, 4, 1)
    source = "Care Quality Commission"


class TrustStatementFactory(DjangoModelFactory[models.TrustStatement]):
    class Meta:
        model = models.TrustStatement

    trust = factory.SubFactory(TrustFactory)
    quarter = factory.SubFactory(QuarterFactory)
    text = "We opened a second theatre in May."
    office = "Chief Executive"
    written_at = MOMENT
    written_by_name = "A tester"


class StatementDecisionFactory(DjangoModelFactory[models.StatementDecision]):
    class Meta:
        model = models.StatementDecision

    statement = factory.SubFactory(TrustStatementFactory)
    decision = models.Ruling.ACCEPTED
    reason = "Speaks of the quarter only"
    decided_at = MOMENT
    decided_by_name = "A publisher"


class TrustExplanationFactory(DjangoModelFactory[models.TrustExplanation]):
    class Meta:
        model = models.TrustExplanation

    assessment = factory.SubFactory(AssessmentFactory)
    trust = factory.SubFactory(TrustFactory)


class MetricSpreadFactory(DjangoModelFactory[models.MetricSpread]):
    class Meta:
        model = models.MetricSpread

    assessment = factory.SubFactory(AssessmentFactory)
    metric = "OF0013"
    type = TrustType.ACUTE


class MovementFactory(DjangoModelFactory[models.Movement]):
    class Meta:
        model = models.Movement

    assessment = factory.SubFactory(AssessmentFactory)
    earlier = factory.SubFactory(AssessmentFactory)
    trust = factory.SubFactory(TrustFactory)


class AuditEventFactory(DjangoModelFactory[models.AuditEvent]):
    class Meta:
        model = models.AuditEvent

    at = MOMENT
    actor_name = "A tester"
    action = "submission.applied"
    subject_type = "Submission"
    subject_id = "1"


class TrustSubmitterFactory(DjangoModelFactory[models.TrustSubmitter]):
    class Meta:
        model = models.TrustSubmitter

    user = factory.Sequence(lambda n: User.objects.create(username=f"submitter-{n}"))
    trust = factory.SubFactory(TrustFactory)
    since = MOMENT
    granted_by_name = "A tester"


class UploadFactory(DjangoModelFactory[models.Upload]):
    class Meta:
        model = models.Upload

    quarter = factory.SubFactory(QuarterFactory)
    kind = models.UploadKind.FILE
    state = models.UploadState.READING
    author_name = "A tester"
    received_at = MOMENT
    name = "figures.csv"
    content = b"x"
    sha256 = "a" * 64
    size = 1


class PlannedPublicationFactory(DjangoModelFactory[models.PlannedPublication]):
    class Meta:
        model = models.PlannedPublication

    assessment = factory.SubFactory(AssessmentFactory)
    quarter = factory.SelfAttribute("assessment.quarter")
    reason = "First publication"
    at = MOMENT
    state = models.PlanState.WAITING
    planned_at = MOMENT
    planned_by_name = "A tester"
