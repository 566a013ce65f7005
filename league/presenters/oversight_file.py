"""Oversight records as the file that can be filled in and handed back."""

from __future__ import annotations

from typing import Any

from league.files.writing.book import Book
from league.files.writing.sheet import Column, Kind, Sheet
from league.services.audit import Actor
from league.services.oversight_resource import OversightResource

_COLUMNS = (
    Column("trust", "trust", meaning="ODS code."),
    Column("kind", "kind"),
    Column("value", "value", meaning="What is on record, such as the rating."),
    Column("valid_from", "valid_from", Kind.DATE, meaning="First day on which it held."),
    Column("valid_to", "valid_to", Kind.DATE, meaning="Last day; empty while it holds."),
    Column("source", "source", meaning="Where it is published."),
)


def oversight_book(records: Any) -> Book:
    """The records of a query, as rows of the layout that is read."""
    told = OversightResource(Actor("an export")).export(records.order_by("trust", "kind", "pk"))
    return Book.of(Sheet("Oversight records", _COLUMNS, map(tuple, told)))
