"""JSON: an object with ``meta`` and ``rows``, or a list under the name of each table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from .book import Book
from .sheet import Cell, Column, Row, Sheet

ROWS_A_PIECE = 500


def json_bytes(book: Book) -> bytes:
    """The whole file. Raises as :meth:`Sheet.checked_rows` does."""
    return b"".join(json_pieces(book))


def json_pieces(book: Book) -> Iterator[bytes]:
    """The file piece by piece: one row a line."""
    yield f'{{\n"meta": {_text(_meta(book))}'.encode()
    for name, sheet in book.sheets.items():
        yield f",\n{_text(name)}: ".encode()
        yield from _sheet(sheet)
    yield b"\n}\n"


def _sheet(sheet: Sheet) -> Iterator[bytes]:
    if sheet.nested is not None:
        yield _text(sheet.nested).encode()
    else:
        yield from _one(sheet) if sheet.single else _list(sheet)


def _one(sheet: Sheet) -> Iterator[bytes]:
    (row,) = sheet.checked_rows()
    yield _text(_row(sheet.columns, row)).encode()


def _list(sheet: Sheet) -> Iterator[bytes]:
    rows, before = sheet.checked_rows(), "[\n"
    while piece := [_text(_row(sheet.columns, row)) for row in islice(rows, ROWS_A_PIECE)]:
        yield (before + ",\n".join(piece)).encode()
        before = ",\n"
    yield b"[]" if before.startswith("[") else b"]"


def _row(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, cell in zip(columns, row, strict=True):
        *within, last = column.place
        home = found
        for name in within:
            home = home.setdefault(name, {})
        home[last] = _value(cell)
    return found


def _value(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _meta(book: Book) -> dict[str, Any]:
    notes = {note.key: note.value for note in book.notes}
    columns = {
        name: [_column(each) for each in sheet.columns]
        for name, sheet in book.sheets.items()
        if sheet.nested is None
    }
    return {"title": book.title, **notes, "columns": columns}


def _column(column: Column) -> dict[str, Any]:
    found = {
        "key": ".".join(column.place),
        "header": column.header,
        "kind": column.kind.value,
        "unit": column.unit,
        "meaning": column.meaning,
    }
    return {name: value for name, value in found.items() if value}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
