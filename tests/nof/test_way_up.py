"""The way up and the what-if on every trust of the official quarters, by the rules alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from league.rules.assess import assess
from league.rules.edition import Better, Edition
from league.rules.figures import Figures, compute
from league.rules.levers import decimals_of
from league.rules.panel import Panel
from league.rules.redraw import draw
from league.rules.scoring import Rule
from league.rules.way_up import way_up
from league.rules.ways import Case, Change, WayUp
from league.rules.what_if import Scenario, changed_panel, is_changeable, takes_flag, what_if
from tests.nof.official import official

QUARTERS = [
    pytest.param("Q4 2025/26", "nof-2025-26", 205, id="2025-26-q4"),
    pytest.param("Q1 2026/27", "nof-2026-27", 202, id="2026-27-q1"),
]
DRAWS, SEED = 400, 3
EACH = 7
"""Every so many trusts are tried by brute force; of the demonstration see tests/demo."""


@cache
def quarter(folder: Path, label: str, slug: str) -> tuple[Edition, Panel, Figures]:
    it = official(folder, label, slug)
    panel = it.panel(ties=True)
    return it.edition, panel, compute(it.edition, panel)


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_published_values_give_the_published_result_of_every_trust(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, figures = quarter(nof_dir, label, slug)
    whole = assess(edition, panel, draws=DRAWS, seed=SEED)
    drawn = {
        kind: draw(panel, figures, kind, draws=DRAWS, seed=SEED)
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
    assert len(whole.trusts) == trusts


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_another_value_gives_what_assessing_the_quarter_anew_gives(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, figures = quarter(nof_dir, label, slug)
    for code in panel.codes[: trusts : trusts // 4]:
        kind = panel.types[panel.codes.index(code)]
        scenario = Scenario(code, {"OF0082": 3.3, "OF0084": 7.4})
        drawn = draw(panel, figures, kind, draws=DRAWS, seed=SEED)
        found = what_if(edition, panel, figures, scenario, drawn)
        changed = changed_panel(edition, panel, scenario)
        anew = assess(edition, changed, draws=DRAWS, seed=SEED).trusts[panel.codes.index(code)]
        assert found.after == replace(anew, sureness=None), code


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


def ways(nof_dir: Path, label: str, slug: str) -> tuple[Edition, Panel, dict[str, WayUp]]:
    edition, panel, figures = quarter(nof_dir, label, slug)
    return (
        edition,
        panel,
        {code: way_up(edition, panel, figures, code) for code in panel.codes[::EACH]},
    )


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_the_stated_values_lead_to_the_next_segment_and_a_little_less_does_not(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, found = ways(nof_dir, label, slug)
    tried = 0
    for code, way in found.items():
        for row in way.rows:
            if row.change is not None:
                check_changes(edition, panel, code, way.goal or 0, (row.change,))
                tried += 1
        if way.double is not None:
            check_changes(edition, panel, code, way.goal or 0, way.double.changes)
            tried += 1
    assert tried > trusts // EACH


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_where_a_metric_cannot_do_it_alone_the_best_value_does_not(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, found = ways(nof_dir, label, slug)
    tried = 0
    for code, way in found.items():
        row_ = panel.codes.index(code)
        for row in way.rows:
            metric, column = edition.by_id[row.metric_id], panel.columns[row.metric_id]
            if row.change is not None or row.peers.best is None:
                continue
            if row.peers.best != column.values[row_] and is_known(
                edition, panel, code, {metric.id: row.peers.best}
            ):
                reached = segment(edition, panel, code, {metric.id: row.peers.best})
                assert reached > (way.goal or 0), (code, row)
                tried += 1
    assert tried > trusts // EACH


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_every_trust_has_a_way_up_in_words(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, figures = quarter(nof_dir, label, slug)
    cases = []
    for row, code in enumerate(panel.codes):
        found = way_up(edition, panel, figures, code)
        cases.append(found.case)
        assert found.sentences, code
        assert (found.case is Case.TOP) == (figures.final[row] == 1)
        assert (found.case is Case.DEFICIT) == (figures.adjusted[row] > figures.unadjusted[row])
        if found.gap is not None and found.goal is not None:
            assert found.gap > 0
    assert len(cases) == trusts
    assert {Case.TOP, Case.DEFICIT, Case.SCORE, Case.SCORE_AND_DEFICIT} <= set(cases)
