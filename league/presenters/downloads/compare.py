"""Compared trusts as files: the same figures as the page, a row for each trust and figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from league import editions
from league.files.writing.book import Book
from league.files.writing.sheet import Note
from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.presenters.compare_figures import Compared, compared_domains, compared_metrics
from league.reads.compare import ComparedFigures
from league.rules.comparison import Marked
from league.rules.edition import Domain, Metric

from . import metrics, notes, standing
from .fields import Field, Fields, flag, identity, integer, revision_number, sheet_of, text

Subject = TypeVar("Subject", bound=Domain | Metric)
Row = TypeVar("Row", bound=DomainScore | MetricScore)
Rows = tuple[SegmentAssignment, ...]


@dataclass(frozen=True)
class _Held(Generic[Row]):
    """One trust's row of one domain or metric, and its mark among the compared."""

    trust: SegmentAssignment
    row: Row
    mark: Marked


def compare_book(
    *,
    quarter: Quarter,
    rows: Rows,
    figures: ComparedFigures,
    revisions: Mapping[str, int],
    view: tuple[Note, ...],
    address: str,
) -> Book:
    """Tables ``trusts``, ``domains``, ``metrics`` and ``quarters``.

    ``revisions`` are the numbers of the published revisions by quarter.
    """
    edition, codes = editions.get(quarter.edition), [row.trust_id for row in rows]
    domains = compared_domains(edition, codes, figures.domains)
    measured = compared_metrics(edition, codes, figures.metrics)
    overall = (*standing.ALL, *identity(lambda _: quarter))
    return Book(
        title=f"Trusts compared, {quarter.label}",
        sheets={
            "trusts": sheet_of("Trusts", overall, rows, frozen=2),
            "domains": sheet_of("Domains", _domains(quarter), _held(domains, rows), frozen=2),
            "metrics": sheet_of("Metrics", _metrics(quarter), _held(measured, rows), frozen=2),
            "quarters": sheet_of("Quarters", _quarters(revisions), _over_time(rows, figures)),
        },
        notes=(*notes.of_quarter(quarter, address=address), *view),
        made=notes.published_at(quarter),
        common={
            "quarter": quarter.slug,
            "edition": quarter.edition,
            "revision": revision_number(quarter),
        },
    )


def _held(compared: Iterable[Compared[Subject, Row]], rows: Rows) -> Iterator[_Held[Row]]:
    for each in compared:
        for trust, row, mark in zip(rows, each.rows, each.marks, strict=True):
            if row is not None:
                yield _Held(trust, row, mark)


def _framed(what: Fields[Row], figures: Fields[Row]) -> Fields[_Held[Row]]:
    """What is compared, whose it is, its figures, and what they are among the others."""

    def held(field: Field[Row]) -> Field[_Held[Row]]:
        return Field(field.column, lambda each: field.cell(each.row))

    return (
        *map(held, what),
        text("ods_code", "ODS code", lambda each: each.trust.trust_id, "The trust's code."),
        text("name", "Trust", lambda each: each.trust.name, "Its name in that quarter."),
        *map(held, figures),
        text(
            "mark",
            "Among these trusts",
            lambda each: each.mark.mark.value,
            "best, worst or between; same when all are equal, alone when no other has a figure.",
        ),
        flag("joint", "Shared place", lambda each: each.mark.joint, "Whether others share it."),
    )


def _domains(quarter: Quarter) -> Fields[_Held[DomainScore]]:
    what: Fields[DomainScore] = (
        text("key", "Key", lambda row: row.domain, "Which metric or domain."),
        text("figure", "Figure", lambda row: metrics.domain_name(quarter, row.domain)),
    )
    return _framed(what, metrics.DOMAIN_RESULT)


def _metrics(quarter: Quarter) -> Fields[_Held[MetricScore]]:
    what: Fields[MetricScore] = (
        text("key", "Key", lambda row: row.metric, "Which metric or domain."),
        text("figure", "Figure", lambda row: metrics.metric_of(quarter, row).name),
        text("domain", "Domain", lambda row: row.domain),
        text("better", "Better is", lambda row: metrics.metric_of(quarter, row).better.value),
    )
    return _framed(what, (*metrics.VALUE, *metrics.SCORE))


def _over_time(rows: Rows, figures: ComparedFigures) -> Iterator[SegmentAssignment]:
    for row in rows:
        found = figures.history.get(row.trust_id, {}).values()
        yield from sorted(found, key=lambda each: each.assessment.quarter.starts)


def _quarters(revisions: Mapping[str, int]) -> Fields[SegmentAssignment]:
    def quarter_of(row: SegmentAssignment) -> Quarter:
        return row.assessment.quarter

    return (
        text("ods_code", "ODS code", lambda row: row.trust_id, "The trust's code."),
        text("name", "Trust", lambda row: row.name, "Its name in that quarter."),
        text("quarter", "Quarter", lambda row: quarter_of(row).slug),
        text("edition", "Framework edition", lambda row: quarter_of(row).edition),
        integer("revision", "Revision", lambda row: revisions.get(quarter_of(row).slug)),
        *standing.STANDING,
        *standing.LIKELY,
    )
