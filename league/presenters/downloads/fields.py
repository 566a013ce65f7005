"""A column together with where its cells come from, so that the two cannot drift apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from league.files.writing.sheet import Cell, Column, Kind, Note, Sheet
from league.models import Quarter

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class Field(Generic[T]):
    column: Column
    cell: Callable[[T], Cell]

    def on(self, of: Callable[[S], T]) -> Field[S]:
        """The same column for rows that hold what it is about."""
        return Field(self.column, lambda row: self.cell(of(row)))


Fields = tuple[Field[T], ...]


def sheet_of(
    title: str,
    fields: Fields[T],
    rows: Iterable[T],
    *,
    notes: tuple[Note, ...] = (),
    frozen: int = 0,
    single: bool = False,
) -> Sheet:
    """The rows under their columns, one at a time as they are asked for."""
    return Sheet(
        title=title,
        columns=tuple(field.column for field in fields),
        rows=(tuple(field.cell(row) for field in fields) for row in rows),
        notes=notes,
        frozen=frozen,
        single=single,
    )


def text(key: str, header: str, cell: Callable[[T], str | None], meaning: str = "") -> Field[T]:
    return Field(Column(key, header, Kind.TEXT, meaning=meaning), cell)


def integer(key: str, header: str, cell: Callable[[T], int | None], meaning: str = "") -> Field[T]:
    return Field(Column(key, header, Kind.INTEGER, meaning=meaning), cell)


def flag(key: str, header: str, cell: Callable[[T], bool | None], meaning: str = "") -> Field[T]:
    return Field(Column(key, header, Kind.FLAG, meaning=meaning), cell)


def number(
    key: str,
    header: str,
    cell: Callable[[T], Cell],
    meaning: str = "",
    *,
    decimals: int | None = None,
) -> Field[T]:
    return Field(Column(key, header, Kind.NUMBER, meaning=meaning, decimals=decimals), cell)


def identity(quarter_of: Callable[[T], Quarter]) -> Fields[T]:
    """Which figures these are, in each row: files of several quarters can be put together."""
    return (
        text(
            "quarter",
            "Quarter",
            lambda row: quarter_of(row).slug,
            "Financial year and quarter; 2025-26-q4 is January to March 2026.",
        ),
        text(
            "edition",
            "Framework edition",
            lambda row: quarter_of(row).edition,
            "Figures of different editions cannot be compared.",
        ),
        integer(
            "revision",
            "Revision",
            lambda row: revision_number(quarter_of(row)),
            "Which publication of the quarter; a correction is a new one.",
        ),
    )


def revision_numbers(quarters: Iterable[Quarter]) -> dict[str, int]:
    """By quarter."""
    return {quarter.slug: revision_number(quarter) for quarter in quarters}


def revision_number(quarter: Quarter) -> int:
    """Raises ValueError when the quarter is not published."""
    if quarter.current_revision is None:
        raise ValueError(f"{quarter} is not published.")
    return quarter.current_revision.number
