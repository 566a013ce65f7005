"""Each scoring model on figures small enough to check by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from league.rules.edition import Band, Better, Metric, Model, Pool, Scoring
from league.rules.panel import Reading, State, build_panel
from league.rules.scoring import Rule, ScoredColumn, score_edition
from tests.rules.builders import BANDS, edition, metric, readings, types_of

THIRD = 4 / 3


def scored(one: Metric, given: list[Reading], types: dict[str, str]) -> ScoredColumn:
    """That metric's column over those readings."""
    framework = edition(one)
    return score_edition(framework, build_panel(framework, types, given))[one.id]


def scores(one: Metric, *values: float | None) -> list[float | None]:
    """Scores of a pool of one type with these values."""
    column = scored(one, readings(one.id, values), types_of(len(values)))
    return [None if np.isnan(each) else round(float(each), 6) for each in column.scores]


def test_ranked_spreads_evenly_from_one_to_four() -> None:
    assert scores(metric(), 90, 70, 80, 60) == [1, 3, 2, 4]


def test_ranked_lower_is_better() -> None:
    assert scores(metric(better=Better.LOWER), 90, 70, 80, 60) == [4, 2, 3, 1]


def test_ties_share_the_better_rank_and_the_next_are_skipped() -> None:
    assert scores(metric(), 9, 8, 8, 7) == [1, 2, 2, 4]


def test_all_tied_score_one() -> None:
    assert scores(metric(), 0, 0, 0) == [1, 1, 1]


def test_standard_met_scores_one_and_the_others_spread_from_two() -> None:
    one = metric(model=Model.STANDARD, standard=78)
    assert scores(one, 78, 90, 77.9, 70, 60) == [1, 1, 2, 3, 4]


def test_standard_where_lower_is_better() -> None:
    one = metric(model=Model.STANDARD, standard=1, better=Better.LOWER)
    assert scores(one, 1, 0.5, 1.01, 3) == [1, 1, 2, 4]


def test_floor_missed_scores_four_and_the_others_spread_to_three() -> None:
    one = metric(model=Model.FLOOR, floor=70)
    assert scores(one, 70, 80, 90, 69.99) == [3, 2, 1, 4]


def test_standard_and_floor_together() -> None:
    one = metric(model=Model.STANDARD_AND_FLOOR, standard=100, floor=80)
    assert scores(one, 100, 95, 90, 80, 75) == [1, 2, 2.5, 3, 4]


@pytest.mark.parametrize(
    ("model", "values", "expected"),
    [
        (Model.RANKED, [5], [1]),
        (Model.STANDARD, [90, 50], [1, 2]),
        (Model.FLOOR, [75, 50], [1, 4]),
        (Model.STANDARD_AND_FLOOR, [90, 75, 50], [1, 2, 4]),
    ],
)
def test_one_alone_in_a_spread_takes_the_better_bookend(
    model: Model, values: list[float], expected: list[float]
) -> None:
    one = metric(
        model=model,
        standard=80 if "standard" in model else None,
        floor=70 if "floor" in model else None,
    )
    assert scores(one, *values) == expected


def test_bands_hold_their_limits() -> None:
    one = metric(model=Model.BANDED, bands=BANDS)
    assert scores(one, 80, 79.99, 70, 45, 44.99, 0) == [1, 2, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("plan", "variance", "expected"),
    [
        (0.0, 0.0, 1),
        (0.0, -0.4, 1),
        (0.5, -0.5, 2),
        (0.5, -1.0, 3),
        (-0.99, 0.0, 2),
        (-1.0, 0.0, 2),
        (-1.0, -0.1, 3),
        (-1.97, -0.99, 3),
        (-2.03, 0.1, 2),
        (-2.0, -0.5, 4),
    ],
)
def test_combined_finance_looks_two_bands_up(plan: float, variance: float, expected: int) -> None:
    given = [Reading("X000", "OF0079", plan), Reading("X000", "OF0081", variance)]
    framework = edition(metric())
    column = score_edition(framework, build_panel(framework, types_of(1), given))["OF1080"]
    assert column.scores.tolist() == [expected]
    assert column.rules[0] is Rule.MATRIX


