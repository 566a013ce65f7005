"""The XML of a spreadsheet's sheets, streamed: how far they reach, and what was not saved.

The cells themselves are read by a library that holds a sheet as one block. So what would
make that block enormous is refused here, cell by cell, before it is built.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .archives import Book
from .limits import Limits
from .sheets import unreadable

_AGAIN = "Open it in your spreadsheet program, save it anew, and hand that in."
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BROKEN = (ParseError, zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError)
_PACKING = (NotImplementedError, RuntimeError)


@dataclass
class Extent:
    """What one sheet holds; rows and columns are counts from the first."""

    name: str
    file: str
    limits: Limits
    rows: int = 0
    columns: int = 0
    cells: int = 0
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    """(row, column) from 0 of formulas whose result was not saved."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """What formulas failed with, such as ``#N/A``, by (row, column) from 0."""

    def note(self, row: int, column: int, *, times: int = 1) -> None:
        """A cell that holds something; UnreadableError once there is too much."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.cells += times
        most = self.limits
        if self.rows > most.rows:
            self._refuse(f"more than {most.rows:,} rows", "Split it by trust or quarter.")
        if self.columns > most.columns:
            self._refuse(f"more than {most.columns} columns", "Keep the columns that are needed.")
        if self.cells > most.cells or self.rows * self.columns > 2 * most.cells:
            self._refuse(f"more than {most.cells:,} cells", "Split it by trust or quarter.")

    def _refuse(self, what: str, remedy: str) -> None:
        raise unreadable(self.file, f"The sheet {self.name} has {what}.", remedy)


def extents(file: str, archive: zipfile.ZipFile, book: Book, limits: Limits) -> dict[str, Extent]:
    """By the sheets' names.

    Raises:
        UnreadableError: broken XML, declarations that expand, nesting or extent over the limits.
    """
    try:
        found = _xlsx(file, archive, limits) if book is Book.XLSX else _ods(file, archive, limits)
    except DefusedXmlException as error:
        raise unreadable(file, "The spreadsheet's XML declares entities.", _AGAIN) from error
    except (*_BROKEN, *_PACKING) as error:
        raise unreadable(file, "The spreadsheet is damaged or cut off.", _AGAIN) from error
    if not found:
        raise unreadable(file, "The spreadsheet has no sheet.", _AGAIN)
    if len(found) > limits.sheets:
        remedy = "Keep the sheet with the figures only."
        raise unreadable(file, f"The spreadsheet has more than {limits.sheets} sheets.", remedy)
    return found


def _elements(file: str, source: IO[bytes], limits: Limits) -> Iterator[tuple[str, Any]]:
    """``start`` and ``end`` of each element; ended ones are emptied behind the reader."""
    depth, open_elements = 0, []
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            if depth > limits.depth:
                raise unreadable(file, "The spreadsheet's XML is nested too deeply.", _AGAIN)
            open_elements.append(element)
            yield event, element
            continue
        depth -= 1
        open_elements.pop()
        yield event, element
        if _local(element) in {"row", "table-row", "si"}:
            element.clear()
            if open_elements:
                open_elements[-1].remove(element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _xlsx(file: str, archive: zipfile.ZipFile, limits: Limits) -> dict[str, Extent]:
    for part in archive.namelist():
        if part.endswith(("sharedStrings.xml", "styles.xml")):
            with archive.open(part) as source:
                for _ in _elements(file, source, limits):
                    pass
    found = {}
    for name, part in _sheet_parts(file, archive, limits):
        with archive.open(part) as source:
            found[name] = _xlsx_extent(Extent(name, file, limits), source)
    return found


def _sheet_parts(file: str, archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, str]]:
    """Names of the sheets and of the parts that hold them, in the book's order."""
    with archive.open("xl/_rels/workbook.xml.rels") as source:
        targets = {
            element.get("Id"): element.get("Target", "")
            for event, element in _elements(file, source, limits)
            if event == "start" and _local(element) == "Relationship"
        }
    with archive.open("xl/workbook.xml") as source:
        for event, element in _elements(file, source, limits):
            if event == "start" and _local(element) == "sheet":
                ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
                target = targets[ids[0]] if ids else ""
                if "worksheets/" in target:
                    yield element.get("name", ""), _inside(target)


def _inside(target: str) -> str:
    """A target of the workbook as a name inside the archive."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _xlsx_extent(extent: Extent, source: IO[bytes]) -> Extent:
    row = column = -1
    for event, element in _elements(extent.file, source, extent.limits):
        local = _local(element)
        if event == "start" and local == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "start" and local == "c":
            column = _column(element.get("r"), column + 1)
        elif event == "end" and local == "c":
            held = {_local(child): child.text or "" for child in element}
            if held.keys() & {"v", "is", "f"}:
                extent.note(row, column)
            if element.get("t") == "e":
                extent.errors[row, column] = held.get("v", "")
            # A formula that gives an empty text has an empty value of the type "str".
            if "f" in held and not held.get("v") and element.get("t") != "str":
                extent.unvalued.add((row, column))
    return extent


def _column(reference: str | None, expected: int) -> int:
    """The column from 0 that a reference such as ``AB12`` names."""
    found = _REF.fullmatch(reference or "")
    if not found:
        return expected
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _ods(file: str, archive: zipfile.ZipFile, limits: Limits) -> dict[str, Extent]:
    with archive.open("content.xml") as source:
        return _OdsScan(file, limits).run(source)


@dataclass
class _OdsScan:
    file: str
    limits: Limits
    found: dict[str, Extent] = field(default_factory=dict)
    sheet: Extent | None = None
    row: int = 0

    def run(self, source: IO[bytes]) -> dict[str, Extent]:
        for event, element in _elements(self.file, source, self.limits):
            if event == "start" and element.tag == f"{_TABLE}table":
                name = element.get(f"{_TABLE}name", "")
                self.sheet, self.row = Extent(name, self.file, self.limits), 0
                self.found[name] = self.sheet
            elif event == "end" and element.tag == f"{_TABLE}table-row" and self.sheet:
                self._take(self.sheet, element)
        return self.found

    def _take(self, sheet: Extent, row: Element) -> None:
        repeated, column = _repeat(row, "number-rows-repeated"), 0
        for cell in row:
            times = _repeat(cell, "number-columns-repeated")
            formula = cell.get(f"{_TABLE}formula") is not None
            if formula or cell.get(f"{_OFFICE}value-type") or len(cell):
                last = self.row + repeated - 1
                sheet.note(last, column + times - 1, times=times * repeated)
            if formula and not cell.get(f"{_OFFICE}value-type"):
                sheet.unvalued.add((self.row, column))
            column += times
        self.row += repeated


def _repeat(element: Element, name: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{name}", "1")))
