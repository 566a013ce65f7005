"""Bytes to rows of text under their headers, whatever program wrote the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cells import clean
from .faults import Fault

MAX_BYTES = 50 * 1024 * 1024
MAX_CELL = 2_000
_DELIMITERS = ",;\t"
_WORDS = re.compile(r"[^a-z0-9]+")
_AGAIN = "Give NHS England's file as it was downloaded."


@dataclass(frozen=True)
class Table:
    name: str
    headers: tuple[str, ...]
    columns: dict[str, int]
    """Position by key: ``Sub-domain`` and ``Sub_domain`` are both ``sub_domain``."""
    body: tuple[tuple[int, list[str]], ...]
    """Number (the header is 1) and cells of each row that is not blank."""


class UnreadableError(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_table(name: str, data: bytes) -> Table:
    """The table of a CSV file.

    Raises:
        UnreadableError: empty, too large, no text, separators only, no table.
    """
    text = _decode(name, data)
    if not text.strip():
        raise _unreadable(name, "The file is empty.", "Download it again.")
    rows = [(at, cells) for at, cells in _parsed(name, text) if any(map(str.strip, cells))]
    if not rows:
        raise _unreadable(name, "The file holds separators only.", _AGAIN)
    headers = tuple(clean(cell) for cell in rows[0][1])
    keys = [key_of(header) for header in headers]
    if len(keys) < 2:
        raise _unreadable(name, "This is not a CSV file.", _AGAIN)
    _refuse_twins(name, headers, keys)
    return Table(name, headers, {k: at for at, k in enumerate(keys) if k}, tuple(rows[1:]))


def key_of(header: str) -> str:
    return _WORDS.sub("_", header.lower()).strip("_")


def _parsed(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for at, cells in enumerate(reader, start=1):
            if cells and max(map(len, cells)) > MAX_CELL:
                raise _unreadable(name, f"A cell is longer than {MAX_CELL} letters.", _AGAIN, at)
            yield at, cells
    except csv.Error as error:
        problem = f"This is not a CSV file ({error})."
        raise _unreadable(name, problem, _AGAIN, reader.line_num) from error


def _refuse_twins(name: str, headers: tuple[str, ...], keys: list[str]) -> None:
    for header, key in zip(headers, keys, strict=True):
        if key and keys.count(key) > 1:
            raise _unreadable(name, f"The column {header} occurs twice.", "Remove one of them.")


def _decode(name: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        limit = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB."
        raise _unreadable(name, limit, "Split it by quarter.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise _unreadable(name, "This is not a CSV file.", "Save a spreadsheet as CSV first.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unreadable(name: str, problem: str, remedy: str, row: int | None = None) -> UnreadableError:
    return UnreadableError(Fault(name, problem, remedy, row=row))
