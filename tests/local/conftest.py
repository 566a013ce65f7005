"""Directories for clusters that tests make."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings


@contextmanager
def _directory() -> Iterator[Path]:
    """One that the account of the server can reach when we are root, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="test-", dir=settings.VAR_DIR))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def home() -> Iterator[Path]:
    """Directory for a cluster of the test's own."""
    with _directory() as made:
        yield made


@pytest.fixture(scope="module")
def shared_home() -> Iterator[Path]:
    """Directory for what the tests of a module share."""
    with _directory() as made:
        yield made
