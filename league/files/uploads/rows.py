"""The rows under a recognised header to figures; a fault of a cell is noted, not raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from league.files import cells
from league.files.faults import Fault
from league.files.quarters import from_label

from .figures import Figure, figure, state_of
from .layouts import Columns, Layout, metric_in
from .sheets import Cell, Sheet, words

MOST_FAULTS = 2_000
"""Noted of one file; whoever has more has the wrong file."""


@dataclass(frozen=True, slots=True)
class UploadedRow:
    """One figure of one trust, or that it is missing."""

    row: int
    """As a spreadsheet counts."""
    column: str
    """Header of the cell that holds it."""
    code: str
    metric: str
    """Metric id, or ``DEFICIT`` for the deficit flag."""
    quarter: str
    """Slug; empty when the file names none."""
    value: float | None
    state: str
    """A value state; ``reported`` exactly when there is a value."""
    unit: str
    period: str
    text: str
    """As found."""
    percent: bool
    """Whether a per cent sign was written."""


class RowReader:
    """Reads the rows under a header and notes the faults."""

    def __init__(self, name: str, sheet: Sheet, columns: Columns) -> None:
        self.name, self.sheet, self.columns = name, sheet, columns
        self.body = [each for each in sheet.rows if each[0] > columns.header_row]
        self.faults: list[Fault] = []

    def rows(self) -> Iterator[UploadedRow]:
        self._refuse_merged()
        wide = self.columns.layout is Layout.WIDE
        for number, row in self.body:
            code = self._code(number, row)
            quarter = self._quarter(number, row)
            if code and quarter is not None:
                yield from (self._wide if wide else self._long)(number, row, code, quarter)

    def _wide(
        self, number: int, row: tuple[Cell, ...], code: str, quarter: str
    ) -> Iterator[UploadedRow]:
        for place, metric in self.columns.metrics.items():
            yield from self._figure(number, row, place, code, metric, quarter)

    def _long(
        self, number: int, row: tuple[Cell, ...], code: str, quarter: str
    ) -> Iterator[UploadedRow]:
        said = self._said("metric", row)
        metric = metric_in(said)
        if metric:
            place = self.columns.at["value"]
            yield from self._figure(number, row, place, code, metric, quarter)
        else:
            problem = "This is no metric id." if said else "The cell is empty."
            remedy = "Write one like OF0013, or Deficit for the deficit flag."
            self._fault(number, self.columns.at["metric"], said, problem, remedy)

    def _figure(
        self,
        number: int,
        row: tuple[Cell, ...],
        place: int,
        code: str,
        metric: str,
        quarter: str,
    ) -> Iterator[UploadedRow]:
        """Nothing where the cell says nothing, and where it has a fault."""
        cell = row[place] if place < len(row) else None
        read = self._with_state(number, row, self._checked(number, place, cell))
        if read.problem:
            self._fault(number, place, words(cell), read.problem, read.remedy)
        elif read.state:
            yield UploadedRow(
                row=number,
                column=self._header(place),
                code=code,
                metric=metric,
                quarter=quarter,
                value=read.value,
                state=read.state,
                unit=self._said("unit", row),
                period=self._said("period", row)[:120],
                text=words(cell),
                percent=read.percent,
            )

    def _checked(self, number: int, place: int, cell: Cell) -> Figure:
        if (number - 1, place) in self.sheet.unvalued:
            remedy = "Open the file, let it calculate, and save it again; or type the figure."
            return Figure(problem="This formula was saved without its result.", remedy=remedy)
        return figure(self.sheet.errors.get((number - 1, place), cell))

    def _with_state(self, number: int, row: tuple[Cell, ...], read: Figure) -> Figure:
        """What the column of states adds: it must not contradict the figure."""
        said = self._said("state", row)
        state = state_of(said)
        if read.problem or state == "":
            if self.columns.layout is Layout.OFFICIAL and not read.problem and not read.state:
                return Figure(state="not-submitted")
            return read
        if state is None:
            remedy = "Write reported, suppressed, not submitted or not applicable."
            self._fault(number, self.columns.at["state"], said, "This is no state.", remedy)
            return Figure()
        if state == "reported" and read.value is None:
            return Figure(
                problem="It is said to be reported, and there is no figure.",
                remedy="Type the figure, or correct the state.",
            )
        if state != "reported" and read.value is not None:
            return Figure(
                problem=f"There is a figure, and it is said to be {said.lower()}.",
                remedy="Delete the figure, or correct the state.",
            )
        return Figure(read.value, state, read.percent)

    def _code(self, number: int, row: tuple[Cell, ...]) -> str:
        """The code, also where the name follows it: ``RP6 Moorfields Eye Hospital``."""
        said = self._said("trust", row)
        first = said.partition(" ")[0].strip("(),:;-")
        led = first if any(letter.isdigit() for letter in first) else ""
        code = cells.trust_code(said) or cells.trust_code(led)
        if not code:
            problem = "This is no ODS code." if said else "The cell is empty."
            place = self.columns.at["trust"]
            self._fault(number, place, said, problem, "Write the trust's code, such as RP6.")
        return code or ""

    def _quarter(self, number: int, row: tuple[Cell, ...]) -> str | None:
        """Empty where the file names none; None where it names one that is none."""
        said = self._said("quarter", row)
        known = from_label(said) if said else None
        if said and not known:
            place = self.columns.at["quarter"]
            self._fault(number, place, said, "This is no quarter.", "Write it like Q4 2025/26.")
            return None
        return known.slug if known else ""

    def _refuse_merged(self) -> None:
        for top, bottom, named in self.sheet.merged:
            if bottom > self.columns.header_row:
                problem = f"The cells {named} are merged, so all but one of them are empty."
                remedy = "Split them, and write each cell's own content."
                self._fault(max(top, self.columns.header_row + 1), None, "", problem, remedy)

    def _said(self, meaning: str, row: tuple[Cell, ...]) -> str:
        place = self.columns.at.get(meaning)
        return words(row[place]) if place is not None and place < len(row) else ""

    def _header(self, place: int) -> str:
        return self.columns.headers[place] if place < len(self.columns.headers) else ""

    def _fault(self, number: int, place: int | None, value: str, problem: str, remedy: str) -> None:
        column = "" if place is None else self._header(place)
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.name, problem, remedy, number, column, value))
