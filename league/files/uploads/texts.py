"""CSV in any usual encoding, with any usual delimiter, to a sheet of cells."""

from __future__ import annotations

import csv
import io

from .limits import Limits
from .sheets import Sheet, is_blank, unreadable

DELIMITERS = ",;\t|"
_LOOKED_AT = 20
_AGAIN = "Save it as CSV in UTF-8 from your spreadsheet program, or hand in the spreadsheet."
_SPLIT = "Split it by trust or quarter."


def read_text(name: str, data: bytes, limits: Limits) -> Sheet:
    """Raises:
    UnreadableError: no text, no table, or over the limits.
    """
    text = decoded(name, data)
    delimiter = _delimiter(text)
    _refuse_wide_lines(name, text, delimiter, limits)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, cells = [], 0
    try:
        for at, row in enumerate(reader, start=1):
            cells += len(row)
            _refuse_excess(name, at, row, cells, limits)
            if not is_blank(tuple(row)):
                rows.append((at, tuple(row)))
    except csv.Error as error:
        problem = f"This is not a CSV file: {_plainly(str(error))}."
        raise unreadable(name, problem, _AGAIN, reader.line_num) from error
    if not rows:
        raise unreadable(name, "The file holds separators only.", _AGAIN)
    return Sheet("", tuple(rows))


def decoded(name: str, data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252, with a byte order mark or without.

    Raises:
        UnreadableError: none of these, or control characters that no text has.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text.removeprefix("\ufeff")
    raise unreadable(name, "This is not a text file in a known encoding.", _AGAIN)


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = data[:200]
    if start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if start[::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _is_binary(text: str) -> bool:
    return any(text.find(chr(code)) >= 0 for code in (*range(9), *range(14, 32)) if code != 26)


def _delimiter(text: str) -> str:
    """The one that the first lines have most of."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_LOOKED_AT]
    return max(DELIMITERS, key="\n".join(lines).count)


def _refuse_wide_lines(name: str, text: str, delimiter: str, limits: Limits) -> None:
    """Before the parser makes a cell of each: one line may fill the whole file."""
    for at, line in enumerate(io.StringIO(text), start=1):
        if line.count(delimiter) >= 2 * limits.columns:
            problem = f"The file has more than {limits.columns} columns."
            raise unreadable(name, problem, "Keep the columns that are needed.", at)


def _refuse_excess(name: str, at: int, row: list[str], cells: int, limits: Limits) -> None:
    if at > limits.rows:
        raise unreadable(name, f"The file has more than {limits.rows:,} rows.", _SPLIT)
    if cells > limits.cells:
        raise unreadable(name, f"The file has more than {limits.cells:,} cells.", _SPLIT)
    if len(row) > limits.columns:
        remedy = "Keep the columns that are needed."
        raise unreadable(name, f"The file has more than {limits.columns} columns.", remedy, at)
    if any(len(cell) > limits.letters for cell in row):
        problem = f"A cell has more than {limits.letters} letters."
        raise unreadable(name, problem, "Shorten it; a quotation mark may be missing.", at)


def _plainly(error: str) -> str:
    """What the parser says, in words for who made the file."""
    if "expected after" in error:
        return "text follows a closing quotation mark"
    if "unexpected end of data" in error:
        return "a quotation mark is opened and never closed"
    if "field larger" in error:
        return "a cell is far too long; a quotation mark may be missing"
    return error
