"""The demonstration data go before real figures come."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from league.models import (
    AuditEvent,
    MetricScore,
    MetricValue,
    PublishedFigure,
    Quarter,
    SegmentAssignment,
    Submission,
)
from league.services import demonstration
from league.services.publishing import publish
from trusts.models import Trust

from .builders import ACTOR, handover, submit

pytestmark = pytest.mark.django_db


def test_every_invented_row_is_taken_away() -> None:
    for slug in ("2025-26-q3", "2025-26-q4"):
        quarter = submit(handover(slug, fictional=True)).submission.quarter
        publish(by=ACTOR, quarter=quarter, reason="Demonstration")
    assert demonstration.remove(by=ACTOR) == ["Q3 2025/26", "Q4 2025/26"]
    for model in (Quarter, Submission, Trust, MetricScore):
        assert not model._default_manager.exists()
    assert AuditEvent.objects.filter(action="demonstration.removed").count() == 2


def test_large_tables_are_emptied_without_looking_into_themselves() -> None:
    """Else PostgreSQL may go through such a table once for each of its rows."""
    submit(handover(fictional=True))
    with CaptureQueriesContext(connection) as asked:
        demonstration.remove(by=ACTOR)
    emptied = [query["sql"] for query in asked if query["sql"].startswith("DELETE")]
    tables = [delete.split('"')[1] for delete in emptied]
    for model in (MetricScore, MetricValue, SegmentAssignment, PublishedFigure):
        assert model._meta.db_table in tables
    for table, delete in zip(tables, emptied, strict=True):
        assert delete.count(f'FROM "{table}"') == 1


def test_real_figures_stay() -> None:
    submit(handover())
    assert demonstration.remove(by=ACTOR) == []
    assert Quarter.objects.count() == 1
    assert Trust.objects.count() == 6
