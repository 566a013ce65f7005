"""The table of one domain or one metric as it stands: one trust type in one quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from league.files.writing.book import Book
from league.files.writing.sheet import Note
from league.models import DomainScore, MetricScore, Quarter
from league.presenters.links import trusts_of
from league.presenters.wording import sentence
from league.rules.edition import Domain, Metric

from . import metrics, notes
from .fields import Fields, T, identity, integer, sheet_of, text

Scored = TypeVar("Scored", bound=DomainScore | MetricScore)


@dataclass(frozen=True)
class View:
    """Which table: ``names`` of the type's trusts by code, ``about`` how it is sorted, and the
    ``address`` of its page."""

    quarter: Quarter
    trust_type: str
    names: Mapping[str, str]
    about: tuple[Note, ...]
    address: str


def domain_book(view: View, domain: Domain, rows: Sequence[DomainScore]) -> Book:
    """Rows come in the order of the page."""
    fields: Fields[DomainScore] = (
        *_trust(view),
        integer("place", "Place in the table", _place, "By score; 1 is best."),
        *metrics.DOMAIN_RESULT,
        text("domain", "Domain", lambda _: domain.key, "Key of the domain."),
        *identity(lambda _: view.quarter),
    )
    about = (Note("domain_name", "Domain", domain.name),)
    return _book(view, domain.name, fields, rows, about)


def metric_book(view: View, metric: Metric, rows: Sequence[MetricScore]) -> Book:
    """Rows come in the order of the page. Those without a figure may follow: their state says
    why they have none."""
    fields: Fields[MetricScore] = (
        *_trust(view),
        integer("place", "Place in the table", _place, "By score and then by value; 1 is best."),
        *metrics.VALUE,
        *metrics.SCORE,
        text("sentence", "Sentence", lambda row: sentence(row.sentence), "Why it has this score."),
        text("metric", "Metric", lambda _: metric.id, "NHS England's id of the metric."),
        *identity(lambda _: view.quarter),
    )
    return _book(view, metric.name, fields, rows, _about(metric))


def _book(
    view: View, name: str, fields: Fields[T], rows: Sequence[T], about: tuple[Note, ...]
) -> Book:
    title = f"{name}: {trusts_of(view.trust_type)}, {view.quarter.label}"
    told = (*about, *view.about, *notes.of_quarter(view.quarter, address=view.address))
    sheet = sheet_of(title, fields, rows, notes=told, frozen=2)
    return Book.of(sheet, notes.published_at(view.quarter))


def _trust(view: View) -> Fields[Scored]:
    return (
        text("ods_code", "ODS code", lambda row: row.trust_id, "The trust's code."),
        text("name", "Trust", lambda row: view.names[row.trust_id], "Its name in that quarter."),
        text("type", "Trust type", lambda _: view.trust_type),
    )


def _place(row: Any) -> int | None:
    """The query annotates the rows of the table with it, so the model does not know it."""
    found: int | None = getattr(row, "place", None)
    return found


def _about(metric: Metric) -> tuple[Note, ...]:
    return (
        Note("metric", "Metric", metric.id),
        Note("metric_name", "Metric in words", metric.name),
        Note("definition", "What it measures", metric.definition),
        Note("better", "Better is", metric.better.value),
        Note("metric_source", "Source of the metric", metric.source),
    )
