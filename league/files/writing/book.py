"""Tables that belong to one view. Where a file can hold only one, they are stacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from .sheet import Cell, Column, Kind, Note, Row, Sheet

ONLY = "rows"
"""Name of the only table of a view."""

PART = Column("part", "Part", Kind.TEXT, meaning="Which table of the page the row belongs to.")


@dataclass(frozen=True)
class Book:
    """``sheets`` by their names in JSON; ``notes`` are facts about all of them.

    ``common`` are cells by key that every row of a stacked table has where its own table lacks
    that column: whose figures they are. ``made`` is when the figures were published; it stands
    for the date of the file, so that the same figures always give the same file.
    """

    title: str
    sheets: Mapping[str, Sheet]
    notes: tuple[Note, ...] = ()
    made: datetime | None = None
    common: Mapping[str, Cell] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, made: datetime | None = None) -> Book:
        """A book of one table."""
        return cls(sheet.title, {ONLY: sheet}, sheet.notes, made)

    def as_one(self) -> Sheet:
        """One table of all: its own if there is one, else all stacked under the columns that
        any of them has, with a first column that names the part."""
        if len(self.sheets) == 1:
            (sheet,) = self.sheets.values()
            return replace(sheet, notes=self.notes)
        columns = {column.key: column for sheet in self.sheets.values() for column in sheet.columns}
        stacked = chain.from_iterable(
            self._spread(name, sheet, tuple(columns)) for name, sheet in self.sheets.items()
        )
        return Sheet(self.title, (PART, *columns.values()), stacked, self.notes)

    def _spread(self, part: str, sheet: Sheet, keys: tuple[str, ...]) -> Iterator[Row]:
        own = [column.key for column in sheet.columns]
        for row in sheet.rows:
            cells = {**self.common, **dict(zip(own, row, strict=True))}
            yield (part, *(cells.get(key) for key in keys))
