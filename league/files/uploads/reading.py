"""One uploaded file to figures, with every fault of every cell."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from league.files.faults import Fault
from league.files.tables import UnreadableError

from .books import read_book
from .kinds import Kind, kind_of
from .layouts import DEFICIT, Columns, recognise
from .limits import DEFAULT, MIB, Limits
from .rows import RowReader, UploadedRow
from .sheets import Sheet, unreadable, words
from .texts import read_text

_LAYOUTS = (
    "Use a template, or name the columns: trust and metric and value (a row for each figure), or "
    "trust and one column for each metric id such as OF0013."
)


@dataclass(frozen=True)
class UploadedTable:
    """``body`` is every row from the header on as text, for the file that is handed back."""

    name: str
    sha256: str
    size: int
    kind: str = ""
    """``csv``, ``xlsx`` or ``ods``; empty when it is none."""
    sheet: str = ""
    layout: str = ""
    """``official``, ``long`` or ``wide``; empty when none was recognised."""
    header_row: int = 0
    headers: tuple[str, ...] = ()
    rows: tuple[UploadedRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    body: tuple[tuple[int, tuple[str, ...]], ...] = ()


def read_upload(name: str, data: bytes, limits: Limits = DEFAULT) -> UploadedTable:
    """All figures of a file, and all its faults; a cell with a fault is left out."""
    digest, size = hashlib.sha256(data).hexdigest(), len(data)
    try:
        if size > limits.size:
            most = f"The file is larger than {limits.size // MIB} MB."
            raise unreadable(name, most, "Split it by trust or quarter.")
        kind, sheets = _sheets(name, data, limits)
        sheet, columns = _chosen(name, sheets)
    except UnreadableError as error:
        return UploadedTable(name, digest, size, faults=(error.fault,))
    reader = RowReader(name, sheet, columns)
    rows = tuple(reader.rows())
    return UploadedTable(
        name=name,
        sha256=digest,
        size=size,
        kind=kind,
        sheet=sheet.name,
        layout=columns.layout.value,
        header_row=columns.header_row,
        headers=columns.headers,
        rows=rows,
        faults=tuple(reader.faults),
        body=tuple((at, tuple(words(cell) for cell in row)) for at, row in reader.body),
    )


def _sheets(name: str, data: bytes, limits: Limits) -> tuple[str, tuple[Sheet, ...]]:
    if kind_of(name, data) is Kind.ARCHIVE:
        return read_book(name, data, limits)
    return Kind.TEXT.value, (read_text(name, data, limits),)


def _chosen(name: str, sheets: tuple[Sheet, ...]) -> tuple[Sheet, Columns]:
    """The one visible sheet that holds figures.

    Raises:
        UnreadableError: none does, or several, or it says one thing in two columns.
    """
    found = [(sheet, columns) for sheet in sheets if (columns := recognise(sheet))]
    seen = [each for each in found if not each[0].hidden]
    if not seen and found:
        problem = f"The figures are on a hidden sheet, {found[0][0].name}."
        raise unreadable(name, problem, "Show that sheet, check it, and hand the file in again.")
    if not seen:
        raise unreadable(name, "No row is a header that we know.", _LAYOUTS)
    if len(seen) > 1:
        named = " and ".join(sheet.name for sheet, _ in seen[:2])
        remedy = "Keep the one that counts, and delete the other."
        raise unreadable(name, f"Several sheets hold figures: {named}.", remedy)
    sheet, columns = seen[0]
    if columns.twins:
        problem = f"The column {columns.twins[0]} occurs twice."
        raise unreadable(name, problem, "Delete one of them.", columns.header_row)
    if len(sheet.rows) and sheet.rows[-1][0] <= columns.header_row:
        problem = "The file has headers but no figures."
        raise unreadable(name, problem, "Fill in a row for each figure or trust.")
    return sheet, columns


__all__ = ["DEFICIT", "UploadedRow", "UploadedTable", "read_upload"]
