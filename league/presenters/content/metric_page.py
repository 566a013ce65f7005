"""One metric through all editions, side by side, and the ways to its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from league.models import Quarter
from league.presenters import wording
from league.presenters.links import Link
from league.rules.edition import Metric
from trusts.types import TrustType

from . import addresses, changes, rule_words
from .measures import Measure, Version
from .rule_words import Cut


@dataclass(frozen=True)
class Row:
    """One property, a cell for each edition."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CutTable:
    """Standard, floor or bands of one edition and unit."""

    heading: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class QuarterTables:
    quarter: str
    tables: tuple[Link, ...]


@dataclass(frozen=True)
class MetricPage:
    name: str
    ids: str
    definition: str
    direction: str
    editions: tuple[Link, ...]
    rows: tuple[Row, ...]
    cuts: tuple[CutTable, ...]
    history: tuple[str, ...]
    whole: Link | None
    """The metric that it is a part of."""
    parts: tuple[Link, ...]
    tables: tuple[QuarterTables, ...]


def metric_page(measure: Measure, quarters: Iterable[Quarter]) -> MetricPage:
    """``quarters`` are the published ones, newest first."""
    newest_first = tuple(reversed(measure.versions))
    metric = measure.latest.metric
    return MetricPage(
        name=metric.name,
        ids=", ".join(measure.official_ids),
        definition=metric.definition,
        direction=rule_words.direction(metric),
        editions=tuple(
            Link(version.year, addresses.edition(version.edition)) for version in newest_first
        ),
        rows=tuple(
            Row(name, tuple(say(version) for version in newest_first)) for name, say in _ROWS
        ),
        cuts=tuple(table for version in newest_first for table in _cuts(version)),
        history=changes.history(measure),
        whole=_whole(measure.latest),
        parts=_parts(measure.latest),
        tables=tuple(_tables(quarters, measure)),
    )


def _ids(version: Version) -> str:
    metric = version.metric
    if metric.score_id in (None, metric.id):
        return metric.id if metric.score_id is None else f"{metric.id}: only the score is published"
    return f"{metric.id}, its score {metric.score_id}"


def _counts(version: Version) -> str:
    metric = version.metric
    if metric.part_of:
        return f"None by itself: it is part of “{version.edition.by_id[metric.part_of].name}”"
    return rule_words.weight(metric)


_ROWS: tuple[tuple[str, Callable[[Version], str]], ...] = (
    ("Definition", lambda version: version.metric.definition),
    ("Domain", lambda version: version.edition.domain(version.metric.domain).name),
    ("Unit", lambda version: " or ".join(map(rule_words.unit, version.metric.scorings))),
    ("Direction", lambda version: rule_words.direction(version.metric)),
    ("Scoring model", lambda version: rule_words.model(version.metric)),
    ("How it is scored", lambda v: " ".join(rule_words.how_scored(v.edition, v.metric))),
    ("Ranked against", lambda version: rule_words.pool(version.metric)),
    ("Weight in the average", _counts),
    ("Reported by", lambda version: rule_words.reporters(version.metric)),
    ("Source", lambda version: version.metric.source),
    ("Dates of the data", lambda version: version.metric.lag),
    ("How the rule is known", lambda version: rule_words.evidence(version.metric.scoring)),
    ("Official ids", _ids),
)


def _cuts(version: Version) -> list[CutTable]:
    metric = version.metric
    several = len(metric.scorings) > 1
    made = []
    for scoring in metric.scorings:
        cuts = rule_words.cuts(metric, scoring)
        unit = f", {rule_words.unit(scoring).lower()}" if several else ""
        if cuts:
            made.append(CutTable(f"{version.year}{unit}", cuts))
    return made


def _whole(version: Version) -> Link | None:
    if version.metric.part_of is None:
        return None
    return _link(version.edition.by_id[version.metric.part_of])


def _parts(version: Version) -> tuple[Link, ...]:
    return tuple(
        _link(metric) for metric in version.edition.metrics if metric.part_of == version.metric.id
    )


def _link(metric: Metric) -> Link:
    return Link(metric.name, addresses.metric(metric))


def _tables(quarters: Iterable[Quarter], measure: Measure) -> Iterable[QuarterTables]:
    versions = {version.edition.slug: version.metric for version in measure.versions}
    for quarter in quarters:
        metric = versions.get(quarter.edition)
        if metric is not None:
            yield QuarterTables(
                quarter.label,
                tuple(
                    Link(
                        wording.capital(f"{TrustType(slug).label.lower()} trusts"),
                        addresses.metric_table(slug, quarter.slug, metric.id)(),
                    )
                    for slug in metric.types
                ),
            )
