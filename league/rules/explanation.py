"""Every metric of every trust: its score, its neighbours and its reason in one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .edition import Edition, Metric, Scoring
from .panel import Column, Floats, Panel, State
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
    return _results(columns, row, panel.types[row], float(weight_sums[row]))


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
    """A scored column with what explaining one of its rows takes."""

    metric: Metric
    column: Column
    scored: ScoredColumn
    parts: tuple[ScoredColumn, ...]
    around: Mapping[int, _Around]

    @classmethod
    def of(
        cls,
        metric: Metric,
        panel: Panel,
        scored: Mapping[str, ScoredColumn],
        row: int | None = None,
    ) -> _ExplainedColumn:
        """With everybody's neighbours, or with those of one row."""
        column, mine = panel.columns[metric.id], scored[metric.id]
        parts = tuple(scored[part] for part in metric.scoring.parts)
        if row is None:
            around = neighbours(panel.codes, column.values, mine)
        else:
            around = {row: _around_one(panel.codes, column.values, mine, row)}
        return cls(metric, column, mine, parts, around)

    def handed_in(self, row: int) -> bool:
        return bool(self.column.states[row]) or not np.isnan(self.scored.scores[row])

    def result(self, row: int, trust_type: str, weight_sum: float) -> MetricResult:
        """One trust's result."""
        mine, scoring = self.scored, self._scoring(row)
        points = _or_none(mine.scores[row])
        around = self.around.get(row, _NOBODY)
        return MetricResult(
            metric_id=self.metric.id,
            value=_or_none(self.column.values[row]),
            state=State(int(self.column.states[row])),
            unit=scoring.unit,
            score=points,
            rank=int(mine.ranks[row]) or None,
            spread_size=int(mine.spread_sizes[row]) or None,
            pool_size=int(mine.pool_sizes[row]) or None,
            model=scoring.model,
            weight=self.metric.weight,
            contribution=self._contribution(points, weight_sum),
            rule=str(mine.rules[row]),
            sentence=sentence(self._case(row, trust_type, scoring, around)),
            better=around.better,
            worse=around.worse,
        )

    def _scoring(self, row: int) -> Scoring:
        return self.metric.scorings[int(self.column.variants[row])]

    def _contribution(self, points: float | None, weight_sum: float) -> float | None:
        if points is None or not self.metric.counts:
            return None
        return float(self.metric.weight) * points / weight_sum

    def _case(self, row: int, trust_type: str, scoring: Scoring, around: _Around) -> Case:
        mine = self.scored
        return Case(
            metric=self.metric,
            scoring=scoring,
            rule=Rule(mine.rules[row]),
            trust_type=trust_type,
            value=float(self.column.values[row]),
            score=float(mine.scores[row]),
            rank=int(mine.ranks[row]),
            spread_size=int(mine.spread_sizes[row]),
            shared=around.sharing > 1,
            parts=tuple(float(part.scores[row]) for part in self.parts),
        )


def _or_none(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


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
