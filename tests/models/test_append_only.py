"""Rows of record cannot be rewritten, not even by a hand in the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError
from factory.django import DjangoModelFactory

from league.models import Reconciliation
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
