"""Bulk writes by COPY keep types, and constraints hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from league.models import MetricValue, SegmentAssignment
from league.services.storing import copy_rows
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


def test_many_rows_are_counted() -> None:
    submission = SubmissionFactory.create().pk
    rows = (
        {
            "submission_id": submission,
            "trust_id": TrustFactory.create().pk,
            "metric": "OF0013",
            "unit": "%",
            "value": float(n),
            "state": "reported",
            "period": "",
        }
        for n in range(30)
    )
    assert copy_rows(MetricValue, rows) == 30


def test_constraints_hold() -> None:
    with pytest.raises(IntegrityError, match="segment_average_1_to_4"):
        copy_rows(SegmentAssignment, [assignment(average=0.5)])
