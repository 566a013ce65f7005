"""A quarter's figures set among their peers, metric by metric and domain by domain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .edition import Metric, Model, Pool
from .panel import Bools, Column, Floats, Ints, Panel, State
from .peers import Measure, Middle, Peer, PoolState, Spread, UnitSpread
from .ranking import competition_ranks, tie_broken_ranks
from .results import QuarterResult
from .scoring import lower_is_better, type_numbers

_SCORE_ONLY = (Model.BY_SOURCE, Model.MATRIX)
_ENDS = (0.0, 0.25, 0.5, 0.75, 1.0)
_PLACES = 10


def middle(values: Floats, *, scores: bool = False) -> Middle:
    """Median and quartiles of at least one figure; shape (n,)."""
    # Interpolating between decimal figures leaves noise far behind their last digit.
    low, lower, median, upper, high = np.quantile(values, _ENDS).round(_PLACES).tolist()
    counts = tuple(int((values == score).sum()) for score in (1, 2, 3, 4)) if scores else ()
    return Middle(len(values), low, lower, median, upper, high, counts)


def spreads(result: QuarterResult, panel: Panel) -> Iterator[Spread]:
    """For each type and metric that it reports, then for each type and domain.

    In a quarter taken as published only what is at hand is counted.
    """
    combined = _combined_scores(result)
    members = _Members.of(panel)
    for metric in result.edition.metrics:
        yield from _of_metric(metric, members, panel, combined.get(metric.id))
    yield from _of_domains(result, members)


@dataclass(frozen=True)
class _Members:
    """Who is in the quarter; ``incomplete`` are types of which some trust has no value at all."""

    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    types: Ints
    incomplete: frozenset[str]

    @classmethod
    def of(cls, panel: Panel) -> _Members:
        some = np.zeros(len(panel.codes), dtype=np.bool_)
        for column in panel.columns.values():
            some |= column.states == State.REPORTED
        lacking = (kind for kind, known in zip(panel.types, some, strict=True) if not known)
        return cls(panel.codes, panel.types, type_numbers(panel.types), frozenset(lacking))

    def of_type(self, kind: str) -> Bools:
        return np.array([each == kind for each in self.kinds], dtype=np.bool_)


def _combined_scores(result: QuarterResult) -> dict[str, Floats]:
    """Scores of metrics that come from two parts, and so have no value; shape (trusts,)."""
    found = {
        metric.id: np.full(len(result.trusts), np.nan)
        for metric in result.edition.metrics
        if metric.scoring.model is Model.MATRIX
    }
    for row, trust in enumerate(result.trusts):
        for each in trust.metrics:
            if each.metric_id in found and each.score is not None:
                found[each.metric_id][row] = each.score
    return found


def _of_metric(
    metric: Metric, members: _Members, panel: Panel, combined: Floats | None
) -> Iterator[Spread]:
    column = panel.columns[metric.id]
    values = column.values if combined is None else combined
    is_score = metric.scoring.model in _SCORE_ONLY
    known = ~np.isnan(values)
    reporting = {kind for kind, some in zip(members.kinds, known, strict=True) if some}
    for kind in sorted(reporting):
        state = _pool_state(metric, kind, reporting, members)
        spread = _InPool(metric, members, column, values, known, is_score, state)
        yield Spread(
            key=metric.id,
            trust_type=kind,
            measure=Measure.SCORE if is_score else Measure.VALUE,
            trusts=members.kinds.count(kind),
            pool_is=state,
            units=tuple(spread.units(kind)),
        )


def _pool_state(metric: Metric, kind: str, reporting: set[str], members: _Members) -> PoolState:
    if metric.pool is Pool.TYPE:
        return PoolState.TYPE
    if (set(metric.types) | reporting) & members.incomplete - {kind}:
        return PoolState.NOT_AT_HAND
    return PoolState.WIDER if reporting != {kind} else PoolState.TYPE


@dataclass(frozen=True)
class _InPool:
    """One metric's figures, with what setting a type among them takes."""

    metric: Metric
    members: _Members
    column: Column
    values: Floats
    known: Bools
    is_score: bool
    state: PoolState

    def units(self, kind: str) -> Iterator[UnitSpread]:
        mine = self.members.of_type(kind)
        for number, scoring in enumerate(self.metric.scorings):
            pool = self.known & (self.column.variants == number)
            own = pool & mine
            if own.any():
                wider = self.state is PoolState.WIDER
                yield UnitSpread(
                    unit=scoring.unit,
                    own=middle(self.values[own], scores=self.is_score),
                    pool=middle(self.values[pool], scores=self.is_score) if wider else None,
                    peers=self._peers(own, pool),
                )

    def _peers(self, own: Bools, pool: Bools) -> tuple[Peer, ...]:
        rows = np.flatnonzero(own)
        order = rows[np.lexsort((rows, self.values[rows]))]
        codes, values = self.members.codes, self.values
        if self.is_score:
            return tuple(Peer(codes[row], float(values[row])) for row in order)
        places, joint = self._places(own)
        wider, shared = places, joint
        if self.state is PoolState.WIDER:
            wider, shared = self._places(pool)
        elif self.state is PoolState.NOT_AT_HAND:
            wider, shared = np.zeros_like(places), np.zeros_like(joint)
        return tuple(
            Peer(
                codes[row],
                float(values[row]),
                int(places[row]),
                int(wider[row]) or None,
                bool(joint[row]),
                bool(shared[row]),
            )
            for row in order
        )

    def _places(self, some: Bools) -> tuple[Ints, Bools]:
        """Places and whether they are shared; shape (trusts,), 0 for those not among them."""
        keys = lower_is_better(self.values[some], self.metric.better)
        places = np.zeros(len(some), dtype=np.int64)
        joint = np.zeros(len(some), dtype=np.bool_)
        types, ties = self.members.types[some], self.column.tie_ranks[some]
        places[some] = tie_broken_ranks(keys, types, ties)
        joint[some] = np.bincount(places[some])[places[some]] > 1
        return places, joint


def _of_domains(result: QuarterResult, members: _Members) -> Iterator[Spread]:
    """By rounded scores, as they are published; the pool is all trusts together."""
    for place, domain in enumerate(result.edition.domains):
        rounded = [trust.domains[place].rounded for trust in result.trusts]
        values = np.array([np.nan if each is None else each for each in rounded])
        for kind in sorted(set(members.kinds)):
            own = members.of_type(kind) & ~np.isnan(values)
            if own.any():
                yield _domain(domain.score_id, kind, members, values, own)


def _domain(key: str, kind: str, members: _Members, values: Floats, own: Bools) -> Spread:
    rows = np.flatnonzero(own)
    order = rows[np.lexsort((rows, values[rows]))]
    sorted_values = values[order]
    places = competition_ranks(sorted_values)
    known = values[~np.isnan(values)]
    all_known = not members.incomplete
    wider = all_known and len(known) > len(rows)
    joint = np.bincount(places)[places] > 1
    peers = tuple(
        Peer(members.codes[row], float(values[row]), int(at), joint=bool(shared))
        for row, at, shared in zip(order, places, joint, strict=True)
    )
    state = PoolState.WIDER if wider else PoolState.TYPE if all_known else PoolState.NOT_AT_HAND
    unit = UnitSpread("", middle(sorted_values), middle(known) if wider else None, peers)
    return Spread(key, kind, Measure.DOMAIN, members.kinds.count(kind), state, (unit,))
