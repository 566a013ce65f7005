"""Columns of domain scores and of metric values with their scores."""

from __future__ import annotations

from league import editions
from league.models import DomainScore, MetricScore, Quarter
from league.rules.edition import Metric

from .fields import Fields, integer, number, text

DOMAIN_RESULT: Fields[DomainScore] = (
    number(
        "score",
        "Score",
        lambda row: row.rounded,
        "Mean of the domain's metric scores, from 1.00 (best) to 4.00, rounded as published.",
        decimals=2,
    ),
    integer(
        "segment",
        "Domain segment",
        lambda row: row.segment,
        "Which quarter of all trusts' domain scores it is in, 1 (best) to 4.",
    ),
    integer(
        "metrics_scored",
        "Metrics scored",
        lambda row: row.metrics_scored,
        "How many metrics of the domain have a score.",
    ),
)

VALUE: Fields[MetricScore] = (
    number("value", "Value", lambda row: row.value, "The metric's figure, in the unit of its row."),
    text("unit", "Unit", lambda row: row.unit, "Unit of the value."),
    text(
        "state",
        "State of the value",
        lambda row: row.state,
        "reported, suppressed (small numbers), not-submitted, not-applicable, or no-figure: no "
        "row in the official files, which do not say why.",
    ),
    text("period", "Reporting period", lambda row: row.period, "What the value covers."),
)

SCORE: Fields[MetricScore] = (
    number(
        "score",
        "Score",
        lambda row: row.score,
        "Metric score from 1 (best) to 4, unrounded.",
        decimals=2,
    ),
    integer(
        "rank",
        "Rank",
        lambda row: row.rank,
        "Place among the trusts that the score is spread over; 1 is best.",
    ),
    integer(
        "spread_size",
        "Ranked among",
        lambda row: row.spread_size,
        "How many trusts the score is spread over.",
    ),
    integer("pool_size", "Pool", lambda row: row.pool_size, "How many trusts report the metric."),
    number(
        "weight",
        "Weight",
        lambda row: row.weight,
        "Share in the average metric score; 0 is shown only.",
    ),
    number(
        "contribution",
        "Contribution",
        lambda row: row.contribution,
        "What the metric adds to the average metric score.",
        decimals=4,
    ),
    text("model", "Scoring model", lambda row: row.model, "How values become scores."),
    text("rule", "Rule", lambda row: row.rule, "Which part of the model gave this score."),
)


def domain_name(quarter: Quarter, key: str) -> str:
    """As the edition calls it; its key when the edition no longer knows it."""
    names = {domain.key: domain.name for domain in editions.get(quarter.edition).domains}
    return names.get(key, key)


def metric_of(quarter: Quarter, row: MetricScore) -> Metric:
    return editions.get(quarter.edition).by_id[row.metric]
