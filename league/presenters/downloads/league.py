"""A league table as it stands, filtered and sorted, with all its rows and every domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from league import editions
from league.files.writing.book import Book
from league.files.writing.sheet import Column, Kind, Note
from league.models import DomainScore, Quarter, SegmentAssignment
from league.presenters.links import trusts_of
from league.presenters.wording import capital
from league.reads.quarters import ListedQuarter
from league.rules.edition import Domain

from . import notes, standing
from .fields import Field, Fields, identity, integer, sheet_of

DomainScores = Mapping[str, Mapping[str, DomainScore]]
"""By trust code and domain key."""


def league_book(
    *,
    quarter: Quarter,
    trust_type: str,
    before: ListedQuarter | None,
    rows: Sequence[Any],
    domains: DomainScores,
    view: tuple[Note, ...],
    address: str,
) -> Book:
    """``before`` is the quarter that changes are counted from, ``view`` says how the table was
    narrowed and sorted."""
    title = f"{capital(trusts_of(trust_type))}, {quarter.label}"
    fields = (
        *standing.ALL,
        *_previous(before),
        *_domains(quarter, domains),
        *identity(lambda _: quarter),
    )
    about = (*view, *notes.of_quarter(quarter, address=address))
    sheet = sheet_of(title, fields, rows, notes=about, frozen=2)
    return Book.of(sheet, notes.published_at(quarter))


def _previous(before: ListedQuarter | None) -> Fields[SegmentAssignment]:
    """Where the trust stood, only where the two quarters can be compared."""
    if before is None:
        return ()
    when = f"In {before.label}, under the same framework."
    return (
        integer("previous_final_segment", "Final segment before", _was("previous_final"), when),
        integer("previous_league_rank", "League rank before", _was("previous_rank"), when),
    )


def _was(name: str) -> Any:
    """The query annotates its rows with these, so the model does not know them."""
    return lambda row: getattr(row, name)


def _domains(quarter: Quarter, scores: DomainScores) -> Fields[SegmentAssignment]:
    domains = editions.get(quarter.edition).domains
    return tuple(field for domain in domains for field in _domain(domain, scores))


def _domain(domain: Domain, scores: DomainScores) -> Fields[SegmentAssignment]:
    def found(row: SegmentAssignment) -> DomainScore | None:
        return scores.get(row.trust_id, {}).get(domain.key)

    key = domain.key.replace("-", "_")
    score = Column(
        f"{key}_score",
        f"{domain.name}: score",
        Kind.NUMBER,
        meaning="Mean of the domain's metric scores, from 1.00 (best) to 4.00.",
        decimals=2,
        path=("domains", domain.key, "score"),
    )
    segment = Column(
        f"{key}_segment",
        f"{domain.name}: segment",
        Kind.INTEGER,
        meaning="Which quarter of all trusts' domain scores it is in, 1 (best) to 4.",
        path=("domains", domain.key, "segment"),
    )
    return (
        Field(score, lambda row: getattr(found(row), "rounded", None)),
        Field(segment, lambda row: getattr(found(row), "segment", None)),
    )
