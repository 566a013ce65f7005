"""Importing official files in tests, and what the database holds then."""

from __future__ import annotations

from pathlib import Path

from league.models import (
    Assessment,
    AuditEvent,
    MetricValue,
    PublishedFigure,
    Quarter,
    Revision,
    Submission,
)
from league.services.audit import Actor
from league.services.import_report import ImportReport
from league.services.imports import import_official
from trusts.models import Trust

MODELS = (
    Quarter,
    Submission,
    Assessment,
    Revision,
    MetricValue,
    PublishedFigure,
    AuditEvent,
    Trust,
)


def bring_in(*paths: Path, dry_run: bool = False) -> ImportReport:
    """Import and publish."""
    by = Actor("A tester")
    return import_official(by=by, paths=paths, publish=True, dry_run=dry_run)


def counts() -> dict[str, int]:
    """Rows by model."""
    return {model.__name__: model._default_manager.count() for model in MODELS}


def digests() -> dict[str, str]:
    """Results of each quarter's newest assessment, by slug."""
    newest = Quarter.objects.values_list("slug", "current_assessment__results_digest")
    return {slug: digest or "" for slug, digest in newest}
