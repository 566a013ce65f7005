"""Whole quarters and the whole history: three tables that join on quarter and ODS code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from league.files.writing.book import ONLY, Book
from league.files.writing.sheet import Sheet
from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.reads.downloads import Bulk, Member

from . import metrics, notes, standing
from .fields import Fields, identity, sheet_of, text

Scored = TypeVar("Scored", bound=DomainScore | MetricScore)


@dataclass(frozen=True)
class Dataset:
    """``slug`` is its part of addresses and of file names."""

    slug: str
    name: str
    meaning: str
    sheet: Callable[[Bulk], Sheet]


def dataset_book(dataset: Dataset, bulk: Bulk, *, address: str) -> Book:
    """One dataset, of one quarter or of several."""
    return _book(dataset.name, {ONLY: dataset.sheet(bulk)}, bulk, address)


def whole_book(bulk: Bulk, *, address: str) -> Book:
    """All datasets: a workbook of one quarter, or of several."""
    sheets = {dataset.slug: dataset.sheet(bulk) for dataset in DATASETS}
    return _book("All results", sheets, bulk, address)


def _book(name: str, sheets: dict[str, Sheet], bulk: Bulk, address: str) -> Book:
    quarters = bulk.quarters
    if len(quarters) == 1:
        about, span = notes.of_quarter(quarters[0], address=address), quarters[0].label
    else:
        about = notes.of_history(quarters, address=address)
        span = f"{quarters[-1].label} to {quarters[0].label}"
    return Book(f"{name}, {span}", sheets, about, notes.last_published(quarters))


def _segments(bulk: Bulk) -> Sheet:
    def quarter_of(row: SegmentAssignment) -> Quarter:
        return bulk.by_assessment[row.assessment_id]

    fields = (*standing.ALL, *identity(quarter_of))
    return sheet_of("Segments and ranks", fields, bulk.assignments(), frozen=2)


def _domain_scores(bulk: Bulk) -> Sheet:
    def quarter_of(row: DomainScore) -> Quarter:
        return bulk.by_assessment[row.assessment_id]

    fields: Fields[DomainScore] = (
        *_trust(bulk),
        text("domain", "Domain", lambda row: row.domain, "Key of the domain."),
        text(
            "domain_name",
            "Domain in words",
            lambda row: metrics.domain_name(quarter_of(row), row.domain),
        ),
        *metrics.DOMAIN_RESULT,
        *identity(quarter_of),
    )
    return sheet_of("Domain scores", fields, bulk.domain_scores(), frozen=2)


def _metric_scores(bulk: Bulk) -> Sheet:
    def quarter_of(row: MetricScore) -> Quarter:
        return bulk.by_assessment[row.assessment_id]

    fields: Fields[MetricScore] = (
        *_trust(bulk),
        text("metric", "Metric", lambda row: row.metric, "NHS England's id of the metric."),
        text(
            "metric_name",
            "Metric in words",
            lambda row: metrics.metric_of(quarter_of(row), row).name,
        ),
        text("domain", "Domain", lambda row: row.domain, "Key of the domain."),
        *metrics.VALUE,
        *metrics.SCORE,
        *identity(quarter_of),
    )
    return sheet_of("Metric values and scores", fields, bulk.metric_scores(), frozen=2)


def _trust(bulk: Bulk) -> Fields[Scored]:
    """Which trust, as it was then."""

    def member(row: Scored) -> Member:
        return bulk.members[row.assessment_id, row.trust_id]

    return (
        text("ods_code", "ODS code", lambda row: row.trust_id, "The trust's code."),
        text("name", "Trust", lambda row: member(row).name, "Its name in that quarter."),
        text("type", "Trust type", lambda row: member(row).type),
    )


DATASETS = (
    Dataset(
        "segments",
        "Segments and ranks",
        "One row for each trust: segments, average score, ranks, likely ranges, override.",
        _segments,
    ),
    Dataset(
        "domain-scores",
        "Domain scores",
        "One row for each trust and domain: score and domain segment.",
        _domain_scores,
    ),
    Dataset(
        "metric-scores",
        "Metric values and scores",
        "One row for each trust and metric: value, unit, reporting period, score, rank, weight.",
        _metric_scores,
    ),
)
BY_SLUG = {dataset.slug: dataset for dataset in DATASETS}
