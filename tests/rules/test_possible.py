"""Which values a reader may try."""

from __future__ import annotations

import numpy as np
import pytest

from league.rules.edition import Band, Model
from league.rules.possible import possible
from tests.rules.builders import metric

SHARES = np.array([12.5, 80.0, np.nan])


@pytest.mark.parametrize(
    ("unit", "reported", "least", "most"),
    [
        pytest.param("%", SHARES, 0, 100, id="a share"),
        pytest.param("%", np.array([71.5, 136.3]), 0, 1e6, id="a percentage above a hundred"),
        pytest.param("%", np.array([-2.0, 3.0]), -1e6, 1e6, id="a percentage below nought"),
        pytest.param("percentage points", np.array([1.0]), -1e6, 1e6, id="a difference"),
        pytest.param("out of 10", np.array([6.5]), 0, 10, id="a scale"),
        pytest.param("days", np.array([40.0]), 0, 1e6, id="a time"),
        pytest.param("%", np.array([]), 0, 100, id="nobody reports it"),
    ],
)
def test_limits_follow_the_unit_and_what_is_reported(
    unit: str, reported: np.ndarray[tuple[int], np.dtype[np.float64]], least: float, most: float
) -> None:
    it = metric(unit=unit)

    found = possible(it, it.scoring, reported)

    assert (found.least, found.most, found.whole) == (least, most, False)


def test_a_rule_that_speaks_of_less_than_nought_allows_it() -> None:
    plan = metric(model=Model.BANDED, bands=(Band(">=", 0, 1), Band(">", -1, 2)))

    assert possible(plan, plan.scoring, SHARES).hold(-1.5)


def test_cases_are_whole() -> None:
    infections = metric(unit="count")
    found = possible(infections, infections.scoring, np.array([0.0, 7.0]))

    assert [found.hold(value) for value in (0, 3, 2.5, -1)] == [True, True, False, False]


def test_bands_are_one_to_four() -> None:
    survey = metric(model=Model.BY_SOURCE, unit="score")
    found = possible(survey, survey.scoring, np.array([2.0]))

    assert [found.hold(value) for value in (0, 1, 4, 5, 2.5)] == [False, True, True, False, False]
