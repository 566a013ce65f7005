"""How much of a quarter's figures is known."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import MetricScore, Quarter, ValueState

from .league_tables import shown


@dataclass(frozen=True)
class MetricCompleteness:
    """How many trusts' values of one metric are in each state."""

    metric: str
    reported: int
    suppressed: int
    not_submitted: int
    scored: int


def of_quarter(quarter: Quarter) -> tuple[MetricCompleteness, ...]:
    """By metric id; trusts to which a metric does not apply are not counted. One query."""
    states: dict[str, dict[str, int]] = {}
    scored: dict[str, int] = {}
    for row in MetricScore.objects.completeness(shown(quarter)):
        states.setdefault(row["metric"], {})[row["state"]] = row["values"]
        scored[row["metric"]] = scored.get(row["metric"], 0) + row["scored"]
    return tuple(
        MetricCompleteness(
            metric=metric,
            reported=counted.get(ValueState.REPORTED, 0),
            suppressed=counted.get(ValueState.SUPPRESSED, 0),
            not_submitted=counted.get(ValueState.NOT_SUBMITTED, 0),
            scored=scored[metric],
        )
        for metric, counted in states.items()
    )