def test_a_matrix_with_one_part_missing_has_no_score() -> None:
    framework = edition(metric())
    panel = build_panel(framework, types_of(1), [Reading("X000", "OF0079", 0)])
    column = score_edition(framework, panel)["OF1080"]
    assert np.isnan(column.scores[0])
    assert column.rules[0] is Rule.PART_MISSING


def test_a_combination_that_is_not_known_has_no_score() -> None:
    parts = tuple(
        metric(f"OF000{n}", Model.BY_SOURCE, weight=Fraction(0), part_of="OF1009") for n in (2, 3)
    )
    table = metric(
        "OF1009", Model.MATRIX, parts=("OF0002", "OF0003"), matrix=((1, None, 2, 3),) * 4
    )
    framework = edition(*parts, table)
    given = [Reading("X000", "OF0002", 1), Reading("X000", "OF0003", 2)]
    column = score_edition(framework, build_panel(framework, types_of(1), given))["OF1009"]
    assert np.isnan(column.scores[0])
    assert column.rules[0] is Rule.UNKNOWN_COMBINATION


def test_missing_is_left_out_and_never_zero() -> None:
    one = metric(better=Better.LOWER)
    types = types_of(4)
    given = [
        Reading("X000", one.id, 5),
        Reading("X001", one.id, None, State.SUPPRESSED),
        Reading("X002", one.id, None, State.NOT_SUBMITTED),
    ]
    column = scored(one, given, types)
    assert column.scores[0] == 1
    assert np.isnan(column.scores[1:]).all()
    assert column.rules[1:].tolist() == [
        Rule.SUPPRESSED,
        Rule.NOT_SUBMITTED,
        Rule.NO_FIGURE,
    ]


def test_the_pool_is_everyone_unless_the_metric_ranks_within_types() -> None:
    types = types_of(4, ("acute", "ambulance"))
    values = readings("OF0001", [4, 3, 2, 1])
    together = scored(metric(), values, types)
    apart = scored(metric(pool=Pool.TYPE), values, types)
    assert together.scores.tolist() == [1, 2, 3, 4]
    assert apart.scores.tolist() == [1, 1, 4, 4]
    assert apart.pool_sizes.tolist() == [2, 2, 2, 2]


def test_values_in_another_unit_are_scored_apart() -> None:
    counts = Scoring(Model.BANDED, "count", bands=tuple(Band("<=", n, n + 1) for n in range(3)))
    one = metric(
        model=Model.STANDARD, standard=1, unit="rate", better=Better.LOWER, variants=(counts,)
    )
    given = [
        Reading(code, one.id, value, unit=unit)
        for code, value, unit in (
            ("X000", 0.9, "rate"),
            ("X001", 1.2, "rate"),
            ("X002", 1.4, "rate"),
            ("X003", 1.0, "count"),
            ("X004", 4.0, "count"),
        )
    ]
    column = scored(one, given, types_of(5))
    assert column.scores.tolist() == [1, 2, 4, 2, 4]
    assert column.pool_sizes.tolist() == [3, 3, 3, 2, 2]


def test_the_published_rank_orders_equal_values_of_one_type_only() -> None:
    one = metric()
    types = {"X000": "acute", "X001": "acute", "X002": "ambulance", "X003": "acute"}
    given = [
        Reading("X000", one.id, 9, tie_rank=2),
        Reading("X001", one.id, 9, tie_rank=1),
        Reading("X002", one.id, 9, tie_rank=1),
        Reading("X003", one.id, 8, tie_rank=3),
    ]
    column = scored(one, given, types)
    assert column.ranks.tolist() == [2, 1, 1, 4]
    assert column.scores.tolist() == [2, 1, 1, 4]
