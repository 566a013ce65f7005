"""Oversight records by file: all rows of it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.results import Result, RowResult

from . import register
from .audit import Actor
from .oversight_resource import COLUMNS, OversightResource, day
from .refusals import RefusedError
from .rights import Right, require
from .uploads import sandbox

OUTCOMES = {
    RowResult.IMPORT_TYPE_NEW: "To be recorded",
    RowResult.IMPORT_TYPE_UPDATE: "To be ended",
    RowResult.IMPORT_TYPE_SKIP: "On record already: left as it is",
}
_NEEDED = ("trust", "kind", "value", "valid_from", "source")
_ALSO = {"ods_code": "trust", "code": "trust", "from": "valid_from", "to": "valid_to"}

Row = tuple[int, tuple[str, ...]]
"""Number in the file, and the cells in the order of ``COLUMNS``."""


@dataclass(frozen=True)
class Line:
    """One row of a file and what it does; ``problem`` is empty where it does it."""

    row: int
    cells: tuple[str, ...]
    outcome: str
    problem: str = ""


@dataclass(frozen=True)
class Effect:
    lines: tuple[Line, ...]

    @property
    def faulty(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.problem)

    @property
    def acting(self) -> int:
        """How many rows change anything."""
        same = OUTCOMES[RowResult.IMPORT_TYPE_SKIP]
        return sum(not line.problem and line.outcome != same for line in self.lines)


def read(*, by: Actor, name: str, data: bytes) -> list[Row]:
    """The rows of a CSV, XLSX or ODS file, whatever the order of its columns.

    Raises:
        NotAllowedError: the actor may not change oversight records.
        RefusedError: the file cannot be read, or lacks a column.
    """
    require(by=by, right=Right.KEEP_OVERSIGHT)
    table = sandbox.read_plain(name, data)
    if table.fault:
        raise RefusedError(f"{table.fault.problem} {table.fault.remedy}")
    keys = [_key(header) for header in table.headers]
    if missing := [column for column in _NEEDED if column not in keys]:
        raise RefusedError(
            f"The file has no column {', '.join(missing)}. Its first row names the columns: "
            f"{', '.join(COLUMNS)}."
        )
    places = [keys.index(column) if column in keys else None for column in COLUMNS]
    return [
        (at, tuple("" if place is None else cells[place] for place in places))
        for at, cells in table.rows
    ]


def preview(*, by: Actor, rows: list[Row]) -> Effect:
    """What :func:`apply` would do; nothing is stored.

    Raises:
        NotAllowedError: the actor may not change oversight records.
    """
    return _run(by, rows, dry=True)


def apply(*, by: Actor, rows: list[Row]) -> Effect:
    """Record and end what the rows tell, all of it in one transaction.

    Raises:
        NotAllowedError: the actor may not change oversight records.
        RefusedError: a row is refused; then none counts.
    """
    effect = _run(by, rows, dry=False)
    if effect.faulty:
        first = effect.faulty[0]
        raise RefusedError(f"Nothing was recorded. Row {first.row}: {first.problem}")
    return effect


@transaction.atomic
def _run(by: Actor, rows: list[Row], *, dry: bool) -> Effect:
    require(by=by, right=Right.KEEP_OVERSIGHT)
    register.lock()  # two files at once would lock their trusts in different orders
    ordered = sorted(rows, key=_begins)
    data = tablib.Dataset(*(cells for _, cells in ordered), headers=COLUMNS)
    result = OversightResource(by).import_data(
        data, dry_run=dry, use_transactions=True, rollback_on_validation_errors=True
    )
    _raise_unforeseen(result)
    lines = (
        Line(at, cells, *_outcome(done))
        for (at, cells), done in zip(ordered, result.rows, strict=True)
    )
    return Effect(tuple(sorted(lines, key=lambda line: line.row)))


def _begins(row: Row) -> date:
    """Older facts come first, so that one file may end a rating and tell the next."""
    try:
        return day(row[1][COLUMNS.index("valid_from")]) or date.max
    except ValueError:
        return date.max


def _raise_unforeseen(result: Result) -> None:
    """A fault of ours or of the database is no fault of a row."""
    for error in (*result.base_errors, *(each for row in result.rows for each in row.errors)):
        raise error.error


def _outcome(done: RowResult) -> tuple[str, str]:
    error = done.validation_error
    if error is None:
        return OUTCOMES[done.import_type], ""
    return "Refused", " ".join(_said(error))


def _said(error: ValidationError) -> list[str]:
    return list(error.messages)


def _key(header: str) -> str:
    key = "_".join(header.lower().split())
    return _ALSO.get(key, key)
