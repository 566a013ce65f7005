"""What a file is, by its content and never by its name."""

from __future__ import annotations

from enum import StrEnum

from .sheets import unreadable

_SAVE = "Save the figures as .xlsx, .ods or .csv and hand that in."

# The first bytes of what people send by mistake, with what to tell them.
_OTHERS = (
    (b"%PDF", "This is a PDF."),
    (b"\x1f\x8b", "This is a packed file (gzip)."),
    (b"Rar!", "This is a packed file (RAR)."),
    (b"7z\xbc\xaf", "This is a packed file (7-Zip)."),
    (b"BZh", "This is a packed file (bzip2)."),
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
    (b"GIF8", "This is a picture."),
    (b"MZ", "This is a program."),
    (b"\x7fELF", "This is a program."),
    (b"SQLite format 3", "This is a database."),
    (b"PAR1", "This is a Parquet file."),
    (b"{\\rtf", "This is a text document (RTF)."),
)
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<workbook")


class Kind(StrEnum):
    TEXT = "csv"
    ARCHIVE = "archive"
    """A zip: what of, its parts tell."""


def kind_of(name: str, data: bytes) -> Kind:
    """Raises:
    UnreadableError: empty, or of a kind that holds no table that we read.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise unreadable(name, "The file is empty.", "Choose the file that holds the figures.")
    if data.startswith(_ZIP):
        return Kind.ARCHIVE
    if data.startswith(_OLE):
        problem = "This is an old Excel file (.xls), or one with a password."
        raise unreadable(name, problem, "Save it as .xlsx without a password.")
    for start, problem in _OTHERS:
        if data.startswith(start):
            raise unreadable(name, problem, _SAVE)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise unreadable(name, "This is a web page or an XML file, not a table.", _SAVE)
    return Kind.TEXT
