"""The admin site shows every stored row and changes none."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse
from factory.django import DjangoModelFactory

from league.models import AuditEvent, MetricValue, Reconciliation, SegmentAssignment
from tests import factories as f
from trusts.models import Trust

pytestmark = pytest.mark.django_db

SHOWN: list[type[DjangoModelFactory[Any]]] = [
    f.QuarterFactory,
    f.SubmissionFactory,
    f.SubmittedFileFactory,
    f.QuarterTrustFactory,
    f.MetricValueFactory,
    f.PublishedFigureFactory,
    f.AssessmentFactory,
    f.RevisionFactory,
    f.SegmentAssignmentFactory,
    f.DomainScoreFactory,
    f.MetricScoreFactory,
    f.TrustExplanationFactory,
    f.MetricSpreadFactory,
    f.MovementFactory,
    f.StatementDecisionFactory,
    f.AuditEventFactory,
]


@pytest.fixture
def as_admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    return client


def address(model: type[models.Model], page: str, *arguments: object) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=arguments)


@pytest.mark.parametrize("make", SHOWN)
def test_rows_are_shown_and_not_changed(
    as_admin: Client, make: type[DjangoModelFactory[Any]]
) -> None:
    row = make.create()
    model = type(row)
    assert as_admin.get(address(model, "changelist")).status_code == 200
    assert as_admin.get(address(model, "change", row.pk)).status_code == 200
    assert as_admin.post(address(model, "change", row.pk), {}).status_code == 403
    assert as_admin.get(address(model, "add")).status_code == 403
    assert as_admin.post(address(model, "delete", row.pk)).status_code == 403


@pytest.mark.parametrize("model", [Trust, MetricValue, SegmentAssignment, AuditEvent])
def test_rows_can_be_searched(as_admin: Client, model: type[models.Model]) -> None:
    assert as_admin.get(address(model, "changelist"), {"q": "RP6"}).status_code == 200


def test_reconciliations_are_shown(as_admin: Client) -> None:
    made = Reconciliation.objects.create(assessment=f.AssessmentFactory.create())
    assert as_admin.get(address(Reconciliation, "change", made.pk)).status_code == 200


def test_every_model_is_shown() -> None:
    stored = {
        model for label in ("league", "trusts") for model in apps.get_app_config(label).get_models()
    }
    assert stored <= set(admin.site._registry)
