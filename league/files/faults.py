"""A fault of a file, said so that its reader can put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    problem: str
    remedy: str
    row: int | None = None
    """As a spreadsheet counts: the header is row 1."""
    column: str = ""
    value: str = ""
    quarter: str = ""
    """Slug of the quarter that it spoils; empty when the file does not tell."""

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        if self.value:
            place.append(f"value {self.value[:60]!r}")
        return f"{', '.join(place)}: {self.problem} {self.remedy}"
