"""What two of the invented trusts say of a quarter of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from .cast import cast


@dataclass(frozen=True)
class Statement:
    code: str
    quarter: str
    office: str
    text: str
    written: datetime
    accepted: datetime
    reason: str
    """Why it was accepted."""


def statements() -> tuple[Statement, ...]:
    """In the order in which they were written."""
    return (
        Statement(
            code=cast().programme[0],
            quarter="2025-26-q4",
            office="Chief Executive",
            text=(
                "Too many people waited too long in our emergency departments this winter. We "
                "are sorry.\n\n"
                "Since March a second assessment unit takes people who need no bed, and our "
                "board hears every week how long people wait."
            ),
            written=datetime(2026, 6, 11, 13, 0, tzinfo=UTC),
            accepted=datetime(2026, 6, 12, 9, 0, tzinfo=UTC),
            reason="It speaks of the quarter and names nobody",
        ),
        Statement(
            code=cast().island,
            quarter="2026-27-q1",
            office="Trust Board Secretary",
            text=(
                "We run hospitals, ambulances and mental health wards for one island. A delay of "
                "the ferry shows in several of our metrics at once, so please read them together."
            ),
            written=datetime(2026, 9, 10, 15, 30, tzinfo=UTC),
            accepted=datetime(2026, 9, 11, 10, 0, tzinfo=UTC),
            reason="It speaks of the quarter and names nobody",
        ),
    )
