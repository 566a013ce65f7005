"""What an import did, quarter by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from league.files.faults import Fault

NAMED = 40
"""Codes named in a note: all but those of a first import."""


def listed(codes: Sequence[str]) -> str:
    """``RA1, RB2 and 7 more``."""
    more = len(codes) - NAMED
    return ", ".join(codes[:NAMED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True)
class QuarterReport:
    label: str
    outcome: str
    """``imported``, ``unchanged`` or ``refused``."""
    trusts: int = 0
    values: int = 0
    figures: int = 0
    basis: str = ""
    agreed: int = 0
    compared: int = 0
    """Adjusted segments that agree with the published ones, and those compared."""
    revision: int | None = None
    """Number of the revision that readers see."""
    published_now: bool = False
    seconds: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def agreement(self) -> str:
        return f"{self.agreed} of {self.compared}" if self.compared else "none to compare"


@dataclass(frozen=True)
class ImportReport:
    quarters: tuple[QuarterReport, ...]
    faults: tuple[Fault, ...]
    removed: tuple[str, ...]
    """Quarters of demonstration data that were taken away first."""
    dry_run: bool
    seconds: float

    @property
    def is_sound(self) -> bool:
        return not self.faults
