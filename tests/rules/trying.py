"""Hypothetical answers tried out on a whole quarter, everything computed anew."""

from __future__ import annotations

from dataclasses import replace

from league.rules.assess import assess
from league.rules.edition import Better, Edition
from league.rules.figures import compute
from league.rules.levers import decimals_of
from league.rules.panel import Panel
from league.rules.redraw import draw
from league.rules.scoring import Rule
from league.rules.ways import Change, WayUp
from league.rules.what_if import Scenario, changed_panel, is_changeable, takes_flag, what_if


def check_published_values(edition: Edition, panel: Panel, *, draws: int, seed: int) -> int:
    """Setting every trust's published values gives its published result, likely ranges and
    explanation included. Returns how many trusts there are."""
    figures = compute(edition, panel)
    whole = assess(edition, panel, draws=draws, seed=seed)
    drawn = {
        kind: draw(panel, figures, kind, draws=draws, seed=seed)
        for kind in sorted(set(panel.types))
    }
    for row, result in enumerate(whole.trusts):
        values = {
            key: float(column.values[row])
            for key, column in panel.columns.items()
            if is_changeable(panel, result.code, edition.by_id[key])
        }
        flag = panel.reported_flags.get(result.code)
        told = takes_flag(edition, panel, result.code)
        scenario = Scenario(result.code, values, flag if told else None)
        found = what_if(edition, panel, figures, scenario, drawn[result.type])
        assert found.after == found.before == replace(result, sureness=None), result.code
        assert (*found.passes, *found.passed_by, *found.others) == ()
        assert found.cuts_after == whole.cuts
    return len(whole.trusts)


def segment(edition: Edition, panel: Panel, code: str, values: dict[str, float]) -> int:
    """By score, everything computed anew."""
    figures = compute(edition, changed_panel(edition, panel, Scenario(code, values)))
    return int(figures.unadjusted[panel.codes.index(code)])


def a_little_less(edition: Edition, panel: Panel, code: str, change: Change) -> float:
    """The needed value a step of the grid worse."""
    metric, row = edition.by_id[change.metric_id], panel.codes.index(code)
    scoring = metric.scorings[int(panel.columns[metric.id].variants[row])]
    step = (1 if metric.better is Better.LOWER else -1) * 10 ** -decimals_of(metric, scoring)
    return float(round(change.needed + step, 6))


def is_known(edition: Edition, panel: Panel, code: str, values: dict[str, float]) -> bool:
    """Whether all combinations of parts that these values make have a known score."""
    figures = compute(edition, changed_panel(edition, panel, Scenario(code, values)))
    row = panel.codes.index(code)
    return all(each.rules[row] != Rule.UNKNOWN_COMBINATION for each in figures.scored.values())


def check_way(edition: Edition, panel: Panel, code: str, way: WayUp) -> int:
    """Tries all that is stated of one trust; returns how many ways there were."""
    singles = [(row.change,) for row in way.rows if row.change is not None]
    doubles = [way.double.changes] if way.double is not None else []
    for changes in (*singles, *doubles):
        check_changes(edition, panel, code, way.goal or 0, changes)
    return len(singles) + len(doubles)


def check_changes(
    edition: Edition, panel: Panel, code: str, goal: int, changes: tuple[Change, ...]
) -> None:
    """They reach the goal; with a little less of any they do not."""
    values = {each.metric_id: each.needed for each in changes}
    assert segment(edition, panel, code, values) <= goal, (code, changes)
    for change in changes:
        less = values | {change.metric_id: a_little_less(edition, panel, code, change)}
        if is_known(edition, panel, code, less):
            assert segment(edition, panel, code, less) > goal, (code, change)
