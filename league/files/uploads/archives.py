"""What a spreadsheet's zip holds, looked at before anything of it is unpacked."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from .limits import MIB, Limits
from .sheets import unreadable

_AGAIN = "Open it in your spreadsheet program, save it anew as .xlsx, and hand that in."
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_CONTENT = "content.xml"
_SOUND_RATIO_UP_TO = MIB


class Book(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"


def opened(name: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, once its directory is found to be within the limits.

    Raises:
        UnreadableError: damaged, encrypted, too large unpacked, or packed suspiciously well.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise unreadable(name, "The spreadsheet is damaged or cut off.", _AGAIN) from error
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise unreadable(name, f"The spreadsheet has more than {limits.parts} parts.", _AGAIN)
    if any(part.flag_bits & 0x1 for part in parts):
        raise unreadable(name, "The spreadsheet has a password.", "Save it without one.")
    if sum(part.file_size for part in parts) > limits.unpacked:
        most = limits.unpacked // MIB
        raise unreadable(name, f"The spreadsheet unpacks to more than {most} MB.", _AGAIN)
    if any(_is_bomb(part, limits) for part in parts):
        problem = "A part of the spreadsheet unpacks to an unlikely size."
        raise unreadable(name, problem, _AGAIN)
    return archive


def _is_bomb(part: zipfile.ZipInfo, limits: Limits) -> bool:
    if part.file_size <= _SOUND_RATIO_UP_TO:
        return False
    return part.file_size > limits.ratio * max(part.compress_size, 1)


def book_of(name: str, archive: zipfile.ZipFile) -> Book:
    """Raises:
    UnreadableError: no spreadsheet, one with macros, or one of another program.
    """
    parts = {part.lower() for part in archive.namelist()}
    if any(part.endswith("vbaproject.bin") or part.startswith("basic/") for part in parts):
        raise unreadable(name, "The spreadsheet holds macros.", "Save it as .xlsx without them.")
    if "xl/workbook.xml" in parts:
        return Book.XLSX
    if _ODS_CONTENT in parts and _mimetype(archive) == _ODS:
        return Book.ODS
    if "xl/workbook.bin" in parts:
        raise unreadable(name, "This is a binary Excel file (.xlsb).", "Save it as .xlsx.")
    if any(part.startswith("word/") for part in parts):
        raise unreadable(name, "This is a Word document.", "Hand in a spreadsheet or CSV file.")
    problem = "This is a packed file (zip) that is no spreadsheet."
    raise unreadable(name, problem, "Unpack it and hand in the spreadsheet or CSV file inside.")


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        with archive.open("mimetype") as part:
            return part.read(100).decode("ascii", errors="replace").strip()
    except (KeyError, zipfile.BadZipFile, OSError, NotImplementedError):
        return ""
