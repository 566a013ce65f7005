"""The rules against NHS England's published figures.

Each test states how many figures must come out as published, and from what: from the
published metric scores, from the values with the published ranks as tie-break, or from
the values alone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from league.rules.assess import assess
from league.rules.edition import Model
from league.rules.panel import Floats
from league.rules.ranking import ranks_within
from league.rules.results import QuarterResult, TrustResult
from league.rules.rounding import to_hundredths
from league.rules.scoring import type_numbers
from league.rules.segments import adjust, averages, cuts, segments
from tests.nof.official import Official, likely_ranges, official

Q1_2025, Q3_2025, Q4_2025 = ((f"Q{number} 2025/26", "nof-2025-26") for number in (1, 3, 4))
Q1_2026 = ("Q1 2026/27", "nof-2026-27")
WHOLE = [pytest.param(Q4_2025, 205, id="2025-26-q4"), pytest.param(Q1_2026, 202, id="2026-27-q1")]


def published_scores(quarter: Official, domain: str | None = None) -> tuple[Floats, Floats]:
    """Published metric scores, shape (trusts, metrics), and the metrics' weights."""
    metrics = [each for each in quarter.edition.counted if domain in (None, each.domain)]
    scores = [
        [quarter.values.get((code, each.score_id or ""), np.nan) for each in metrics]
        for code in sorted(quarter.types)
    ]
    return np.array(scores), np.array([float(each.weight) for each in metrics])


LOOKED_UP = (Model.BY_SOURCE, Model.MATRIX)
"""Models whose score is handed in or combined, not made of a value."""


def column(quarter: Official, figure: str) -> Floats:
    """One overall figure of every trust, in the order of their codes."""
    return np.array([quarter.values.get((c, figure), np.nan) for c in sorted(quarter.types)])


@pytest.mark.parametrize(("quarter", "trusts"), WHOLE)
def test_averages_of_the_published_scores(
    nof_dir: Path, quarter: tuple[str, str], trusts: int
) -> None:
    it = official(nof_dir, *quarter)
    means = averages(*published_scores(it))
    gap = np.abs(means.hundredths - to_hundredths(column(it, it.edition.figures.average)))
    assert len(gap) == trusts
    assert (gap <= 1).all()


@pytest.mark.parametrize(("quarter", "trusts"), WHOLE)
def test_segments_of_the_published_scores(
    nof_dir: Path, quarter: tuple[str, str], trusts: int
) -> None:
    it = official(nof_dir, *quarter)
    figures = it.edition.figures
    hundredths = averages(*published_scores(it)).hundredths
    unadjusted = segments(hundredths, cuts(it.edition.cuts, hundredths))
    adjusted = adjust(unadjusted, column(it, figures.override) > 0, it.edition.override)
    assert len(unadjusted) == trusts
    assert unadjusted.tolist() == column(it, figures.unadjusted_segment).tolist()
    assert adjusted.tolist() == column(it, figures.adjusted_segment).tolist()


@pytest.mark.parametrize(("quarter", "trusts"), WHOLE)
def test_domain_segments_of_the_published_domain_scores(
    nof_dir: Path, quarter: tuple[str, str], trusts: int
) -> None:
    it = official(nof_dir, *quarter)
    for domain in it.edition.domains:
        scores = column(it, domain.score_id)
        some = ~np.isnan(scores)
        hundredths = np.where(some, to_hundredths(np.where(some, scores, 1)), -1)
        mine = segments(hundredths, cuts(it.edition.domain_cuts, hundredths))
        assert some.sum() > trusts * 0.9
        assert mine[some].tolist() == column(it, domain.segment_id)[some].tolist()


@pytest.mark.parametrize(("quarter", "trusts"), WHOLE)
def test_segments_and_league_ranks_of_the_published_averages(
    nof_dir: Path, quarter: tuple[str, str], trusts: int
) -> None:
    it = official(nof_dir, *quarter)
    figures = it.edition.figures
    hundredths = to_hundredths(column(it, figures.average))
    unadjusted = segments(hundredths, cuts(it.edition.cuts, hundredths))
    flagged = column(it, figures.override) > 0
    adjusted = adjust(unadjusted, flagged, it.edition.override)
    codes = sorted(it.types)
    types = type_numbers(tuple(it.types[code] for code in codes))
    ranks = ranks_within(adjusted * 1000 + hundredths, types)
    assert unadjusted.tolist() == column(it, figures.unadjusted_segment).tolist()
    assert adjusted.tolist() == column(it, figures.adjusted_segment).tolist()
    published = [it.ranks[code, figures.adjusted_segment] for code in codes]
    assert len(published) == trusts
    assert ranks.tolist() == published


