"""The way up and the what-if on every trust of the official quarters, by the rules alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from league.rules.assess import assess
from league.rules.edition import Edition
from league.rules.figures import Figures, compute
from league.rules.panel import Panel
from league.rules.redraw import draw
from league.rules.way_up import way_up
from league.rules.ways import Case, WayUp
from league.rules.what_if import Scenario, changed_panel, what_if
from tests.nof.official import official
from tests.rules.trying import check_published_values, check_way, is_known, segment

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
    edition, panel, _ = quarter(nof_dir, label, slug)
    assert check_published_values(edition, panel, draws=DRAWS, seed=SEED) == trusts


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
    tried = sum(check_way(edition, panel, code, way) for code, way in found.items())
    assert tried > trusts // EACH


@pytest.mark.parametrize(("label", "slug", "trusts"), QUARTERS)
def test_where_a_metric_cannot_do_it_alone_the_best_value_does_not(
    nof_dir: Path, label: str, slug: str, trusts: int
) -> None:
    edition, panel, found = ways(nof_dir, label, slug)
    tried = 0
    for code, way in list(found.items())[::3]:
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
    assert tried > trusts // EACH // 3


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
