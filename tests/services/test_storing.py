"""Bulk writes by COPY keep types, and constraints hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from league.models import MetricValue, SegmentAssignment
from league.services.storing import AskedInCopyError, copy_rows
from tests.factories import AssessmentFactory, SubmissionFactory, TrustFactory

pytestmark = pytest.mark.django_db


def assignment(**changes: Any) -> dict[str, Any]:
    return {
        "assessment_id": AssessmentFactory.create().pk,
        "trust_id": TrustFactory.create().pk,
        "name": 'Tab\t, "quote" \\N and ’',
        "type": "acute",
        "subtype": "",
        "region": "",
        "average": 2.123456789012345,
        "average_score": Decimal("2.12"),
        "override_source": "",
        "override_sentence": "",
        "override_flagged": None,
        "steps": [{"key": "average", "figures": {"of": None}}],
        **changes,
    }


def test_a_row_comes_back_as_it_was_given() -> None:
    row = assignment()
    assert copy_rows(SegmentAssignment, [row]) == 1
    stored = SegmentAssignment.objects.get()
    assert {field: getattr(stored, field) for field in row} == row


def test_nothing_to_store() -> None:
    assert copy_rows(SegmentAssignment, []) == 0


def value(submission: int, trust: str, metric: str) -> dict[str, Any]:
    return {
        "submission_id": submission,
        "trust_id": trust,
        "metric": metric,
        "unit": "%",
        "value": 1.0,
        "state": "reported",
        "period": "",
    }


def test_rows_may_differ_in_one_column_only() -> None:
    shared = value(SubmissionFactory.create().pk, TrustFactory.create().pk, "")
    del shared["metric"]
    rows = [{"metric": "OF0001"}, {"metric": "OF0002"}]
    assert copy_rows(MetricValue, rows, shared) == 2
    assert set(MetricValue.objects.values_list("metric", flat=True)) == {"OF0001", "OF0002"}


def test_many_rows_are_counted() -> None:
    submission, trust = SubmissionFactory.create().pk, TrustFactory.create().pk
    rows = (value(submission, trust, f"OF{n:04d}") for n in range(30))
    assert copy_rows(MetricValue, rows) == 30
    assert MetricValue.objects.filter(submission=submission).count() == 30


def test_what_all_rows_share_is_given_once() -> None:
    submission, trust = SubmissionFactory.create().pk, TrustFactory.create().pk
    rows = [value(submission, trust, "OF0001"), value(submission, trust, "OF0002")]
    for row in rows:
        del row["submission_id"], row["trust_id"]
    shared = {"trust_id": trust, "submission_id": submission}
    assert copy_rows(MetricValue, rows, shared) == 2
    assert set(MetricValue.objects.values_list("submission", "trust", "metric")) == {
        (submission, trust, "OF0001"),
        (submission, trust, "OF0002"),
    }


def test_rows_cannot_ask_the_database_while_they_are_sent() -> None:
    """It would wait for the rows, and they for it."""
    submission = SubmissionFactory.create().pk
    rows = (value(submission, TrustFactory.create().pk, f"OF{n:04d}") for n in range(3))
    with pytest.raises(AskedInCopyError):
        copy_rows(MetricValue, rows)


def test_constraints_hold() -> None:
    with pytest.raises(IntegrityError, match="segment_average_1_to_4"):
        copy_rows(SegmentAssignment, [assignment(average=0.5)])
