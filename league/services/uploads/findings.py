"""One thing found in an upload, said so that its author can put it right."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    ERROR = "error"
    """Nothing of the upload can count before it is mended."""
    WARNING = "warning"
    """May be right: its author says so, by a tick."""
    NOTE = "note"
    """Said for the record."""


@dataclass(frozen=True)
class Finding:
    severity: Severity
    kind: str
    """Which check: findings of one kind are shown, and ticked, together."""
    problem: str
    remedy: str
    row: int | None = None
    """As a spreadsheet counts."""
    column: str = ""
    trust: str = ""
    metric: str = ""
    found: str = ""

    @property
    def key(self) -> str:
        """Names it in a form, the same each time that the same file is checked."""
        return f"{self.kind}:{self.trust}:{self.metric}:{self.row or ''}"

    def as_data(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self) | {"key": self.key}


def from_data(data: dict[str, Any]) -> Finding:
    given = {name: value for name, value in data.items() if name != "key"}
    return Finding(**given | {"severity": Severity(given["severity"])})


def has_errors(findings: tuple[Finding, ...]) -> bool:
    return any(each.severity is Severity.ERROR for each in findings)


def warnings_of(findings: tuple[Finding, ...]) -> frozenset[str]:
    """Keys of all warnings: each must be accepted."""
    return frozenset(each.key for each in findings if each.severity is Severity.WARNING)