@pytest.mark.parametrize("quarter", [Q1_2025, Q3_2025])
def test_quarters_that_are_not_whole(nof_dir: Path, quarter: tuple[str, str]) -> None:
    """All 205 published averages make the cuts; the acute trusts' flags are not published."""
    it = official(nof_dir, *quarter)
    figures = it.edition.figures
    hundredths = to_hundredths(column(it, figures.average))
    unadjusted = segments(hundredths, cuts(it.edition.cuts, hundredths))
    published, adjusted = (
        column(it, figure) for figure in (figures.unadjusted_segment, figures.adjusted_segment)
    )
    acute = np.array([it.types[code] == "acute" for code in sorted(it.types)])
    assert (len(acute), int((~acute).sum())) == (205, 71)
    assert unadjusted[~acute].tolist() == published[~acute].tolist()
    overridden = (adjusted == 3) & (unadjusted < 3)
    assert ((adjusted == unadjusted) | overridden)[acute].all()


def result(quarter: Official, *, ties: bool, draws: int = 0) -> QuarterResult:
    return assess(quarter.edition, quarter.panel(ties=ties), draws=draws, seed=1)


def count_scores(it: Official, ours: QuarterResult) -> tuple[int, int]:
    """How many metric scores that we compute come out to the last printed digit, of how many."""
    computed = [
        (trust.code, it.edition.by_id[each.metric_id].score_id or "", each.score)
        for trust in ours.trusts
        for each in trust.metrics
        if each.weight and each.model not in LOOKED_UP and each.score is not None
    ]
    same = [
        to_hundredths(np.array([score]))[0] == round(it.values[code, figure] * 100)
        for code, figure, score in computed
    ]
    return sum(same), len(same)


@pytest.mark.parametrize(
    ("quarter", "least", "of"),
    [
        pytest.param(Q4_2025, 2440, 2626, id="2025-26-q4"),
        pytest.param(Q1_2026, 3800, 3934, id="2026-27-q1"),
    ],
)
def test_metric_scores_with_the_published_rank_as_tie_break(
    nof_dir: Path, quarter: tuple[str, str], least: int, of: int
) -> None:
    it = official(nof_dir, *quarter)
    same, compared = count_scores(it, result(it, ties=True))
    assert compared == of
    assert same >= least


def agreement(it: Official, ours: QuarterResult) -> dict[str, int]:
    """Trusts whose overall figures come out as published, by kind."""
    figures = it.edition.figures

    def near(trust: TrustResult) -> bool:
        published = it.values[trust.code, figures.average]
        return abs(round((trust.rounded or 0) * 100) - round(published * 100)) <= 1

    def same(mine: float | None, code: str, figure: str) -> bool:
        return mine == it.values[code, figure]

    return {
        "average": sum(near(each) for each in ours.trusts),
        "adjusted": sum(
            same(each.adjusted, each.code, figures.adjusted_segment) for each in ours.trusts
        ),
        "override": sum(
            same(each.override.flagged, each.code, figures.override) for each in ours.trusts
        ),
    }


def test_2025_26_with_the_published_rank_as_tie_break(nof_dir: Path) -> None:
    it = official(nof_dir, *Q4_2025)
    found = agreement(it, result(it, ties=True))
    assert found["average"] >= 204
    assert found["adjusted"] == 205


def test_2025_26_from_the_values_alone(nof_dir: Path) -> None:
    it = official(nof_dir, *Q4_2025)
    assert agreement(it, result(it, ties=False))["adjusted"] >= 204


def test_2026_27_from_the_values_alone(nof_dir: Path) -> None:
    it = official(nof_dir, *Q1_2026)
    ours = assess(it.edition, it.panel(ties=False, flags=False), draws=0, seed=1)
    found = agreement(it, ours)
    assert found["average"] == found["adjusted"] == found["override"] == 202
    assert {each.override.source for each in ours.trusts} == {"derived"}


def test_combined_finance_of_2026_27_from_its_values(nof_dir: Path) -> None:
    it = official(nof_dir, *Q1_2026)
    mine = [
        (trust.code, each.score)
        for trust in result(it, ties=False).trusts
        for each in trust.metrics
        if each.metric_id == "OF2080"
    ]
    assert len(mine) == 202
    assert all(score == it.values[code, "OF2080"] for code, score in mine)


def test_likely_ranges_of_mental_health_and_community_trusts(nof_dir: Path) -> None:
    it = official(nof_dir, *Q4_2025)
    published = likely_ranges(nof_dir)
    scores = ranks = 0
    for trust in result(it, ties=True, draws=10_000).trusts:
        if trust.code in published and trust.likely:
            low, high, first, last = published[trust.code]
            likely = trust.likely
            gaps = abs(likely.score_low - low), abs(likely.score_high - high)
            scores += max(gaps) < 0.0201
            ranks += max(abs(likely.rank_low - first), abs(likely.rank_high - last)) <= 1
    assert len(published) == 61
    assert scores >= 0.95 * 61
    assert ranks >= 0.95 * 61


def test_every_trust_in_the_programme_is_published_in_segment_five(nof_dir: Path) -> None:
    it = official(nof_dir, *Q1_2025)
    figures = it.edition.figures
    placed = {
        code for (code, figure), value in it.values.items() if figure == figures.programme and value
    }
    fifth = {
        code
        for (code, figure), value in it.values.items()
        if figure == figures.final_segment and value == 5
    }
    assert placed == fifth
    assert {it.values[code, figures.adjusted_segment] for code in fifth} == {3, 4}
