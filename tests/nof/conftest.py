"""The official files imported once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from league.services.import_report import ImportReport

from .importing import bring_in


@pytest.fixture(scope="module")
def imported(
    nof_dir: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[ImportReport]:
    """Everything imported and published; taken back after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bring_in(nof_dir)
        transaction.set_rollback(True)
