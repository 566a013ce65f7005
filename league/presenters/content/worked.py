"""Rules worked on real results: every figure is one that is stored, none is made up."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import MetricScore, Quarter, SegmentAssignment
from league.presenters import wording
from league.rules.edition import Edition, Metric, Model
from league.rules.scoring import Rule, bookends
from league.rules.wording import figure

from . import addresses, rule_words


@dataclass(frozen=True)
class WorkedExample:
    """One trust's value and its score. ``arithmetic`` is empty where nothing is reckoned."""

    trust: str
    trust_href: str
    metric: str
    metric_href: str
    value: str
    sentence: str
    arithmetic: str
    score: str


@dataclass(frozen=True)
class WeighedScore:
    """One line of a trust's average."""

    metric: str
    metric_href: str
    score: str
    weight: str
    contribution: str


@dataclass(frozen=True)
class Journey:
    """One trust on its way from metric scores to its rank."""

    trust: str
    trust_href: str
    lines: tuple[WeighedScore, ...]
    total: str
    """What the contributions sum to; empty where the values are not at hand."""
    steps: dict[str, str]
    """Sentences by key of the step."""
    likely: str
    """Its likely range in a sentence; empty where there is none."""


def metric_example(
    edition: Edition, quarter: Quarter, row: MetricScore, *, name: str, trust_type: str
) -> WorkedExample:
    """``row`` has a score; the trust's name and type are those of the quarter."""
    metric = edition.by_id[row.metric]
    return WorkedExample(
        trust=name,
        trust_href=addresses.trust(row.trust_id, quarter),
        metric=metric.name,
        metric_href=addresses.metric_table(trust_type, quarter.slug, metric.id)(),
        value=value(metric, row),
        sentence=wording.sentence(row.sentence),
        arithmetic=arithmetic(row),
        score=wording.score(row.score or 0),
    )


def value(metric: Metric, row: MetricScore) -> str:
    """The value with its unit; empty where only a score is known."""
    if row.value is None or metric.unit == "score":
        return ""
    return figure(row.value, metric, row.unit or None)


def arithmetic(row: MetricScore) -> str:
    """``1 + 3 × (103 − 1) ÷ (205 − 1) = 2.50``, for a score that a rank made."""
    if row.rule != Rule.SPREAD or row.rank is None or row.spread_size is None or row.score is None:
        return ""
    best, worst = bookends(Model(row.model))
    if row.spread_size == 1:
        return f"alone, it takes the better end: {wording.score(best)}"
    minus = wording.MINUS
    return (
        f"{best:g} + {worst - best:g} × ({row.rank} {minus} 1) ÷ ({row.spread_size} {minus} 1)"
        f" = {wording.score(row.score)}"
    )


def journey(
    edition: Edition, quarter: Quarter, trust: SegmentAssignment, scores: tuple[MetricScore, ...]
) -> Journey:
    lines = tuple(_line(metric, row) for metric, row in weighed(edition, scores))
    total = "" if trust.average is None or not lines else wording.number(trust.average, 4)
    steps = {step["key"]: wording.sentence(step["sentence"]) for step in trust.steps}
    return Journey(
        trust=trust.name,
        trust_href=addresses.trust(trust.trust_id, quarter),
        lines=lines,
        total=total,
        steps=steps,
        likely=steps.get("likely-range", ""),
    )


def weighed(
    edition: Edition, scores: tuple[MetricScore, ...]
) -> tuple[tuple[Metric, MetricScore], ...]:
    """The metrics that an average is made of, in the edition's order."""
    by_id = {row.metric: row for row in scores if row.contribution is not None}
    return tuple((metric, by_id[metric.id]) for metric in edition.counted if metric.id in by_id)


def _line(metric: Metric, row: MetricScore) -> WeighedScore:
    return WeighedScore(
        metric=metric.name,
        metric_href=addresses.metric(metric),
        score=wording.number(row.score or 0, 4),
        weight=rule_words.weight(metric),
        contribution=wording.number(row.contribution or 0, 4),
    )
