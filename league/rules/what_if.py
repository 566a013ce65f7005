"""What if a trust's values were others: the whole quarter again, by the same rules.

Nothing of this is a result. One trust's value moves its peers' ranks and, where segments end at
quartiles, those ends; so the quarter is computed as a whole. Only the metrics that change are
scored again: no other column depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .assess import assess_one
from .edition import Edition, Metric, Model
from .figures import Figures, standing
from .panel import Bools, Column, Panel, State
from .redraw import Drawn, likely_range
from .results import TrustResult
from .scoring import score_matrix, score_metric
from .segments import cut_values


@dataclass(frozen=True)
class Scenario:
    """What is other than published, for one trust."""

    code: str
    values: Mapping[str, float] = field(default_factory=dict)
    """By metric id."""
    in_deficit: bool | None = None
    """The deficit flag; None leaves it as it is, and it follows the finances where no flag is
    reported."""


@dataclass(frozen=True)
class Moved:
    """Another trust whose segment after the override changes along."""

    code: str
    before: int
    after: int


@dataclass(frozen=True)
class WhatIf:
    before: TrustResult
    after: TrustResult
    cuts_before: tuple[float, float, float]
    cuts_after: tuple[float, float, float]
    passes: tuple[str, ...]
    """Trusts of its type that it is behind or level with now, and would be ahead of."""
    passed_by: tuple[str, ...]
    """Those that it is ahead of or level with now, and would be behind."""
    others: tuple[Moved, ...]
    peers: int
    """Trusts of its type that would be ranked, itself counted."""


def is_changeable(panel: Panel, code: str, metric: Metric) -> bool:
    """Whether another value of the metric could be tried: it has a value that is scored.

    A matrix has none of its own, and a metric shown for context changes nothing.
    """
    column = panel.columns.get(metric.id)
    if column is None or column.states[panel.codes.index(code)] != State.REPORTED:
        return False
    return metric.scoring.model not in (Model.MATRIX, Model.CONTEXT)


def takes_flag(edition: Edition, panel: Panel, code: str) -> bool:
    """Whether the deficit flag is a figure of its own: where none is reported, it follows the
    finances."""
    return edition.override.flag == "reported" and code in panel.reported_flags


def changed_panel(edition: Edition, panel: Panel, scenario: Scenario) -> Panel:
    """The panel with the trust's values replaced. A value equal to the present one stays as it
    is, with its tie rank; another has none, so that it comes after its type's equal values.

    Raises:
        ValueError: a metric, or the flag, cannot be changed for this trust.
    """
    row = panel.codes.index(scenario.code)
    columns = dict(panel.columns)
    for metric_id, value in scenario.values.items():
        if not is_changeable(panel, scenario.code, edition.by_id[metric_id]):
            raise ValueError(f"{metric_id} of {scenario.code} cannot be changed")
        if value != columns[metric_id].values[row]:
            columns[metric_id] = with_value(columns[metric_id], row, value)
    if scenario.in_deficit is None:
        return replace(panel, columns=columns)
    if not takes_flag(edition, panel, scenario.code):
        raise ValueError(f"the deficit flag of {scenario.code} follows its finances")
    flags = {**panel.reported_flags, scenario.code: scenario.in_deficit}
    return replace(panel, columns=columns, reported_flags=flags)


def with_value(column: Column, row: int, value: float) -> Column:
    """The column with another value of one trust, which has no tie rank."""
    values, ties = column.values.copy(), column.tie_ranks.copy()
    values[row], ties[row] = value, np.nan
    return replace(column, values=values, tie_ranks=ties)


def refigure(edition: Edition, figures: Figures, before: Panel, after: Panel) -> Figures:
    """The figures of the changed panel: the same as computing all of it anew.

    Args:
        figures: of the panel before.
        after: the same organisations; columns that did not change are the same objects.
    """
    scored = dict(figures.scored)
    other = {key for key, column in after.columns.items() if column is not before.columns[key]}
    for metric in edition.metrics:
        if metric.id in other:
            scored[metric.id] = score_metric(metric, after.columns[metric.id], figures.types)
    for metric in edition.metrics:
        if other & set(metric.scoring.parts):
            scored[metric.id] = score_matrix(metric, scored)
    return standing(edition, after, scored)


def what_if(
    edition: Edition,
    panel: Panel,
    figures: Figures,
    scenario: Scenario,
    drawn: Drawn | None,
    before: TrustResult | None = None,
) -> WhatIf:
    """A trust's result as it is and as it would be.

    Args:
        edition, panel, figures: of the quarter as it is.
        scenario: whose values are changed, and to what.
        drawn: for the trust's type; None leaves out the likely ranges.
        before: what :func:`result_of` says of the trust as it is, where that is at hand.

    Raises:
        ValueError: a value cannot be changed, or no such trust is there.
    """
    changed = changed_panel(edition, panel, scenario)
    then = refigure(edition, figures, panel, changed)
    passes, passed_by = _order(panel, figures, then, scenario.code)
    return WhatIf(
        before=before or result_of(edition, panel, figures, scenario.code, drawn),
        after=result_of(edition, changed, then, scenario.code, drawn),
        cuts_before=cut_values(figures.cuts),
        cuts_after=cut_values(then.cuts),
        passes=passes,
        passed_by=passed_by,
        others=_others(panel, figures, then, scenario.code),
        peers=int(((then.league_ranks > 0) & (then.types == _type(panel, then, scenario))).sum()),
    )


def _type(panel: Panel, figures: Figures, scenario: Scenario) -> int:
    return int(figures.types[panel.codes.index(scenario.code)])


def result_of(
    edition: Edition, panel: Panel, figures: Figures, code: str, drawn: Drawn | None
) -> TrustResult:
    """One trust's result with its reasons, and its likely ranges where draws are at hand."""
    likely = None if drawn is None else likely_range(drawn, edition, panel, figures, code)
    return assess_one(edition, panel, figures, code, likely)


def _order(
    panel: Panel, now: Figures, then: Figures, code: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who would be passed, and who would pass, in the order of the ranks to come."""
    row = panel.codes.index(code)
    peers = (now.types == now.types[row]) & (now.league_ranks > 0) & (then.league_ranks > 0)
    ahead_now, ahead_then = (
        np.sign(each.league_ranks - each.league_ranks[row]) for each in (now, then)
    )
    ranked = now.league_ranks[row] > 0 and then.league_ranks[row] > 0
    passes = peers & (ahead_now <= 0) & (ahead_then > 0) & ranked
    passed_by = peers & (ahead_now >= 0) & (ahead_then < 0) & ranked
    return _codes(panel, then, passes), _codes(panel, then, passed_by)


def _codes(panel: Panel, then: Figures, chosen: Bools) -> tuple[str, ...]:
    rows = np.flatnonzero(chosen)
    return tuple(
        panel.codes[row] for row in sorted(rows, key=lambda row: int(then.league_ranks[row]))
    )


def _others(panel: Panel, now: Figures, then: Figures, code: str) -> tuple[Moved, ...]:
    return tuple(
        Moved(panel.codes[row], int(now.adjusted[row]), int(then.adjusted[row]))
        for row in np.flatnonzero(now.adjusted != then.adjusted)
        if panel.codes[row] != code
    )
