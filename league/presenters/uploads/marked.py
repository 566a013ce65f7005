"""A person's own file, given back with what was found in each of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from league.files.uploads.reading import UploadedTable
from league.files.writing.book import Book
from league.files.writing.sheet import Column, Sheet
from league.models import Upload

_FOUND = Column("found", "What was found", meaning="Errors and warnings, with what to do.")


def marked_book(upload: Upload, table: UploadedTable) -> Book:
    """The rows as they were handed in, text by text, and a last column of what was found."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in upload.findings:
        if each["row"]:
            column = f"{each['column']}: " if each["column"] else ""
            found[each["row"]].append(f"{column}{each['problem']} {each['remedy']}")
    width = max((len(cells) for _, cells in table.body), default=0)
    headers = [*table.headers, *("" for _ in range(width - len(table.headers)))]
    columns = tuple(_column(place, header) for place, header in enumerate(headers))
    rows = (
        (*_padded(cells, len(columns)), " ".join(found.get(number, ())))
        for number, cells in table.body
    )
    return Book.of(Sheet("Figures", (*columns, _FOUND), rows, frozen=1))


def _column(place: int, header: str) -> Column:
    return Column(header or f"column_{place + 1}", header)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))[:width]
