"""Every metric of every trust: its score, its neighbours and its reason in one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np

from .edition import Edition, Metric, Scoring
from .panel import Floats, Panel, State
from .results import MetricResult, Neighbour
from .scoring import Rule, ScoredColumn
from .sentences import Case, sentence


def explain_metrics(
    edition: Edition, panel: Panel, scored: Mapping[str, ScoredColumn], weight_sums: Floats
) -> list[tuple[MetricResult, ...]]:
    """Results of every metric, one tuple for each trust in the panel's order.

    A metric that the trust's type does not report is left away, unless it was handed in.

    Args:
        edition: the framework.
        panel: the values.
        scored: every metric of the edition, by id.
        weight_sums: shape (trusts,), what each trust's weights sum to.
    """
    columns = [_ExplainedColumn.of(metric, panel, scored) for metric in edition.metrics]
    return [
        _results(columns, row, trust_type, float(weight_sums[row]))
        for row, trust_type in enumerate(panel.types)
    ]


def explain_trust(
    edition: Edition,
    panel: Panel,
    scored: Mapping[str, ScoredColumn],
    weight_sums: Floats,
    row: int,
) -> tuple[MetricResult, ...]:
    """The same for one trust, by its row in the panel; takes a fraction of the time."""
    columns = [_ExplainedColumn.of(metric, panel, scored, row) for metric in edition.metrics]
    return _results(columns, 0, panel.types[row], float(weight_sums[row]))


def _results(
    columns: list[_ExplainedColumn], row: int, trust_type: str, weight_sum: float
) -> tuple[MetricResult, ...]:
    return tuple(
        column.result(row, trust_type, weight_sum)
        for column in columns
        if trust_type in column.metric.types or column.handed_in(row)
    )


@dataclass(frozen=True)
class _Around:
    """Who is next to a rank of a spread, and how many share it."""

    better: Neighbour | None
    worse: Neighbour | None
    sharing: int


_NOBODY = _Around(None, None, 1)


@dataclass(frozen=True)
class _ExplainedColumn:
    """A scored column as plain lists, of all rows or of one: what explaining a row takes."""

    metric: Metric
    scorings: tuple[Scoring, ...]
    weight: float
    values: list[float]
    states: list[int]
    variants: list[int]
    scores: list[float]
    rules: list[Rule]
    ranks: list[int]
    spread_sizes: list[int]
    pool_sizes: list[int]
    parts: list[tuple[float, ...]]
    """Scores of the parts of a matrix."""
    around: Mapping[int, _Around]

    @classmethod
    def of(
        cls,
        metric: Metric,
        panel: Panel,
        scored: Mapping[str, ScoredColumn],
        row: int | None = None,
    ) -> _ExplainedColumn:
        """With everybody's neighbours, or with those of one row, which then is the first."""
        column, mine = panel.columns[metric.id], scored[metric.id]
        rows = slice(None) if row is None else slice(row, row + 1)
        if row is None:
            around = neighbours(panel.codes, column.values, mine)
        else:
            around = {0: _around_one(panel.codes, column.values, mine, row)}
        parts = [scored[part].scores[rows] for part in metric.scoring.parts]
        return cls(
            metric=metric,
            scorings=metric.scorings,
            weight=float(metric.weight),
            values=column.values[rows].tolist(),
            states=column.states[rows].tolist(),
            variants=column.variants[rows].tolist(),
            scores=mine.scores[rows].tolist(),
            rules=mine.rules[rows].tolist(),
            ranks=mine.ranks[rows].tolist(),
            spread_sizes=mine.spread_sizes[rows].tolist(),
            pool_sizes=mine.pool_sizes[rows].tolist(),
            parts=[tuple(each) for each in np.column_stack(parts).tolist()] if parts else [],
            around=around,
        )

    def handed_in(self, row: int) -> bool:
        return bool(self.states[row]) or not isnan(self.scores[row])

    def result(self, row: int, trust_type: str, weight_sum: float) -> MetricResult:
        """One trust's result."""
        scoring = self.scorings[self.variants[row]]
        points = _or_none(self.scores[row])
        around = self.around.get(row, _NOBODY)
        return MetricResult(
            metric_id=self.metric.id,
            value=_or_none(self.values[row]),
            state=_STATES[self.states[row]],
            unit=scoring.unit,
            score=points,
            rank=self.ranks[row] or None,
            spread_size=self.spread_sizes[row] or None,
            pool_size=self.pool_sizes[row] or None,
            model=scoring.model,
            weight=self.metric.weight,
            contribution=self._contribution(points, weight_sum),
            rule=self.rules[row].value,
            sentence=sentence(self._case(row, trust_type, scoring, around)),
            better=around.better,
            worse=around.worse,
        )

    def _contribution(self, points: float | None, weight_sum: float) -> float | None:
        if points is None or not self.weight > 0:
            return None
        return self.weight * points / weight_sum

    def _case(self, row: int, trust_type: str, scoring: Scoring, around: _Around) -> Case:
        return Case(
            metric=self.metric,
            scoring=scoring,
            rule=self.rules[row],
            trust_type=trust_type,
            value=self.values[row],
            score=self.scores[row],
            rank=self.ranks[row],
            spread_size=self.spread_sizes[row],
            shared=around.sharing > 1,
            parts=self.parts[row] if self.parts else (),
        )


_STATES = tuple(State)
"""By their numbers."""


def _or_none(value: float) -> float | None:
    return None if isnan(value) else value


def neighbours(codes: tuple[str, ...], values: Floats, scored: ScoredColumn) -> dict[int, _Around]:
    """For each ranked row the next better and the next worse organisation of its spread.

    Organisations that share a rank have the same neighbours; among equals the first by
    code stands for all.
    """
    around: dict[int, _Around] = {}
    for spread in range(int(scored.spreads.max(initial=-1)) + 1):
        groups = _groups(codes, scored, spread)
        first = [Neighbour(codes[rows[0]], float(values[rows[0]])) for rows in groups]
        for place, rows in enumerate(groups):
            better = first[place - 1] if place else None
            worse = first[place + 1] if place + 1 < len(groups) else None
            around.update(dict.fromkeys(rows, _Around(better, worse, len(rows))))
    return around


def _around_one(codes: tuple[str, ...], values: Floats, scored: ScoredColumn, row: int) -> _Around:
    """The same for one row."""
    spread, rank = scored.spreads[row], scored.ranks[row]
    if spread < 0:
        return _NOBODY
    ranks = np.where(scored.spreads == spread, scored.ranks, 0)

    def first(at: np.int64) -> Neighbour:
        chosen = min(np.flatnonzero(ranks == at).tolist(), key=codes.__getitem__)
        return Neighbour(codes[chosen], float(values[chosen]))

    better, worse = ranks[(ranks > 0) & (ranks < rank)], ranks[ranks > rank]
    return _Around(
        first(better.max()) if len(better) else None,
        first(worse.min()) if len(worse) else None,
        int((ranks == rank).sum()),
    )


def _groups(codes: tuple[str, ...], scored: ScoredColumn, spread: int) -> list[list[int]]:
    """Rows of a spread grouped by rank, best first, each group in the order of codes."""
    by_rank: dict[int, list[int]] = {}
    for row in np.flatnonzero(scored.spreads == spread).tolist():
        by_rank.setdefault(int(scored.ranks[row]), []).append(row)
    return [sorted(by_rank[rank], key=codes.__getitem__) for rank in sorted(by_rank)]
