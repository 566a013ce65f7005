"""The scoring models of an edition: each rule in words, its metrics, and worked examples."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import MetricScore
from league.presenters import wording
from league.presenters.links import Link
from league.reads.worked_examples import Examples
from league.rules.edition import Edition, Metric, Model, Pool
from league.rules.scoring import BEST, WORST, bookends

from . import addresses, rule_words
from .worked import WorkedExample, metric_example

_TEXTS = {
    Model.RANKED: (
        "The trusts of the pool are put in order, the best first: for most metrics all that report "
        "it, for some only those of the same type. The first scores {best}, the last {worst}, and "
        "the others lie between in even steps."
    ),
    Model.STANDARD: (
        "A trust that reaches the standard scores {top}. Those that miss it are put in order: the "
        "best of them scores {best}, the last {worst}. So missing the standard by little costs a "
        "whole point."
    ),
    Model.FLOOR: (
        "A trust that misses the floor scores {bottom}. Those that pass it are put in order: the "
        "best of them scores {best}, the last {worst}."
    ),
    Model.STANDARD_AND_FLOOR: (
        "A trust that reaches the standard scores {top}, one that misses the floor scores "
        "{bottom}. Those in between are put in order, from {best} to {worst}."
    ),
    Model.BANDED: ("Fixed ranges of the value are worth 1, 2, 3 or 4, whatever other trusts do."),
    Model.MATRIX: (
        "Two parts are scored first. A table then gives the score for each pair of their scores."
    ),
    Model.BY_SOURCE: (
        "Only the score is published, not the figure or the limits behind it. We take it as it is."
    ),
    Model.CONTEXT: "Figures shown beside the metric that they belong to. They never count.",
}


@dataclass(frozen=True)
class MetricLink:
    link: Link
    rule: str
    note: str
    """Such as that it is ranked within the trust type; empty for most."""


@dataclass(frozen=True)
class Matrix:
    """A table of two parts: ``rows`` are (score of the first part, cells)."""

    name: str
    href: str
    down: str
    across: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    unseen: bool
    """Whether it has combinations that are not known."""


@dataclass(frozen=True)
class ModelPart:
    name: str
    anchor: str
    text: str
    metrics: tuple[MetricLink, ...]
    count: str
    examples: tuple[WorkedExample, ...]
    matrices: tuple[Matrix, ...]


def model_parts(edition: Edition, examples: Examples | None) -> tuple[ModelPart, ...]:
    """Those that the edition uses, in the order of the models."""
    used = [(model, _metrics(edition, model)) for model in Model]
    return tuple(_part(edition, model, metrics, examples) for model, metrics in used if metrics)


def _metrics(edition: Edition, model: Model) -> list[Metric]:
    return [
        metric
        for metric in edition.metrics
        if any(scoring.model is model for scoring in metric.scorings)
    ]


def _part(
    edition: Edition, model: Model, metrics: list[Metric], examples: Examples | None
) -> ModelPart:
    best, worst = (wording.score(end) for end in bookends(model))
    top, bottom = wording.score(BEST), wording.score(WORST)
    return ModelPart(
        name=rule_words.MODEL_NAMES[model],
        anchor=f"model-{model.value}",
        text=_TEXTS[model].format(best=best, worst=worst, top=top, bottom=bottom),
        metrics=tuple(_link(edition, metric) for metric in metrics),
        count=wording.count(len(metrics), "metric"),
        examples=_examples(edition, model, examples),
        matrices=tuple(_matrix(edition, metric) for metric in metrics if metric.scoring.matrix)
        if model is Model.MATRIX
        else (),
    )


def _link(edition: Edition, metric: Metric) -> MetricLink:
    ranked = any(rule_words.is_ranked(scoring) for scoring in metric.scorings)
    own_type = ranked and metric.pool is Pool.TYPE
    return MetricLink(
        Link(metric.name, addresses.metric(metric)),
        " ".join(rule_words.how_scored(edition, metric)),
        "Ranked within the trust type." if own_type else "",
    )


def _examples(
    edition: Edition, model: Model, examples: Examples | None
) -> tuple[WorkedExample, ...]:
    if examples is None:
        return ()
    mine = [row for row in examples.scores if row.model == model and _explains(row)]
    return tuple(_example(edition, examples, row) for row in mine)


def _example(edition: Edition, examples: Examples, row: MetricScore) -> WorkedExample:
    """``row`` carries ``name`` and ``type``."""
    name, trust_type = getattr(row, "name", row.trust_id), getattr(row, "type", "")
    return metric_example(edition, examples.quarter, row, name=name, trust_type=trust_type)


def _explains(row: MetricScore) -> bool:
    """A score taken as published shows no rule at work."""
    return row.rule != "published"


def _matrix(edition: Edition, metric: Metric) -> Matrix:
    down, across = (edition.by_id[part].name for part in metric.scoring.parts)
    table = metric.scoring.matrix
    return Matrix(
        name=metric.name,
        href=addresses.metric(metric),
        down=down,
        across=across,
        rows=tuple(
            (place, tuple("Not known" if cell is None else str(cell) for cell in row))
            for place, row in enumerate(table, start=1)
        ),
        unseen=any(cell is None for row in table for cell in row),
    )
