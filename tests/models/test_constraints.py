"""The database itself refuses what must not be, whatever code writes to it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from factory.django import DjangoModelFactory

from league.models import PageGeneration
from tests import factories as f

pytestmark = pytest.mark.django_db

REFUSED: list[tuple[str, type[DjangoModelFactory[Any]], dict[str, Any]]] = [
    ("trust_ods_code_form", f.TrustFactory, {"ods_code": "rp6"}),
    ("trust_type_known", f.TrustFactory, {"type": "specialist"}),
    (
        "trust_closed_after_opened",
        f.TrustFactory,
        {"opened": date(2025, 4, 1), "closed": date(2024, 4, 1)},
    ),
    ("quarter_slug_form", f.QuarterFactory, {"slug": "2025-26-q5", "financial_year": "2025-26",
      "number": 4, "edition": "x", "starts": date(2026, 1, 1), "ends": date(2026, 3, 31)}),
    ("quarter_number_1_to_4", f.QuarterFactory, {"number": 5}),
    ("quarter_ends_after_start", f.QuarterFactory, {"ends": date(2020, 1, 1)}),
    ("submission_state_known", f.SubmissionFactory, {"state": "done"}),
    ("submission_origin_known", f.SubmissionFactory, {"origin": "hearsay"}),
    ("submission_applied_has_moment", f.SubmissionFactory, {"applied_at": None}),
    ("submission_says_why", f.SubmissionFactory, {"reason": ""}),
    ("submitted_file_sha256_form", f.SubmittedFileFactory, {"sha256": "abc"}),
    ("quarter_trust_type_known", f.QuarterTrustFactory, {"type": "specialist"}),
    ("metric_value_only_when_reported", f.MetricValueFactory, {"value": None}),
    ("metric_value_only_when_reported", f.MetricValueFactory, {"state": "suppressed"}),
    ("metric_value_state_known", f.MetricValueFactory, {"state": "lost", "value": None}),
    ("metric_value_rank_positive", f.MetricValueFactory, {"source_rank": 0}),
    ("published_figure_kind_known", f.PublishedFigureFactory, {"kind": "guess"}),
    ("published_figure_layout_known", f.PublishedFigureFactory, {"layout": "hearsay"}),
    ("assessment_basis_known", f.AssessmentFactory, {"basis": "guessed"}),
    ("assessment_digest_form", f.AssessmentFactory, {"inputs_digest": "x"}),
    ("assessment_digest_form", f.AssessmentFactory, {"results_digest": "x"}),
    ("revision_says_why", f.RevisionFactory, {"reason": ""}),
    ("metric_score_1_to_4", f.MetricScoreFactory, {"score": 0.99}),
    ("metric_score_1_to_4", f.MetricScoreFactory, {"score": 4.01}),
    ("metric_score_state_known", f.MetricScoreFactory, {"state": "lost"}),
    ("metric_score_rank_in_spread", f.MetricScoreFactory, {"rank": 10}),
    ("metric_score_rank_in_spread", f.MetricScoreFactory, {"rank": 0}),
    ("metric_score_rank_in_spread", f.MetricScoreFactory, {"spread_size": None}),
    ("domain_score_1_to_4", f.DomainScoreFactory, {"score": 4.5}),
    ("domain_score_1_to_4", f.DomainScoreFactory, {"rounded": "0.99"}),
    ("domain_segment_1_to_4", f.DomainScoreFactory, {"segment": 5}),
    ("segment_type_known", f.SegmentAssignmentFactory, {"type": "specialist"}),
    ("segment_average_1_to_4", f.SegmentAssignmentFactory, {"average": 0.5}),
    ("segment_average_1_to_4", f.SegmentAssignmentFactory, {"average_score": "4.01"}),
    ("segment_unadjusted_1_to_4", f.SegmentAssignmentFactory, {"unadjusted": 0}),
    ("segment_adjusted_1_to_4", f.SegmentAssignmentFactory, {"adjusted": 5, "final": 5}),
    ("segment_final_1_to_5", f.SegmentAssignmentFactory, {"final": 6}),
    ("segment_override_never_improves", f.SegmentAssignmentFactory, {"unadjusted": 4}),
    ("segment_final_never_better", f.SegmentAssignmentFactory, {"final": 2}),
    ("segment_ranks_from_1", f.SegmentAssignmentFactory, {"league_rank": 0}),
    ("segment_ranks_from_1", f.SegmentAssignmentFactory, {"score_rank": 0}),
    ("segment_score_range", f.SegmentAssignmentFactory, {"score_low": "2.70"}),
    ("segment_score_range", f.SegmentAssignmentFactory, {"score_high": None}),
    ("segment_rank_range", f.SegmentAssignmentFactory, {"rank_low": 8}),
    ("segment_rank_range", f.SegmentAssignmentFactory, {"rank_high": None}),
    ("oversight_kind_known", f.OversightRecordFactory, {"kind": "rumour"}),
    ("oversight_ends_after_start", f.OversightRecordFactory, {"valid_to": date(2025, 3, 31)}),
    ("statement_has_words", f.TrustStatementFactory, {"text": " \n\t"}),
    ("statement_is_short", f.TrustStatementFactory, {"text": "x" * 2_001}),
    ("statement_names_office", f.TrustStatementFactory, {"office": " "}),
    ("statement_decision_known", f.StatementDecisionFactory, {"decision": "shelved"}),
    ("statement_decision_says_why", f.StatementDecisionFactory, {"reason": ""}),
    ("upload_state_known", f.UploadFactory, {"state": "lost"}),
    ("upload_step_known", f.UploadFactory, {"step": "sleeping"}),
    ("upload_kind_known", f.UploadFactory, {"kind": "hearsay"}),
    ("upload_applied_has_submission", f.UploadFactory, {"state": "applied"}),
    ("upload_sha256_form", f.UploadFactory, {"sha256": "abc"}),
    ("plan_state_known", f.PlannedPublicationFactory, {"state": "perhaps"}),
    ("plan_says_why", f.PlannedPublicationFactory, {"reason": " "}),
    ("plan_done_has_revision", f.PlannedPublicationFactory, {"state": "done"}),
    ("audit_event_names_actor", f.AuditEventFactory, {"actor_name": ""}),
    ("audit_event_names_action", f.AuditEventFactory, {"action": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("constraint", "make", "wrong"), REFUSED)
def test_refuses_a_wrong_row(
    constraint: str, make: type[DjangoModelFactory[Any]], wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.create(**wrong)


def test_refuses_a_second_generation_of_pages() -> None:
    row = {"number": 2, "token": uuid4(), "changed_at": f.MOMENT, "made_by": 0}
    with pytest.raises(IntegrityError, match="page_generation_one_row"):
        PageGeneration.objects.create(pk=2, **row)


def test_refuses_a_successor_of_an_open_trust() -> None:
    successor = f.TrustFactory.create()
    with pytest.raises(IntegrityError, match="trust_successor_only_when_closed"):
        f.TrustFactory.create(successor=successor)


ONCE: list[tuple[str, type[DjangoModelFactory[Any]], tuple[str, ...]]] = [
    ("submission_number_in_quarter", f.SubmissionFactory, ("quarter", "number")),
    ("submitted_file_once", f.SubmittedFileFactory, ("submission",)),
    ("quarter_trust_once", f.QuarterTrustFactory, ("submission", "trust")),
    ("metric_value_once", f.MetricValueFactory, ("submission", "trust")),
    ("published_figure_once", f.PublishedFigureFactory, ("submission", "trust")),
    ("assessment_number_in_quarter", f.AssessmentFactory, ("submission", "number")),
    ("revision_once_an_assessment", f.RevisionFactory, ("assessment",)),
    ("metric_score_once", f.MetricScoreFactory, ("assessment", "trust")),
    ("domain_score_once", f.DomainScoreFactory, ("assessment", "trust")),
    ("segment_assignment_once", f.SegmentAssignmentFactory, ("assessment", "trust")),
    ("explanation_once", f.TrustExplanationFactory, ("assessment", "trust")),
    ("metric_spread_once", f.MetricSpreadFactory, ("assessment", "metric", "type")),
    ("movement_once", f.MovementFactory, ("assessment", "earlier", "trust")),
    ("trust_submitter_once", f.TrustSubmitterFactory, ("user", "trust")),
    ("plan_one_waits_a_quarter", f.PlannedPublicationFactory, ("assessment",)),
    ("statement_decision_once", f.StatementDecisionFactory, ("statement", "decision")),
]


@pytest.mark.parametrize(("constraint", "make", "same"), ONCE)
def test_refuses_the_same_twice(
    constraint: str, make: type[DjangoModelFactory[Any]], same: tuple[str, ...]
) -> None:
    first = make.create()
    with pytest.raises(IntegrityError, match=constraint):
        make.create(**{field: getattr(first, field) for field in same})


def test_refuses_a_revision_number_twice() -> None:
    first = f.RevisionFactory.create()
    other = f.AssessmentFactory.create(submission=first.assessment.submission)
    with pytest.raises(IntegrityError, match="revision_number_in_quarter"):
        f.RevisionFactory.create(assessment=other, number=first.number)


def test_refuses_a_quarter_of_the_year_twice() -> None:
    f.QuarterFactory.create(slug="2025-26-q4")
    with pytest.raises(IntegrityError, match="quarter_once_a_year"):
        f.QuarterFactory.create(slug="2025-26-q3", number=4)


def test_refuses_a_statement_that_is_accepted_and_declined() -> None:
    first = f.StatementDecisionFactory.create(decision="accepted")
    with pytest.raises(IntegrityError, match="statement_judged_once"):
        f.StatementDecisionFactory.create(statement=first.statement, decision="declined")


def test_lets_an_accepted_statement_be_withdrawn() -> None:
    first = f.StatementDecisionFactory.create(decision="accepted")
    later = f.StatementDecisionFactory.create(statement=first.statement, decision="withdrawn")
    assert list(first.statement.decisions.all()) == [first, later]


def test_every_constraint_has_a_test() -> None:
    from django.apps import apps

    declared = {
        constraint.name
        for label in ("league", "trusts")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    tested = {name for name, *_ in (*REFUSED, *ONCE)}
    apart = {
        "trust_successor_only_when_closed",
        "revision_number_in_quarter",
        "quarter_once_a_year",
        "statement_judged_once",
        "page_generation_one_row",
    }
    assert declared == tested | apart
