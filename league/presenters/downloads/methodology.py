"""The tables of the pages that explain the rules: editions, changes, limits, one average."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from league.files.writing.book import Book
from league.files.writing.sheet import Sheet
from league.models import MetricScore, Quarter
from league.presenters.content import changes, worked
from league.presenters.content.changes import EditionChanges
from league.presenters.content.measures import Measure, Version, year
from league.reads.worked_examples import Examples
from league.rules.edition import Edition, Metric

from . import notes
from .fields import Fields, identity, integer, number, sheet_of, text
from .rules import VERSION, limits_sheet


@dataclass(frozen=True)
class _Change:
    """``kind`` is rule, changed, new, dropped or same; a rule belongs to no metric."""

    between: EditionChanges
    kind: str
    sentence: str = ""
    measure: Measure | None = None

    @property
    def metric(self) -> Metric | None:
        """As the newest edition has it."""
        return self.measure.latest.metric if self.measure else None


@dataclass(frozen=True)
class _Pair:
    """One cell of a metric's table of two scores."""

    metric: Metric
    down: int
    across: int
    score: int | None


@dataclass(frozen=True)
class _Cuts:
    of: str
    limits: Sequence[float]


_EDITION: Fields[Edition] = (
    text("edition", "Framework edition", lambda row: row.slug),
    text("year", "Financial year", year),
    text("name", "Name", lambda row: row.name),
    text("summary", "Summary", lambda row: row.summary),
    integer("metrics_counted", "Metrics that count", lambda row: len(row.counted)),
    text("checksum", "Fingerprint of its file", lambda row: row.checksum, "SHA-256."),
)
_CHANGE: Fields[_Change] = (
    text("edition_before", "Edition before", lambda row: row.between.earlier.slug),
    text("edition", "Framework edition", lambda row: row.between.later.slug),
    text("kind", "Kind of change", lambda row: row.kind, "rule, changed, new, dropped or same."),
    text(
        "metric", "Metric", lambda row: row.metric.id if row.metric else None, "Empty for a rule."
    ),
    text("name", "Name", lambda row: row.metric.name if row.metric else None),
    text("sentence", "What changed", lambda row: row.sentence),
)
_COMBINATION: Fields[_Pair] = (
    text("metric", "Metric", lambda row: row.metric.id),
    text("name", "Name", lambda row: row.metric.name),
    text("down", "First part", lambda row: row.metric.scoring.parts[0]),
    integer("down_score", "Score of the first part", lambda row: row.down),
    text("across", "Second part", lambda row: row.metric.scoring.parts[1]),
    integer("across_score", "Score of the second part", lambda row: row.across),
    integer("score", "Score", lambda row: row.score, "Empty where it is not known."),
)


def methodology_book(
    editions: Sequence[Edition], *, edition: Edition | None, examples: Examples | None, address: str
) -> Book:
    """Tables ``editions``, ``changes`` and, where a quarter is published, ``average``."""
    sheets = {
        "editions": sheet_of("Editions", _EDITION, reversed(editions), frozen=1),
        "changes": sheet_of("Changes", _CHANGE, _all_changes(), frozen=3),
    }
    if edition and examples:
        sheets |= _average(edition, examples)
    return _book("How segments and ranks are worked out", sheets, editions, examples, address)


def edition_book(edition: Edition, examples: Examples | None, *, address: str) -> Book:
    """Tables ``metrics``, ``limits``, ``combinations`` and, where a quarter of the edition is
    published, ``segments`` and ``average``."""
    versions = [
        Version(edition, metric)
        for domain in edition.domains
        for metric in edition.metrics
        if metric.domain == domain.key
    ]
    sheets = {
        "metrics": sheet_of("Metrics", VERSION, versions, frozen=3),
        "limits": limits_sheet(versions),
        "combinations": sheet_of("Combinations", _COMBINATION, _pairs(edition), frozen=2),
    }
    if examples:
        sheets |= {"segments": _segments(edition, examples), **_average(edition, examples)}
    return _book(edition.name, sheets, [edition], examples, address)


def _book(
    title: str,
    sheets: dict[str, Sheet],
    editions: Sequence[Edition],
    examples: Examples | None,
    address: str,
) -> Book:
    quarter = examples.quarter if examples else None
    return Book(
        title=title,
        sheets=sheets,
        notes=notes.of_rules(editions, address=address, examples=quarter),
        made=notes.published_at(quarter) if quarter else None,
        common={"edition": editions[0].slug} if len(editions) == 1 else {},
    )


def _all_changes() -> Iterator[_Change]:
    """As the page lists them: rules, metrics that changed, new, dropped, the same."""
    for each in changes.all_changes():
        yield from (_Change(each, "rule", sentence) for sentence in each.rules)
        for measure, said in each.changed:
            yield from (_Change(each, "changed", sentence, measure) for sentence in said)
        for kind, found in (("new", each.new), ("dropped", each.dropped), ("same", each.same)):
            yield from (_Change(each, kind, measure=measure) for measure in found)


def _pairs(edition: Edition) -> Iterator[_Pair]:
    for metric in edition.metrics:
        for down, row in enumerate(metric.scoring.matrix, start=1):
            for across, score in enumerate(row, start=1):
                yield _Pair(metric, down, across, score)


def _segments(edition: Edition, examples: Examples) -> Sheet:
    """Upper limits of segments 1 to 3; none for a quarter that was not computed."""
    assessment, quarter = examples.assessment, examples.quarter
    found = [_Cuts("Average metric score", assessment.cuts)]
    for domain in edition.domains:
        found.append(_Cuts(domain.name, assessment.domain_cuts.get(domain.key, ())))
    fields: Fields[_Cuts] = (
        text("name", "Name", lambda row: row.of, "Which score is cut."),
        number("segment_1", "Segment 1 up to", lambda row: row.limits[0], decimals=4),
        number("segment_2", "Segment 2 up to", lambda row: row.limits[1], decimals=4),
        number("segment_3", "Segment 3 up to", lambda row: row.limits[2], decimals=4),
        *identity(lambda _: quarter),
    )
    return sheet_of("Segments", fields, [row for row in found if row.limits], frozen=1)


def _average(edition: Edition, examples: Examples) -> dict[str, Sheet]:
    """The metric scores that one trust's average is made of; no table where none are known."""
    trust, quarter = examples.trust, examples.quarter
    lines = worked.weighed(edition, examples.metrics) if trust else ()
    if trust is None or not lines:
        return {}
    code, name = trust.trust_id, trust.name
    fields: Fields[tuple[Metric, MetricScore]] = (
        text("ods_code", "ODS code", lambda _: code, "The trust of the example."),
        text("trust", "Trust", lambda _: name, "Its name in that quarter."),
        text("metric", "Metric", lambda row: row[0].id),
        text("name", "Name", lambda row: row[0].name),
        number("score", "Score", lambda row: row[1].score, decimals=4),
        number("weight", "Weight", lambda row: row[1].weight, decimals=4),
        number("contribution", "Contribution", lambda row: row[1].contribution, decimals=4),
        *_which(quarter),
    )
    return {"average": sheet_of("Average", fields, lines, frozen=2)}


def _which(quarter: Quarter) -> Fields[tuple[Metric, MetricScore]]:
    return identity(lambda _: quarter)
