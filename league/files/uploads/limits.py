"""How much is read at most: looked at before a file is unpacked or parsed."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """A whole England has some 10,000 figures; these leave it ample room."""

    size: int = 20 * MIB
    unpacked: int = 120 * MIB
    """Bytes of a spreadsheet's parts together."""
    ratio: int = 150
    """Times that a part may be larger than its packed form, from 1 MiB on."""
    parts: int = 300
    sheets: int = 20
    rows: int = 200_000
    columns: int = 500
    cells: int = 2_000_000
    letters: int = 2_000
    """Of one cell."""
    depth: int = 64
    """Elements within elements in the XML of a sheet."""


DEFAULT = Limits()
