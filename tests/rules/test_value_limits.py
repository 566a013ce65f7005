"""Which values can be at all."""

from __future__ import annotations

import math

import numpy as np
import pytest

from league import editions
from league.rules.value_limits import ValueLimits, value_limits


@pytest.mark.parametrize(
    ("edition", "metric", "unit", "expected"),
    [
        ("nof-2025-26", "OF0013", "", ValueLimits(0, 100)),
        ("nof-2025-26", "OF0106", "", ValueLimits(-100, 100)),
        ("nof-2025-26", "OF0061", "", ValueLimits(0, 10)),
        ("nof-2026-27", "OF0102", "", ValueLimits(0, 100)),
        ("nof-2025-26", "OF0020", "", ValueLimits(0, math.inf, whole=True)),
        ("nof-2025-26", "OF0048", "count", ValueLimits(0, math.inf, whole=True)),
        ("nof-2025-26", "OF0048", "rate", ValueLimits(0, math.inf)),
        ("nof-2025-26", "OF0079", "", ValueLimits(-100, 100)),
        ("nof-2025-26", "OF0086", "", ValueLimits(0, 500)),
        ("nof-2025-26", "OF1046", "", ValueLimits(1, 3, whole=True)),
        ("nof-2026-27", "OF2029", "", ValueLimits(1, 4)),
    ],
)
def test_a_metric_has_possible_values(
    edition: str, metric: str, unit: str, expected: ValueLimits
) -> None:
    assert value_limits(editions.get(edition).by_id[metric], unit) == expected


def test_ends_are_possible_and_fractions_of_counts_are_not() -> None:
    counts = ValueLimits(0, math.inf, whole=True)
    assert counts.holds(0)
    assert counts.holds(28)
    assert not counts.holds(0.5)
    assert not counts.holds(-1)
    assert ValueLimits(-100, 100).holds(100)
    assert not ValueLimits(-100, 100).holds(100.01)


def test_it_says_itself() -> None:
    assert str(ValueLimits(0, math.inf, whole=True)) == "whole numbers from 0"
    assert str(ValueLimits(-100, 100)) == "numbers from -100 to 100"
    assert str(ValueLimits(-math.inf, 100)) == "numbers up to 100"
    assert ValueLimits(-math.inf, math.inf).one == "a number"
    assert ValueLimits(0, math.inf, whole=True).one == "a whole number from 0"


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param([12.5, 80.0, math.nan], ValueLimits(0, 100), id="within"),
        pytest.param([71.5, 136.3], ValueLimits(0, math.inf), id="above"),
        pytest.param([-2.0, 3.0], ValueLimits(-math.inf, 100), id="below"),
        pytest.param([], ValueLimits(0, 100), id="nobody reports it"),
        pytest.param([math.nan], ValueLimits(0, 100), id="nobody's value is known"),
    ],
)
def test_what_somebody_reports_is_possible(reported: list[float], expected: ValueLimits) -> None:
    assert ValueLimits(0, 100).reaching(np.array(reported)) == expected


def test_bands_do_not_open() -> None:
    assert ValueLimits(1, 4).reaching(np.array([1.0, 4.0])) == ValueLimits(1, 4)
