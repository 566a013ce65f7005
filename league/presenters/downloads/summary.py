"""The summary of a trust's quarter as a book: what its page of paper says, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from league import editions
from league.files.writing.book import Book
from league.models import DomainScore, MetricScore, Quarter
from league.presenters.trust.summary import largest
from league.reads.trusts import TrustInQuarter

from . import metrics, notes, standing
from .fields import Fields, identity, number, revision_number, sheet_of, text


@dataclass(frozen=True)
class _Moving:
    """A metric that moved the average: on which side, and by how much."""

    side: str
    pull: float
    row: MetricScore


_ANSWER: Fields[Mapping[str, str]] = (
    text("key", "Key", lambda each: each["key"], "What the sentence is about."),
    text("sentence", "Sentence", lambda each: each["sentence"], "A sentence of the answer."),
)


def summary_book(quarter: Quarter, found: TrustInQuarter, *, address: str) -> Book:
    """Tables ``trust``, ``answer``, ``domains`` and ``metrics``, those that moved it most."""
    row = found.assignment
    told = found.explanation.answer if found.explanation else []
    result = (*standing.ALL, *identity(lambda _: quarter))
    return Book(
        title=f"{row.name} ({row.trust_id}), {quarter.label}: summary",
        sheets={
            "trust": sheet_of("Trust", result, [row], frozen=2, single=True),
            "answer": sheet_of("Answer", _ANSWER, told),
            "domains": sheet_of("Domains", _domains(quarter), found.domains, frozen=1),
            "metrics": sheet_of("Metrics", _metrics(quarter), _moving(quarter, found), frozen=2),
        },
        notes=notes.of_quarter(quarter, address=address),
        made=notes.published_at(quarter),
        common={
            "ods_code": row.trust_id,
            "quarter": quarter.slug,
            "edition": quarter.edition,
            "revision": revision_number(quarter),
        },
    )


def _domains(quarter: Quarter) -> Fields[DomainScore]:
    return (
        text("key", "Key", lambda row: row.domain, "What the sentence or the row is about."),
        text("name", "Name", lambda row: metrics.domain_name(quarter, row.domain)),
        *metrics.DOMAIN_RESULT,
    )


def _metrics(quarter: Quarter) -> Fields[_Moving]:
    figures: Fields[MetricScore] = (*metrics.VALUE, *metrics.SCORE)
    return (
        text("side", "Side", lambda each: each.side, "lifted, or held-back."),
        text("key", "Key", lambda each: each.row.metric, "What the row is about."),
        text("name", "Name", lambda each: metrics.metric_of(quarter, each.row).name),
        number(
            "pull",
            "Effect on the average",
            lambda each: each.pull,
            "By how much the average is better, or worse, than if this metric scored as the trust "
            "does on the whole.",
            decimals=4,
        ),
        *(field.on(lambda each: each.row) for field in figures),
    )


def _moving(quarter: Quarter, found: TrustInQuarter) -> Iterator[_Moving]:
    rows = {row.metric: row for row in found.metrics}
    sides = largest(editions.get(quarter.edition), found)
    for side, chosen in zip(("lifted", "held-back"), sides, strict=True):
        yield from (_Moving(side, each.pull, rows[each.key]) for each in chosen)
