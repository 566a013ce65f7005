"""The way up and the what-if in the fictional England, against trying them out."""

from __future__ import annotations

import numpy as np
import pytest

from league import editions
from league.rules.figures import compute
from league.rules.value_limits import value_limits
from league.rules.way_up import way_up
from league.rules.ways import Case
from tests.rules.trying import check_published_values, check_way

from .assessed import QUARTERS, panel

EACH = 17
"""Every so many trusts are tried by brute force."""


@pytest.mark.parametrize("quarter", QUARTERS)
def test_published_values_give_the_published_result_of_every_trust(quarter: str) -> None:
    edition = editions.for_financial_year(quarter[:7])

    assert check_published_values(edition, panel(quarter), draws=100, seed=5) > 200


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_stated_values_lead_to_the_next_segment_and_a_little_less_does_not(
    quarter: str,
) -> None:
    edition, given = editions.for_financial_year(quarter[:7]), panel(quarter)
    figures = compute(edition, given)
    found = {code: way_up(edition, given, figures, code) for code in given.codes[::EACH]}

    assert sum(check_way(edition, given, code, way) for code, way in found.items()) > 5


def test_every_invented_trust_has_a_way_up_in_words() -> None:
    seen = set()
    for quarter in QUARTERS[-2:]:
        edition, given = editions.for_financial_year(quarter[:7]), panel(quarter)
        figures = compute(edition, given)
        for code in given.codes:
            found = way_up(edition, given, figures, code)
            assert found.sentences, (quarter, code)
            seen.add(found.case)
    assert seen >= {Case.TOP, Case.SCORE, Case.DEFICIT, Case.SCORE_AND_DEFICIT}


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_invented_value_may_be_tried(quarter: str) -> None:
    edition, given = editions.for_financial_year(quarter[:7]), panel(quarter)
    for key, column in given.columns.items():
        metric = edition.by_id[key]
        for variant, scoring in enumerate(metric.scorings):
            values = column.values[(column.variants == variant) & ~np.isnan(column.values)]
            limits = value_limits(metric, scoring.unit)
            assert all(limits.holds(float(value)) for value in values), (quarter, key)
