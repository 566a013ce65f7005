"""Rows of many official files, put together into one handover a quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from league import editions
from league.files.faults import Fault
from league.files.official import OfficialFile
from league.files.quarters import from_slug
from league.files.rows import LeagueRow, MetricRow, TrustCells
from league.files.versions import family_and_version

from . import collector
from .handover import FigureLine, FileLine, Handover, TrustLine, ValueLine
from .official_lines import Interpreter, Lines, RowError, league_lines
from .official_meaning import meanings

CellKey = tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    handover: Handover | None
    """None when there are faults: nothing of the quarter may be kept."""
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    spoiled: bool = False
    """A file has a fault that touches the quarter, told with the file itself."""


@collector.resting()
def gather(slug: str, files: Sequence[OfficialFile]) -> Gathered:
    """One quarter out of several files; where two differ, the later in order wins."""
    name = from_slug(slug)
    try:
        edition = editions.for_financial_year(name.financial_year)
    except KeyError:
        problem = f"No edition of the framework covers {name.label}."
        remedy = "Add the edition's file to league/editions, or leave this quarter out."
        fault = Fault(files[0].name, problem, remedy, quarter=slug)
        return Gathered(None, (fault,), ())
    gatherer = _Gatherer(slug, Interpreter(edition, meanings(edition)), files)
    for position in range(len(files)):
        gatherer.add(position)
    return gatherer.finished()


@dataclass
class _Gatherer:
    slug: str
    interpreter: Interpreter
    files: Sequence[OfficialFile]
    trusts: dict[str, tuple[int, TrustCells]] = field(default_factory=dict)
    lines: dict[CellKey, tuple[int, ValueLine | FigureLine]] = field(default_factory=dict)
    rows: Counter[int] = field(default_factory=Counter)
    replaced: Counter[tuple[int, int]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, position: int) -> None:
        file = self.files[position]
        rows: tuple[MetricRow | LeagueRow, ...] = (*file.metric_rows, *file.league_rows)
        seen: dict[str, int] = {}
        for row in rows:
            if row.trust.quarter == self.slug:
                self.rows[position] += 1
                self._take(position, row, seen)

    def finished(self) -> Gathered:
        if self.faults:
            return Gathered(None, tuple(self.faults), ())
        kept = [line for _, line in self.lines.values()]
        used = [position for position in range(len(self.files)) if self.rows[position]]
        places = {position: place for place, position in enumerate(used)}
        values = tuple(_of_file(line, places) for line in kept if isinstance(line, ValueLine))
        handover = Handover(
            quarter=self.slug,
            trusts=tuple(_trust_line(cells) for _, cells in self.trusts.values()),
            values=values,
            figures=tuple(line for line in kept if isinstance(line, FigureLine)),
            files=tuple(self._file_line(position) for position in used),
        )
        return Gathered(handover, (), tuple(self._notes()))

    def _take(self, position: int, row: MetricRow | LeagueRow, seen: dict[str, int]) -> None:
        try:
            self._place_trust(position, row.trust)
            self._refuse_twin(row, seen)
            for line in self._read(position, row):
                self._place_line(position, line)
        except RowError as error:
            self.faults.append(self._fault(position, row.trust.row, error))

    def _read(self, position: int, row: MetricRow | LeagueRow) -> Lines:
        if isinstance(row, MetricRow):
            return self.interpreter.metric_lines(row, position)
        return league_lines(row)

    def _place_trust(self, position: int, cells: TrustCells) -> None:
        before = self.trusts.get(cells.code)
        if before and before[1].type != cells.type and not self._reissues(position, before[0]):
            raise RowError(
                "Trust_type",
                cells.type,
                f"{cells.code} is {before[1].type} in row {before[1].row} of "
                f"{self.files[before[0]].name}.",
                "A trust has one type in a quarter: correct one of the rows.",
            )
        self.trusts[cells.code] = (position, cells)

    def _reissues(self, position: int, other: int) -> bool:
        mine, theirs = (family_and_version(self.files[at].name) for at in (position, other))
        return mine[0] == theirs[0] and mine[1] > theirs[1]

    def _refuse_twin(self, row: MetricRow | LeagueRow, seen: dict[str, int]) -> None:
        code, metric = row.trust.code, row.metric if isinstance(row, MetricRow) else ""
        first = seen.setdefault(f"{code} {metric}", row.trust.row)
        if first != row.trust.row:
            raise RowError(
                "Metric_ID" if metric else "Trust_code",
                metric or code,
                f"Row {first} says the same of {code}.",
                "Keep one of the two rows.",
            )

    def _place_line(self, position: int, line: ValueLine | FigureLine) -> None:
        key = _key(line)
        before = self.lines.get(key)
        if before and before[0] != position:
            if _is_silent(line, before[1]):
                return
            if not (_is_empty(before[1]) or _says_same(before[1], line)):
                self.replaced[before[0], position] += 1
        self.lines[key] = (position, line)

    def _fault(self, position: int, row: int, error: RowError) -> Fault:
        return Fault(
            self.files[position].name,
            error.problem,
            error.remedy,
            row=row,
            column=error.column,
            value=error.value,
            quarter=self.slug,
        )

    def _file_line(self, position: int) -> FileLine:
        file = self.files[position]
        return FileLine(file.name, file.sha256, file.size, self.rows[position])

    def _notes(self) -> Iterator[str]:
        for (old, new), count in self.replaced.items():
            figures = "figure" if count == 1 else "figures"
            yield f"{self.files[new].name} replaces {count} {figures} of {self.files[old].name}."


def _of_file(line: ValueLine, places: Mapping[int, int]) -> ValueLine:
    """The line with its file's place among those used, which mostly is the same."""
    place = places[line.file or 0]
    return line if place == line.file else replace(line, file=place)


def _key(line: ValueLine | FigureLine) -> CellKey:
    if isinstance(line, ValueLine):
        return (line.code, line.metric)
    return (line.code, line.kind, line.key)


def _says_same(old: ValueLine | FigureLine, new: ValueLine | FigureLine) -> bool:
    if isinstance(old, ValueLine) and isinstance(new, ValueLine):
        return replace(old, file=None, row=None) == replace(new, file=None, row=None)
    return old == new


def _is_empty(line: ValueLine | FigureLine) -> bool:
    """Whether it is a published result whose cell is empty."""
    return isinstance(line, FigureLine) and line.value is None


def _is_silent(line: ValueLine | FigureLine, before: ValueLine | FigureLine) -> bool:
    """An empty cell says nothing against what a file of the other layout gives."""
    mine, theirs = (each.layout if isinstance(each, FigureLine) else "" for each in (line, before))
    return _is_empty(line) and mine != theirs


def _trust_line(cells: TrustCells) -> TrustLine:
    return TrustLine(cells.code, cells.name, cells.type, cells.subtype, cells.region)
