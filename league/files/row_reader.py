"""Reads the cells of one row, and notes a fault instead of failing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from . import cells
from .faults import Fault
from .quarters import from_label
from .rows import LONGEST, LeagueRow, MetricRow, TrustCells

T = TypeVar("T")

_NO_NUMBER = "no number"
_KNOWN_TYPES = "Known are Acute trust, Mental health and community trust, Ambulance trust."


@dataclass
class RowReader:
    """``columns`` gives the position of each column by key."""

    file: str
    number: int
    texts: list[str]
    columns: Mapping[str, int]
    headers: tuple[str, ...]
    quarter: str = ""
    faults: list[Fault] = field(default_factory=list)

    def as_metric(self) -> MetricRow | None:
        """The row of a metric file, or None when it has a fault."""
        if not self._whole():
            return None
        trust = self._trust()
        metric = self._must("metric_id", cells.metric_id, "no metric id", "Write one like OF0013.")
        value, state = self._value()
        rank = self._may("rank", _rank, "no rank", "Write a number from 1 or leave it empty.")
        unit, period = self._kept("units"), self._kept("reporting_date")
        if self.faults:
            return None
        return MetricRow(trust, metric or "", unit, value, state, period, rank)

    def as_league(self) -> LeagueRow | None:
        """The row of a league table, or None when it has a fault."""
        if not self._whole():
            return None
        remedy, span = "Write a number such as 2.15.", "Write a range such as 1.2 to 1.89."
        row = LeagueRow(
            self._trust(),
            self._may("average_score", cells.number, _NO_NUMBER, remedy),
            self._may("likely_range_of_average_score", cells.span, "no range", span),
            self._may("segment", cells.number, _NO_NUMBER, remedy),
            self._may("trust_in_financial_deficit", cells.flag, "no flag", "Write Yes or No."),
            self._may("rank", _rank, "no rank", "Write a whole number from 1."),
            self._may("likely_range_of_rank", cells.span, "no range", "Write it like 3 to 17."),
        )
        return None if self.faults else row

    def _whole(self) -> bool:
        known = from_label(self._text("quarter"))
        self.quarter = known.slug if known else ""
        if len(self.texts) == len(self.headers):
            return True
        problem = f"The row has {len(self.texts)} cells, the header {len(self.headers)}."
        self._fault("", "", problem, "Download the file again.")
        return False

    def _trust(self) -> TrustCells:
        if not self.quarter:
            label = self._text("quarter")
            self._fault("quarter", label, "This is no quarter.", "Write it like Q4 2025/26.")
        code = self._must("trust_code", cells.trust_code, "no ODS code", "Write one like RP6.")
        kind = self._must("trust_type", cells.trust_type, "no trust type", _KNOWN_TYPES)
        self._must("trust_name", _some, "no name", "Write the trust's name.")
        return TrustCells(
            self.number,
            self.quarter,
            code or "",
            self._kept("trust_name"),
            kind or "",
            self._kept("trust_subtype"),
            self._kept("region"),
        )

    def _value(self) -> tuple[float | None, str]:
        missing = cells.missing_state(self._text("value"))
        if missing:
            return None, missing
        remedy = "Write a number such as 78.5, or leave the cell empty."
        return self._must("value", cells.number, _NO_NUMBER, remedy), "reported"

    def _may(
        self, column: str, read: Callable[[str], T | None], what: str, remedy: str
    ) -> T | None:
        if cells.missing_state(self._text(column)):
            return None
        return self._must(column, read, what, remedy)

    def _must(
        self, column: str, read: Callable[[str], T | None], what: str, remedy: str
    ) -> T | None:
        text = self._text(column)
        value = read(text)
        if value is None:
            self._fault(column, text, _problem(text, what), remedy)
        return value

    def _kept(self, column: str) -> str:
        """Text that is stored as it stands; too long a one is a fault."""
        text, longest = self._text(column), LONGEST[column]
        if len(text) > longest:
            problem = f"The cell has {len(text)} letters; {longest} is the most."
            self._fault(column, text, problem, "Shorten it, or download the file again.")
        return text

    def _text(self, column: str) -> str:
        at = self.columns[column]
        return cells.clean(self.texts[at]) if at < len(self.texts) else ""

    def _fault(self, column: str, value: str, problem: str, remedy: str) -> None:
        header = self.headers[self.columns[column]] if column else ""
        self.faults.append(
            Fault(self.file, problem, remedy, self.number, header, value, self.quarter)
        )


def _problem(text: str, what: str) -> str:
    if not text:
        return "The cell is empty."
    if what == _NO_NUMBER and cells.any_number(text) is not None:
        return cells.TOO_LARGE
    return f"This is {what}."


def _rank(text: str) -> float | None:
    value = cells.number(text)
    return value if value is not None and value >= 1 else None


def _some(text: str) -> str | None:
    return text or None
