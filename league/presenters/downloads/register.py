"""The register of trusts, with each trust's segment in the latest quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from league.files.writing.book import Book
from league.files.writing.sheet import Column, Kind, Note
from league.models import Quarter
from trusts.models import Trust

from . import notes
from .fields import Field, Fields, flag, integer, sheet_of, text

_TRUST: Fields[Trust] = (
    text("ods_code", "ODS code", lambda row: row.ods_code, "The trust's code, the key everywhere."),
    text("name", "Trust", lambda row: row.name, "Its name today."),
    text(
        "type",
        "Trust type",
        lambda row: row.type,
        "acute, mental-health-and-community or ambulance.",
    ),
    text("subtype", "Kind of trust", lambda row: row.subtype, "As NHS England names it."),
    text("region", "Region", lambda row: row.region, "NHS region."),
    text("icb", "Integrated care board", lambda row: row.icb),
    text(
        "former_names",
        "Former names",
        lambda row: "; ".join(row.former_names),
        "Parted by semicolons.",
    ),
    Field(Column("opened", "Opened", Kind.DATE), lambda row: row.opened),
    Field(Column("closed", "Closed", Kind.DATE), lambda row: row.closed),
    text(
        "successor",
        "Successor",
        lambda row: row.successor_id,
        "ODS code of the trust that took its place.",
    ),
    flag("fictional", "Invented", lambda row: row.fictional, "Made up for demonstration."),
)


def register_book(
    *,
    rows: Sequence[Trust],
    latest: Quarter | None,
    segments: Mapping[str, int | None],
    view: tuple[Note, ...],
    address: str,
) -> Book:
    """``segments`` are the final segments of the latest quarter by code."""
    fields = (*_TRUST, *_segment(latest, segments))
    is_fictional = any(row.fictional for row in rows)
    about = (*view, *notes.of_register(latest, address=address, is_fictional=is_fictional))
    sheet = sheet_of("Register of trusts", fields, rows, notes=about, frozen=2)
    return Book.of(sheet, notes.published_at(latest) if latest else None)


def _segment(latest: Quarter | None, segments: Mapping[str, int | None]) -> Fields[Trust]:
    if latest is None:
        return ()
    return (
        integer(
            "final_segment",
            "Final segment",
            lambda row: segments.get(row.pk),
            f"In {latest.label}: 1 (best) to 4, or 5 in the Provider Improvement Programme.",
        ),
        text("quarter", "Quarter", lambda _: latest.slug, "The latest published quarter."),
    )
