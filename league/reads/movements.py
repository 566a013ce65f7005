"""What moved a trust since the quarter before, as kept."""

from __future__ import annotations

from league.models import Movement, Quarter

from .league_tables import shown


def since_before(quarter: Quarter, ods_code: str) -> Movement | None:
    """From what is shown now of the nearest earlier quarter; None where there is none of the
    same edition. One query."""
    return Movement.objects.to_shown(shown(quarter), ods_code).first()
