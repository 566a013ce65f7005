"""Averages, cuts, segments, the override and ranks on figures checked by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from league.rules.assess import assess
from league.rules.edition import CutKind, CutRule, Model
from league.rules.panel import Reading, build_panel
from league.rules.ranking import competition_ranks
from league.rules.results import QuarterResult, TrustResult
from league.rules.rounding import rounded
from league.rules.segments import averages, cut_values, cuts, segments
from tests.rules.builders import code, edition, metric, readings, types_of

QUARTILES = CutRule(CutKind.QUARTILES)


def test_the_weighted_average_of_infection_metrics() -> None:
    scores = np.array([[2.0, 1.0, 1.0, 4.0]])
    weights = np.array([1, 1 / 3, 1 / 3, 1 / 3])
    means = averages(scores, weights)
    assert means.exact[0] == pytest.approx(2.0)
    assert means.weight_sums[0] == pytest.approx(2.0)


def test_a_missing_score_is_left_out_of_the_average() -> None:
    means = averages(np.array([[1.0, np.nan, 4.0], [np.nan] * 3]), np.ones(3))
    assert means.exact[0] == 2.5
    assert np.isnan(means.exact[1])
    assert means.hundredths.tolist() == [250, -1]


def test_the_average_of_all_ones_is_one() -> None:
    weights = np.array([1, 1 / 3, 1 / 3, 1 / 3])
    assert averages(np.ones((3, 4)), weights).hundredths.tolist() == [100, 100, 100]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2.005, 2.01), (2.675, 2.68), (1.0, 1.0), (2.0049, 2.0), (2.015, 2.02), (3.995, 4.0)],
)
def test_rounding_is_half_up(value: float, expected: float) -> None:
    assert rounded(value) == expected


def test_quartile_cuts_interpolate_and_keep_their_fraction() -> None:
    bounds = cuts(QUARTILES, np.array([100, 201, 300, 402, -1]))
    assert cut_values(bounds) == (1.7575, 2.505, 3.255)
    numpys = np.quantile([1.0, 2.01, 3.0, 4.02], [0.25, 0.5, 0.75])
    assert cut_values(bounds) == pytest.approx(numpys.tolist())


def test_rounded_quartile_cuts_round_half_up() -> None:
    rule = CutRule(CutKind.QUARTILES, round_to=2)
    assert cut_values(cuts(rule, np.array([100, 201, 300, 402]))) == (1.76, 2.51, 3.26)


def test_a_score_on_the_cut_belongs_to_the_better_segment() -> None:
    bounds = cuts(CutRule(CutKind.THRESHOLDS, (1.92, 2.32, 2.77)), np.array([100]))
    scores = np.array([192, 193, 232, 233, 277, 278, -1])
    assert segments(scores, bounds).tolist() == [1, 2, 2, 3, 3, 4, 0]


def test_quartiles_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no trust has a score"):
        cuts(QUARTILES, np.array([-1, -1]))


@pytest.mark.parametrize("thresholds", [(), (1.92, 2.32, 2.77)])
def test_a_quarter_in_which_nothing_is_scored_is_no_result(thresholds: tuple[float, ...]) -> None:
    framework = edition(metric(), metric("OF0009", Model.CONTEXT), thresholds=thresholds)
    panel = build_panel(framework, types_of(2), readings("OF0009", [1, 2]))
    with pytest.raises(ValueError, match="no trust has a score"):
        assess(framework, panel, draws=0, seed=1)


def test_competition_ranks() -> None:
    assert competition_ranks(np.array([3.0, 1.0, 1.0, 2.0])).tolist() == [4, 1, 1, 3]


def assessed(
    scores: list[float],
    plans: list[float] | None = None,
    *,
    flag: str = "derived",
    extra: list[Reading] | None = None,
) -> QuarterResult:
    """Trusts of one type with these scores by source, and these plans."""
    framework = edition(
        metric(model=Model.BY_SOURCE),
        thresholds=(1.92, 2.32, 2.77),
        flag=flag,
        finance_weight=Fraction(0),
    )
    variances = readings("OF0081", [0.0] * len(plans or []))
    given = readings("OF0001", scores) + readings("OF0079", plans or []) + variances
    given += extra or []
    return assess(framework, build_panel(framework, types_of(len(scores)), given), seed=1, draws=9)


def trust(result: QuarterResult, number: int) -> TrustResult:
    return next(each for each in result.trusts if each.code == code(number))


def test_a_trust_in_deficit_is_no_better_than_three() -> None:
    result = assessed([1, 1, 4], [-0.1, 0.1, -0.1])
    assert [each.unadjusted for each in result.trusts] == [1, 1, 4]
    assert [each.adjusted for each in result.trusts] == [3, 1, 4]
    assert [each.override.moved for each in result.trusts] == [True, False, False]
    assert trust(result, 0).override.source == "derived"


def test_the_override_is_derived_from_plan_and_variance_together() -> None:
    result = assessed([1, 1], [0.5, 0.5], extra=[Reading(code(0), "OF0081", -0.6)])
    assert [each.override.flagged for each in result.trusts] == [True, False]


def test_a_reported_flag_wins_over_the_derived_one() -> None:
    flag = [Reading(code(0), "OF5004", 0), Reading(code(1), "OF5004", 1)]
    result = assessed([1, 1, 1], [-5, 5, -5], flag="reported", extra=flag)
    assert [each.override.flagged for each in result.trusts] == [False, True, True]
    assert [each.override.source for each in result.trusts] == ["reported", "reported", "derived"]


def test_without_a_flag_or_a_plan_the_deficit_is_unknown_and_not_assumed() -> None:
    result = assessed([1, 1], None)
    assert [each.override.flagged for each in result.trusts] == [None, None]
    assert [each.adjusted for each in result.trusts] == [1, 1]


def test_a_missing_variance_is_not_taken_for_zero() -> None:
    framework = edition(metric(model=Model.BY_SOURCE), thresholds=(1.92, 2.32, 2.77))
    given = readings("OF0001", [1, 1]) + readings("OF0079", [1, -1])
    result = assess(framework, build_panel(framework, types_of(2), given), draws=0, seed=1)
    overrides = [(each.override.flagged, each.override.source) for each in result.trusts]
    assert overrides == [(None, "unknown"), (True, "derived")]


def test_league_rank_goes_by_segment_then_score_and_score_rank_by_score() -> None:
    result = assessed([1, 2, 2, 4], [-1, 1, 1, 1])
    assert [each.adjusted for each in result.trusts] == [3, 2, 2, 4]
    assert [each.league_rank for each in result.trusts] == [3, 1, 1, 4]
    assert [each.score_rank for each in result.trusts] == [1, 2, 2, 4]


def test_the_programme_puts_a_trust_into_segment_five_whatever_its_segment() -> None:
    placed = [Reading(code(n), "OF5007", 1) for n in (0, 1)]
    result = assessed([1, 4, 4], [1, 1, 1], extra=placed)
    assert [each.final for each in result.trusts] == [5, 5, 4]


def test_a_trust_without_scores_has_no_segment_and_says_so() -> None:
    framework = edition(metric(model=Model.BY_SOURCE), thresholds=(1.92, 2.32, 2.77))
    panel = build_panel(framework, types_of(2), readings("OF0001", [2]))
    without = assess(framework, panel, seed=1, draws=10).trusts[1]
    assert (without.average, without.unadjusted, without.adjusted) == (None, None, None)
    assert (without.final, without.league_rank, without.likely) == (None, None, None)
    assert "No metric of this trust is scored" in without.steps[0].sentence


def test_contributions_sum_to_the_average() -> None:
    framework = edition(metric(), metric("OF0002", weight=Fraction(1, 3)))
    given = readings("OF0001", [3, 2, 1]) + readings("OF0002", [1, 3])
    result = assess(framework, build_panel(framework, types_of(3), given), seed=1, draws=0)
    for each in result.trusts:
        parts = [one.contribution for one in each.metrics if one.contribution is not None]
        assert sum(parts) == pytest.approx(each.average)
