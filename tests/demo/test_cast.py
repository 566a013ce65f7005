"""The trusts with a story: each unusual case that a page has to show is there."""

from __future__ import annotations

import pytest

from league.demo import england
from league.demo.cast import cast

from .assessed import QUARTERS, first_release, of_metric, of_trust, result, told

YEAR_OF_THE_PROGRAMME = QUARTERS[:4]


def names(quarter: str) -> dict[str, str]:
    return {trust.code: trust.name for trust in first_release(quarter).trusts}


def test_one_trust_merges_into_another_of_its_region() -> None:
    assert [cast().merged in names(quarter) for quarter in QUARTERS] == [True] * 3 + [False] * 2
    assert all(cast().successor in names(quarter) for quarter in QUARTERS)
    regions = {trust.code: trust.region for trust in first_release(QUARTERS[0]).trusts}
    assert regions[cast().merged] == regions[cast().successor]


def test_one_trust_takes_another_name() -> None:
    told_names = [names(quarter)[cast().renamed] for quarter in QUARTERS]
    assert told_names[:2] == [cast().former_name] * 2
    assert len(set(told_names[2:])) == 1
    assert told_names[2] != cast().former_name


@pytest.mark.parametrize("quarter", YEAR_OF_THE_PROGRAMME)
def test_trusts_in_the_improvement_programme_end_in_segment_5(quarter: str) -> None:
    in_five = {trust.code for trust in result(quarter).trusts if trust.final == 5}
    assert in_five == set(cast().programme)


def test_the_programme_is_no_part_of_the_later_edition() -> None:
    assert {of_trust("2026-27-q1", code).final for code in cast().programme} == {4}


@pytest.mark.parametrize("quarter", QUARTERS)
def test_one_trust_hands_in_very_little(quarter: str) -> None:
    trust = of_trust(quarter, cast().few)
    assert trust.metrics_scored == 3
    assert trust.adjusted is not None
    assert any(domain.score is None for domain in trust.domains)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_one_trust_has_a_domain_without_a_metric(quarter: str) -> None:
    trust = of_trust(quarter, cast().unsafe)
    empty = [domain.domain for domain in trust.domains if domain.score is None]
    assert empty == ["safety"]


def test_one_trust_is_alone_in_a_spread() -> None:
    metric = of_metric("2026-27-q1", cast().alone, "OF0094")
    assert (metric.rule, metric.spread_size, metric.score) == ("spread", 1, 2.0)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_an_acute_trust_is_ranked_among_the_ambulance_services(quarter: str) -> None:
    metric = of_metric(quarter, cast().island, "OF0017")
    assert metric.score is not None
    assert metric.pool_size in (10, 11)


@pytest.mark.parametrize("quarter", YEAR_OF_THE_PROGRAMME)
def test_a_deficit_that_is_not_reported_is_derived(quarter: str) -> None:
    sources = {trust.code: trust.override.source for trust in result(quarter).trusts}
    assert {code for code, source in sources.items() if source == "derived"} == set(
        cast().unflagged
    )


@pytest.mark.parametrize("quarter", YEAR_OF_THE_PROGRAMME)
def test_deficit_support_is_flagged_without_a_deficit(quarter: str) -> None:
    overrides = [trust.override for trust in result(quarter).trusts if trust.override.flagged]
    assert any(
        (override.plan or 0) >= 0 and (override.plan or 0) + (override.variance or 0) >= 0
        for override in overrides
    )


def test_a_quarter_is_corrected_by_one_figure() -> None:
    first, correction = (release for release in told() if release.quarter == "2025-26-q2")
    (right,) = correction.figures
    (wrong,) = (
        figure
        for figure in first.figures
        if (figure.code, figure.metric) == (right.code, right.metric)
    )
    assert right.code == cast().corrected
    assert right.value is not None
    assert wrong.value == round(100 - right.value, 2)
    assert names("2025-26-q2")[right.code] in correction.reason


def test_the_merger_falls_between_two_quarters() -> None:
    third, fourth = england.CALENDAR[2], england.CALENDAR[3]
    assert third.ends < england.MERGER <= fourth.starts
