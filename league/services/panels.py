"""The values in force as a panel: arrays that the rules can work on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from league.models import MetricValue, ValueState
from league.rules.edition import Edition, Metric
from league.rules.panel import Column, Panel, State

from .inputs import Inputs

STATES = {
    ValueState.REPORTED.value: State.REPORTED,
    ValueState.SUPPRESSED.value: State.SUPPRESSED,
    ValueState.NOT_SUBMITTED.value: State.NOT_SUBMITTED,
    ValueState.NOT_APPLICABLE.value: State.NOT_APPLICABLE,
}


def build(edition: Edition, inputs: Inputs, codes: Iterable[str]) -> Panel:
    """The panel of those trusts, in order of their codes."""
    ordered = tuple(sorted(codes))
    rows = {code: row for row, code in enumerate(ordered)}
    by_metric: dict[str, list[MetricValue]] = {}
    for (code, metric), value in inputs.values.items():
        if code in rows:
            by_metric.setdefault(metric, []).append(value)
    figures = edition.figures
    return Panel(
        codes=ordered,
        types=tuple(inputs.members[code].type for code in ordered),
        columns={
            metric.id: _column(metric, by_metric.get(metric.id, []), rows)
            for metric in edition.metrics
        },
        reported_flags=_flags(by_metric.get(figures.override, [])),
        programme=frozenset(
            code for code, on in _flags(by_metric.get(figures.programme or "", [])).items() if on
        ),
    )


def _column(metric: Metric, values: list[MetricValue], rows: dict[str, int]) -> Column:
    units = {scoring.unit: index for index, scoring in enumerate(metric.scorings)}
    column = Column(
        values=np.full(len(rows), np.nan),
        states=np.full(len(rows), State.NOT_APPLICABLE, dtype=np.uint8),
        tie_ranks=np.full(len(rows), np.nan),
        variants=np.zeros(len(rows), dtype=np.uint8),
    )
    for value in values:
        row = rows[value.trust_id]
        column.states[row] = STATES[value.state]
        column.variants[row] = units[value.unit]
        if value.value is not None:
            column.values[row] = value.value
        if value.source_rank is not None:
            column.tie_ranks[row] = value.source_rank
    return column


def _flags(values: list[MetricValue]) -> dict[str, bool]:
    return {value.trust_id: value.value == 1 for value in values if value.value is not None}
