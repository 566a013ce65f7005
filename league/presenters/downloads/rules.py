"""Rules as files: every metric as each edition has it, its limits, and how it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from league.files.writing.book import Book
from league.files.writing.sheet import Note, Sheet
from league.presenters.content import changes, rule_words
from league.presenters.content.measures import Measure, Version
from league.rules.edition import Edition, Metric, Scoring

from . import notes
from .fields import Fields, number, sheet_of, text


@dataclass(frozen=True)
class _Measured:
    """One version of a measure, known by its newest id in every edition."""

    measure: Measure
    version: Version

    @property
    def metric(self) -> Metric:
        return self.version.metric


@dataclass(frozen=True)
class _Limit:
    """A standard, floor or band of one edition and unit."""

    version: Version
    scoring: Scoring
    cut: rule_words.Cut


def _how(version: Version) -> str:
    return " ".join(rule_words.how_scored(version.edition, version.metric))


_WHICH: Fields[Version] = (
    text("edition", "Framework edition", lambda row: row.edition.slug),
    text("year", "Financial year", lambda row: row.year),
    text("metric", "Metric", lambda row: row.metric.id, "NHS England's id in that edition."),
)
_RULE: Fields[Version] = (
    text("score_id", "Id of its score", lambda row: row.metric.score_id, "Empty without one."),
    text("name", "Name", lambda row: row.metric.name),
    text("definition", "What it measures", lambda row: row.metric.definition),
    text("domain", "Domain", lambda row: row.edition.domain(row.metric.domain).name),
    text("unit", "Unit", lambda row: "; ".join(map(rule_words.unit, row.metric.scorings))),
    text("better", "Better is", lambda row: row.metric.better.value, "higher or lower."),
    text("model", "Scoring model", lambda row: rule_words.model(row.metric)),
    text("rule", "How it is scored", _how),
    number(
        "standard",
        "Standard",
        lambda row: row.metric.scoring.standard,
        "In the first unit; empty where there is none.",
    ),
    number(
        "floor",
        "Floor",
        lambda row: row.metric.scoring.floor,
        "In the first unit; empty where there is none.",
    ),
    text("pool", "Ranked against", lambda row: rule_words.pool(row.metric)),
    number(
        "weight",
        "Weight",
        lambda row: float(row.metric.weight),
        "Share in the average metric score; 0 is shown and not counted.",
        decimals=4,
    ),
    text("reported_by", "Reported by", lambda row: "; ".join(row.metric.types), "Trust types."),
    text("part_of", "Part of", lambda row: row.metric.part_of, "Id of the metric it belongs to."),
    text("source", "Source", lambda row: row.metric.source),
    text("dates", "Dates of the data", lambda row: row.metric.lag),
    text("evidence", "How the rule is known", lambda row: row.metric.scoring.evidence.value),
)
VERSION: Fields[Version] = (*_WHICH, *_RULE)
"""A metric as one edition has it."""

_LIMIT: Fields[_Limit] = (
    text("edition", "Framework edition", lambda row: row.version.edition.slug),
    text("metric", "Metric", lambda row: row.version.metric.id),
    text("unit", "Unit", lambda row: rule_words.unit(row.scoring)),
    text("limit", "Limit", lambda row: row.cut.name, "Standard, floor or score of a band."),
    text("words", "Which values", lambda row: row.cut.words),
    text("doubt", "Where else it may lie", lambda row: row.cut.doubt, "Empty where it is known."),
)
_SENTENCE: Fields[str] = (text("sentence", "How it changed", lambda row: row),)


def metric_list_book(found: Sequence[Measure], *, view: tuple[Note, ...], address: str) -> Book:
    """A row for each metric and edition: metrics as the page orders them, newest edition first."""
    fields: Fields[_Measured] = (
        text("id", "Metric through the years", lambda row: row.measure.id, "Its newest id."),
        *_of_version(VERSION),
        text("history", "How it changed", lambda row: " ".join(changes.history(row.measure))),
    )
    rows = [_Measured(each, version) for each in found for version in reversed(each.versions)]
    about = (*view, *notes.of_rules(_editions(found), address=address))
    return Book.of(sheet_of("Metrics", fields, rows, notes=about, frozen=1))


def metric_book(measure: Measure, *, address: str) -> Book:
    """Tables ``editions``, ``limits`` and ``changes`` of one metric."""
    newest_first = tuple(reversed(measure.versions))
    return Book(
        title=measure.latest.metric.name,
        sheets={
            "editions": sheet_of("Editions", VERSION, newest_first, frozen=3),
            "limits": limits_sheet(newest_first),
            "changes": sheet_of("Changes", _SENTENCE, changes.history(measure)),
        },
        notes=notes.of_rules(_editions([measure]), address=address),
        common={"metric": measure.id},
    )


def limits_sheet(versions: Iterable[Version]) -> Sheet:
    """Standards, floors and bands; metrics without any have no row."""
    return sheet_of("Limits", _LIMIT, _limits(versions), frozen=2)


def _limits(versions: Iterable[Version]) -> Iterator[_Limit]:
    for version in versions:
        for scoring in version.metric.scorings:
            for cut in rule_words.cuts(version.metric, scoring):
                yield _Limit(version, scoring, cut)


def _of_version(fields: Fields[Version]) -> Fields[_Measured]:
    return tuple(field.on(lambda row: row.version) for field in fields)


def _editions(measures: Iterable[Measure]) -> list[Edition]:
    """Those that any of the measures is in, oldest first."""
    found = {
        version.edition.slug: version.edition for each in measures for version in each.versions
    }
    return sorted(found.values(), key=lambda edition: edition.financial_year)
