"""The page of every invented trust of every invented quarter renders whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from league.models import Quarter, SegmentAssignment
from league.services import demonstration
from league.services.audit import Actor
from tests.pages.whole import assert_whole

from .assessed import QUARTERS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all tests of the module, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.load(by=Actor("A tester"))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demonstrated")
@pytest.mark.parametrize("slug", QUARTERS)
def test_every_trust_has_a_whole_page(client: Client, slug: str) -> None:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    rows = SegmentAssignment.objects.of_assessment(quarter.current_revision.assessment)
    codes = list(rows.values_list("trust_id", flat=True))
    assert len(codes) > 200
    for code in codes:
        assert "invented" in assert_whole(client, reverse("trust", args=[code, slug])).text
