"""What stands beside a CSV file: its columns, units, licence and source, as data.

W3C, *Metadata Vocabulary for Tabular Data*: found at the address of the CSV file followed by
``-metadata.json``.
"""

from __future__ import annotations

import json
from typing import Any

from .sheet import Column, Kind, Note, Sheet

CONTENT_TYPE = "application/csvm+json"
SUFFIX = "-metadata.json"

_DATATYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: {"base": "boolean", "format": "true|false"},
    Kind.DATE: {"base": "date", "format": "yyyy-MM-dd"},
}


def description(sheet: Sheet, *, url: str) -> bytes:
    """The description of the table's CSV file at ``url``."""
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": url,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"'},
        "dc:title": sheet.title,
        **{note.term: _term(note) for note in sheet.notes if note.term},
        "notes": [_note(note) for note in sheet.notes],
        "tableSchema": {"columns": [_column(column) for column in sheet.columns]},
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _term(note: Note) -> Any:
    is_address = isinstance(note.value, str) and note.value.startswith("https://")
    return {"@id": note.value} if is_address else note.value


def _note(note: Note) -> dict[str, Any]:
    return {
        "@type": "schema:PropertyValue",
        "schema:propertyID": note.key,
        "schema:name": note.label,
        "schema:value": note.value,
    }


def _column(column: Column) -> dict[str, Any]:
    """The header of the file is the key, so that is its first title."""
    found = {
        "name": column.key,
        "titles": [column.key, column.header],
        "datatype": _DATATYPES[column.kind],
        "dc:description": column.meaning,
        "schema:unitText": column.unit,
    }
    return {name: value for name, value in found.items() if value}
