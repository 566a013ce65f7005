"""A front with stores of its own, before a Django that counts what it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from league.page_cache.build import pages_of
from league.page_cache.front import Front
from tests.page_cache.asking import Counting


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with which pages are kept, and every request asks for the newest generation."""
    settings.PAGE_CACHE = True
    settings.PAGE_CACHE_DIR = str(tmp_path / "pages")
    settings.PAGE_CACHE_ASK_SECONDS = 0.0
    return settings


@pytest.fixture
def django(kept: Settings) -> Counting:
    return Counting()


@pytest.fixture
def front(django: Counting) -> Front:
    return Front(django, pages_of(django), lambda: False)
