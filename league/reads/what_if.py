"""What the page of a what-if needs beside the rules' answer."""

from __future__ import annotations

from league.models import Quarter, SegmentAssignment

from .league_tables import shown


def place(quarter: Quarter, ods_code: str) -> SegmentAssignment | None:
    """The trust's published results; None when it is not in the quarter. One query."""
    return SegmentAssignment.objects.of_trust(shown(quarter), ods_code).first()
