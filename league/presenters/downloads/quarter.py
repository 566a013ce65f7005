"""A quarter beside NHS England's own results: how far they agree, and each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from league import editions
from league.files.writing.book import Book
from league.files.writing.sheet import Sheet
from league.models import FigureKind, Quarter, Reconciliation, Revision
from league.presenters.wording import sentence
from league.reads.completeness import MetricCompleteness

from . import notes
from .fields import Fields, identity, integer, number, sheet_of, text

Line = Mapping[str, Any]

_KIND: Fields[Line] = (
    text("kind", "Kind of figure", lambda row: row["kind"]),
    text("kind_name", "Kind of figure in words", lambda row: FigureKind(row["kind"]).label),
)
_LINE: Fields[Line] = (
    *_KIND,
    integer("compared", "Compared", lambda row: row["compared"], "Figures that both sides have."),
    integer("agreed", "Agree", lambda row: row["agreed"], "Equal, or as close as rounding allows."),
    integer("exact", "Equal", lambda row: row["exact"], "Equal to the last decimal."),
    integer(
        "handed_in",
        "Handed in",
        lambda row: row["handed_in"],
        "Scores that their source hands in; they are not compared.",
    ),
    integer("only_published", "Only published", lambda row: row["only_published"]),
    integer("only_ours", "Only computed here", lambda row: row["only_ours"]),
)
_REVISION: Fields[Revision] = (
    integer("revision", "Revision", lambda row: row.number),
    text("published_at", "Published", lambda row: notes.moment(row.published_at)),
    text("published_by", "Published by", lambda row: row.published_by_name),
    text("reason", "Reason", lambda row: sentence(row.reason)),
    text("basis", "Basis", lambda row: row.assessment.basis),
)


def quarter_book(
    *,
    quarter: Quarter,
    names: Mapping[str, str],
    revisions: Sequence[Revision],
    completeness: Sequence[MetricCompleteness],
    reconciliation: Reconciliation | None,
    address: str,
) -> Book:
    """Tables ``agreement``, ``differences``, ``completeness`` and ``revisions``."""
    lines: list[Line] = reconciliation.lines if reconciliation else []
    differences: list[Line] = reconciliation.differences if reconciliation else []
    own: Fields[Line] = identity(lambda _: quarter)
    return Book(
        title=f"{quarter.label} beside NHS England's results",
        sheets={
            "agreement": sheet_of("Agreement", (*_LINE, *own), lines, frozen=2),
            "differences": _differences(quarter, names, differences),
            "completeness": _completeness(quarter, completeness),
            "revisions": sheet_of("Revisions", _REVISION, revisions),
        },
        notes=notes.of_quarter(quarter, address=address),
        made=notes.published_at(quarter),
    )


def _differences(quarter: Quarter, names: Mapping[str, str], rows: Sequence[Line]) -> Sheet:
    fields: Fields[Line] = (
        text("ods_code", "ODS code", lambda row: row["trust"]),
        text("name", "Name", lambda row: names.get(row["trust"], "")),
        *_KIND,
        text("key", "Metric or domain", lambda row: row["key"]),
        number("ours", "Computed here", lambda row: row["ours"]),
        number("published", "Published", lambda row: row["published"]),
        *identity(lambda _: quarter),
    )
    return sheet_of("Differences", fields, rows, frozen=2)


def _completeness(quarter: Quarter, rows: Sequence[MetricCompleteness]) -> Sheet:
    edition = editions.get(quarter.edition)
    fields: Fields[MetricCompleteness] = (
        text("key", "Metric or domain", lambda row: row.metric),
        text("name", "Name", lambda row: edition.by_id[row.metric].name),
        integer("reported", "Reported", lambda row: row.reported, "Trusts with a value."),
        integer(
            "suppressed", "Suppressed", lambda row: row.suppressed, "Because of small numbers."
        ),
        integer("not_submitted", "Not submitted", lambda row: row.not_submitted),
        integer("scored", "Scored", lambda row: row.scored, "Trusts with a score."),
        *identity(lambda _: quarter),
    )
    return sheet_of("Completeness", fields, rows, frozen=2)
