"""CSV: UTF-8 with a byte order mark, so that Excel reads it as such; commas; RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from .cells import as_text
from .sheet import Sheet

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
ROWS_A_PIECE = 500


def csv_bytes(sheet: Sheet) -> bytes:
    """The whole file. Raises as :meth:`Sheet.checked_rows` does."""
    return b"".join(csv_pieces(sheet))


def csv_pieces(sheet: Sheet) -> Iterator[bytes]:
    """The file piece by piece, so that a long one never stands in memory as a whole."""
    yield (BOM + _lines([[column.key for column in sheet.columns]])).encode()
    rows = sheet.checked_rows()
    while piece := [[as_text(cell) for cell in row] for row in islice(rows, ROWS_A_PIECE)]:
        yield _lines(piece).encode()


def _lines(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
