"""Rows of record cannot be rewritten, not even by a hand in the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError
from factory.django import DjangoModelFactory

from league.models import Reconciliation, Submission, SubmissionState
from tests import factories as f

pytestmark = pytest.mark.django_db

CHANGES: list[tuple[type[DjangoModelFactory[Any]], dict[str, Any]]] = [
    (f.SubmittedFileFactory, {"rows": 11}),
    (f.QuarterTrustFactory, {"name": "Another"}),
    (f.MetricValueFactory, {"value": 80.0}),
    (f.PublishedFigureFactory, {"value": 2.0}),
    (f.AssessmentFactory, {"seed": 2}),
    (f.MetricScoreFactory, {"score": 1.0}),
    (f.DomainScoreFactory, {"segment": 1}),
    (f.SegmentAssignmentFactory, {"league_rank": 2}),
    (f.RevisionFactory, {"reason": "Another"}),
    (f.TrustExplanationFactory, {"answer": ["Another"]}),
    (f.MetricSpreadFactory, {"figures": {"median": 1.0}}),
    (f.MovementFactory, {"figures": {"change": 0.0}}),
    (f.TrustStatementFactory, {"text": "Another"}),
    (f.StatementDecisionFactory, {"reason": "Another"}),
    (f.AuditEventFactory, {"actor_name": "Another"}),
]


@pytest.mark.parametrize(("make", "change"), CHANGES)
def test_an_update_is_refused(make: type[DjangoModelFactory[Any]], change: dict[str, Any]) -> None:
    row = make.create()
    with pytest.raises(IntegrityError, match="is append only: UPDATE refused"):
        type(row)._default_manager.filter(pk=row.pk).update(**change)


def test_a_reconciliation_is_not_rewritten() -> None:
    made = Reconciliation.objects.create(assessment=f.AssessmentFactory.create())
    with pytest.raises(IntegrityError, match="append only"):
        Reconciliation.objects.filter(pk=made.pk).update(lines=[{"kind": "average"}])


def test_an_audit_event_is_not_deleted() -> None:
    event = f.AuditEventFactory.create()
    with pytest.raises(IntegrityError, match="append only: DELETE refused"):
        event.delete()


@pytest.mark.parametrize(
    "change", [{"number": 9}, {"reason": "Another"}, {"author_name": "B"}, {"origin": "upload"}]
)
def test_a_submission_is_not_rewritten(change: dict[str, Any]) -> None:
    made = f.SubmissionFactory.create()
    with pytest.raises(IntegrityError, match="league_submission is append only: UPDATE refused"):
        Submission.objects.filter(pk=made.pk).update(**change)


def test_the_state_of_a_submission_follows_what_becomes_of_it() -> None:
    made = f.SubmissionFactory.create(state=SubmissionState.RECEIVED, applied_at=None)
    Submission.objects.filter(pk=made.pk).update(
        state=SubmissionState.APPLIED, applied_at=made.received_at
    )
    Submission.objects.filter(pk=made.pk).update(state=SubmissionState.WITHDRAWN)
    made.refresh_from_db()
    assert (made.state, made.applied_at) == (SubmissionState.WITHDRAWN, made.received_at)


RESULTS: list[type[DjangoModelFactory[Any]]] = [
    f.MetricScoreFactory,
    f.DomainScoreFactory,
    f.SegmentAssignmentFactory,
    f.TrustExplanationFactory,
    f.MetricSpreadFactory,
    f.MovementFactory,
]


@pytest.mark.parametrize("make", RESULTS)
def test_a_published_result_is_not_deleted(make: type[DjangoModelFactory[Any]]) -> None:
    row = make.create()
    f.RevisionFactory.create(assessment=row.assessment, quarter=row.assessment.quarter)
    with pytest.raises(IntegrityError, match="holds published results: DELETE refused"):
        type(row)._default_manager.filter(pk=row.pk).delete()


@pytest.mark.parametrize("make", RESULTS)
def test_a_result_of_a_draft_may_go(make: type[DjangoModelFactory[Any]]) -> None:
    row = make.create()
    assert type(row)._default_manager.filter(pk=row.pk).delete()[0] == 1


def test_a_published_reconciliation_is_not_deleted() -> None:
    revision = f.RevisionFactory.create()
    made = Reconciliation.objects.create(assessment=revision.assessment)
    with pytest.raises(IntegrityError, match="holds published results"):
        made.delete()


def test_a_revision_is_not_deleted() -> None:
    revision = f.RevisionFactory.create()
    with pytest.raises(IntegrityError, match="league_revision is append only: DELETE refused"):
        revision.delete()


@pytest.mark.parametrize("make", [f.TrustStatementFactory, f.StatementDecisionFactory])
def test_statements_and_decisions_are_not_deleted(make: type[DjangoModelFactory[Any]]) -> None:
    row = make.create()
    with pytest.raises(IntegrityError, match="is append only: DELETE refused"):
        type(row)._default_manager.filter(pk=row.pk).delete()


def test_statements_on_an_invented_quarter_may_go() -> None:
    decided = f.StatementDecisionFactory.create(statement__quarter__fictional=True)
    statement = decided.statement
    assert decided.delete()[0] == 1
    assert statement.delete()[0] == 1


def test_published_results_of_an_invented_quarter_may_go() -> None:
    row = f.MetricScoreFactory.create(assessment__submission__quarter__fictional=True)
    revision = f.RevisionFactory.create(assessment=row.assessment, quarter=row.assessment.quarter)
    assert row.delete()[0] == 1
    assert revision.delete()[0] == 1
