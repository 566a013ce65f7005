"""A person's own file, given back with what was found in each of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, count

from league.files.uploads.reading import UploadedTable
from league.files.writing.book import Book
from league.files.writing.sheet import Column, Sheet
from league.models import Upload

_FOUND = Column("found", "What was found", meaning="Errors and warnings, with what to do.")


def marked_book(upload: Upload, table: UploadedTable) -> Book:
    """The rows as they were handed in, text by text, and a last column of what was found.

    A file that came back so before has that column already: it gives way to the new one.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for each in upload.findings:
        if each["row"]:
            column = f"{each['column']}: " if each["column"] else ""
            found[each["row"]].append(f"{column}{each['problem']} {each['remedy']}")
    width = max((len(cells) for _, cells in table.body), default=0)
    headers = _padded(table.headers, max(width, len(table.headers)))
    earlier = _earlier(headers)
    kept = [place for place in range(len(headers)) if place != earlier]
    rows = (
        (*(cells[place] for place in kept), " ".join(found.get(number, ())))
        for number, cells in _all_as_wide(table, len(headers))
    )
    columns = tuple(_columns([headers[place] for place in kept]))
    return Book.of(Sheet("Figures", (*columns, _FOUND), rows, frozen=1))


def _earlier(headers: Sequence[str]) -> int | None:
    """The place of what an earlier round found: the last column that has a name, if it is ours."""
    named = [place for place, header in enumerate(headers) if header]
    ours = named and headers[named[-1]] in (_FOUND.key, _FOUND.header)
    return named[-1] if ours else None


def _columns(headers: Sequence[str]) -> Iterator[Column]:
    """Each under its own name where it is the first of that name; a later one with a number."""
    taken = {_FOUND.key}
    for place, header in enumerate(headers, start=1):
        name = header or f"column_{place}"
        tries = chain([name], (f"{name}_{number}" for number in count(2)))
        key = next(
            each for each in tries if each not in taken and (each == header or each not in headers)
        )
        taken.add(key)
        yield Column(key, header)


def _all_as_wide(table: UploadedTable, width: int) -> Iterator[tuple[int, Sequence[str]]]:
    return ((number, _padded(cells, width)) for number, cells in table.body)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))[:width]
