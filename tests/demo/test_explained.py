"""Every invented trust is explained, and what explains it adds up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from league.models import Quarter
from league.services import demonstration
from league.services.audit import Actor
from tests.explained import assert_explained

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
def test_every_trust_is_explained(slug: str) -> None:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    assert assert_explained(quarter.current_revision.assessment) > 200
