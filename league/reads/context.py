"""What stands beside a trust's rank: other oversight, and its own words."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import OversightRecord, Quarter, TrustStatement


@dataclass(frozen=True)
class TrustContext:
    records: tuple[OversightRecord, ...] = ()
    """Those that held on any day of the quarter, in order of kinds, the newest first."""
    statement: TrustStatement | None = None
    """The newest that is accepted and not withdrawn."""


def of_trust(quarter: Quarter, ods_code: str) -> TrustContext:
    """Two queries."""
    records = OversightRecord.objects.of_trust(ods_code).during(quarter.starts, quarter.ends)
    statements = TrustStatement.objects.about(quarter, ods_code).shown()
    return TrustContext(records=tuple(records), statement=statements.first())
