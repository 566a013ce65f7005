"""A quarter's result as rows to be stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from league.models import QuarterTrust
from league.rules.edition import Edition
from league.rules.results import MetricResult, Neighbour, QuarterResult, TrustResult

from .inputs import Inputs, Value
from .panels import STATES

Row = dict[str, Any]

_STATES = {state: value for value, state in STATES.items()}


def assignments(result: QuarterResult, inputs: Inputs) -> Iterator[Row]:
    """One row a trust."""
    for trust in result.trusts:
        yield {
            "trust_id": trust.code,
            **_membership(inputs.members[trust.code]),
            **_standing(trust),
            **_override(trust),
            **_likely(trust),
            "steps": [
                {"key": step.key, "sentence": step.sentence, "figures": dict(step.figures)}
                for step in trust.steps
            ],
        }


def domain_scores(result: QuarterResult) -> Iterator[Row]:
    """One row a trust and domain."""
    for trust in result.trusts:
        for domain in trust.domains:
            yield {
                "trust_id": trust.code,
                "domain": domain.domain,
                "score": domain.score,
                "rounded": _two_decimals(domain.rounded),
                "segment": domain.segment,
                "metrics_scored": domain.metrics_scored,
            }


def metric_scores(result: QuarterResult, inputs: Inputs) -> Iterator[Row]:
    """One row a trust and metric."""
    for trust in result.trusts:
        for metric in trust.metrics:
            handed_in = inputs.values.get((trust.code, metric.metric_id))
            yield {"trust_id": trust.code, **_metric(result.edition, metric, handed_in)}


def _membership(member: QuarterTrust) -> Row:
    return {
        "name": member.name,
        "type": member.type,
        "subtype": member.subtype,
        "region": member.region,
    }


def _standing(trust: TrustResult) -> Row:
    return {
        "average": trust.average,
        "average_score": _two_decimals(trust.rounded),
        "weight_sum": float(trust.weight_sum),
        "metrics_scored": trust.metrics_scored,
        "unadjusted": trust.unadjusted,
        "adjusted": trust.adjusted,
        "final": trust.final,
        "league_rank": trust.league_rank,
        "score_rank": trust.score_rank,
    }


def _override(trust: TrustResult) -> Row:
    return {
        "override_flagged": trust.override.flagged,
        "override_source": trust.override.source,
        "override_moved": trust.override.moved,
        "override_sentence": trust.override.sentence,
    }


def _likely(trust: TrustResult) -> Row:
    likely = trust.likely
    return {
        "score_low": _two_decimals(likely.score_low) if likely else None,
        "score_high": _two_decimals(likely.score_high) if likely else None,
        "rank_low": likely.rank_low if likely else None,
        "rank_high": likely.rank_high if likely else None,
    }


def _metric(edition: Edition, metric: MetricResult, handed_in: Value | None) -> Row:
    return {
        "metric": metric.metric_id,
        "domain": edition.by_id[metric.metric_id].domain,
        "value": metric.value,
        "state": _STATES[metric.state],
        "unit": metric.unit,
        "period": handed_in.period if handed_in else "",
        "score": metric.score,
        "rank": metric.rank,
        "spread_size": metric.spread_size,
        "pool_size": metric.pool_size,
        "weight": edition.shares[metric.metric_id],
        "contribution": metric.contribution,
        "model": metric.model.value,
        "rule": metric.rule,
        "sentence": metric.sentence,
        **_neighbour("better", metric.better),
        **_neighbour("worse", metric.worse),
    }


def _neighbour(side: str, neighbour: Neighbour | None) -> Row:
    return {
        f"{side}_trust": neighbour.code if neighbour else "",
        f"{side}_value": neighbour.value if neighbour else None,
    }


def _two_decimals(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.2f}")
