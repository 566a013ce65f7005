"""What downloaded files are called: what they hold, of when, and which revision."""

from __future__ import annotations

from collections.abc import Sequence

from league.models import Quarter

from .fields import revision_number
from .notes import last_published


def of_quarter(what: str, quarter: Quarter, *, filtered: bool = False) -> str:
    """``trust-league_acute_2025-26-q4_revision-1``, without its ending."""
    revision = f"revision-{revision_number(quarter)}"
    parts = [what, quarter.slug, revision, *(["filtered"] if filtered else [])]
    return _joined(parts, fictional=quarter.fictional)


def of_history(what: str, quarters: Sequence[Quarter]) -> str:
    """``trust-league_segments_2025-26-q1-to-2026-27-q1_published-2026-11-23``.

    The day is that of the newest revision in it; quarters come newest first.
    """
    span = f"{quarters[-1].slug}-to-{quarters[0].slug}"
    newest = f"published-{last_published(quarters).date().isoformat()}"
    return _joined([what, span, newest], fictional=any(quarter.fictional for quarter in quarters))


def without_quarter(what: str, *, filtered: bool = False, fictional: bool = False) -> str:
    """``trust-league_register``, ``trust-league_metrics_filtered``."""
    return _joined([what, *(["filtered"] if filtered else [])], fictional=fictional)


def _joined(parts: Sequence[str], *, fictional: bool) -> str:
    """Invented figures are called so before anything else."""
    site = "trust-league_demonstration" if fictional else "trust-league"
    return "_".join([site, *parts])
