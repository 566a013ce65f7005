"""What the fictional England is like: its trusts, its figures, and what the rules make of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import correlation, mean

import pytest

from league import editions
from league.demo import england, oversight
from league.demo import services as kinds
from league.demo.gazetteer import REGIONS
from league.demo.measures import measure_of
from league.demo.trusts import all_trusts
from league.files.quarters import from_slug
from league.rules.edition import Edition, Model
from league.rules.panel import State

from .assessed import QUARTERS, first_release, result, told

TYPES = ("acute", "mental-health-and-community", "ambulance")


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_it_is_the_same_in_every_run(hash_seed: str) -> None:
    program = "from league.demo import england; print(england.digest())"
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == england.digest()


def test_the_latest_quarter_has_the_trusts_of_england_by_type() -> None:
    latest = Counter(trust.type for trust in first_release("2026-27-q1").trusts)
    assert latest == {"acute": 134, "mental-health-and-community": 61, "ambulance": 10}
    sizes = [len(first_release(quarter).trusts) for quarter in QUARTERS]
    assert sizes == [206, 206, 206, 205, 205]


def test_every_subtype_and_region_occurs() -> None:
    assert {trust.subtype for trust in all_trusts()} == set(kinds.SHARES[kinds.Service.EVERYONE])
    for kind in TYPES:
        assert {trust.region for trust in all_trusts() if trust.type == kind} == set(REGIONS)


def test_no_name_or_code_can_be_taken_for_a_real_one() -> None:
    names = [trust.name for release in told() for trust in release.trusts]
    assert all(name.endswith(" Demo Trust") and "NHS" not in name for name in names)
    assert all(re.fullmatch(r"IM[0-9]{3}", trust.code) for trust in all_trusts())
    assert len({trust.code for trust in all_trusts()}) == 206
    assert len({trust.name for trust in all_trusts()}) == 206


@pytest.mark.parametrize("edition", editions.all_editions(), ids=lambda edition: edition.slug)
def test_every_metric_has_a_measure(edition: Edition) -> None:
    for metric in edition.metrics:
        if metric.scoring.model is not Model.MATRIX:
            assert measure_of(metric.id).moments[0] == 0


@pytest.mark.parametrize("release", told(), ids=lambda release: f"{release.at:%Y-%m-%d}")
def test_figures_fit_their_metrics(release: england.Release) -> None:
    edition = editions.for_financial_year(release.quarter[:7])
    keys = [(figure.code, figure.metric) for figure in release.figures]
    assert len(keys) == len(set(keys))
    for figure in release.figures:
        assert (figure.value is not None) == (figure.state is State.REPORTED)
        metric = edition.by_id.get(figure.metric)
        if figure.value is None or metric is None:
            continue
        assert figure.value == round(figure.value, metric.decimals)
        assert figure.period
        assert figure.unit in {scoring.unit for scoring in metric.scorings}
        if metric.scoring.model is Model.BY_SOURCE:
            assert figure.value in (1, 2, 3, 4)
        if metric.unit == "%" and metric.domain != "finance":
            assert 0 <= figure.value <= 100


def test_releases_come_in_order_after_their_quarters() -> None:
    moments = [release.at for release in told()]
    assert moments == sorted(moments)
    assert all(release.at.date() > from_slug(release.quarter).ends for release in told())
    assert [release.quarter for release in told()].count("2025-26-q2") == 2


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_model_and_every_reason_to_be_left_out_occurs(quarter: str) -> None:
    edition = editions.for_financial_year(quarter[:7])
    metrics = [metric for trust in result(quarter).trusts for metric in trust.metrics]
    scored = {metric.model for metric in metrics if metric.score is not None}
    assert scored == {each.scoring.model for each in edition.metrics} - {Model.CONTEXT}
    rules = {metric.rule for metric in metrics}
    assert rules >= {"spread", "standard-met", "floor-missed", "band", "matrix", "by-source"}
    assert rules >= {"no-figure", "suppressed", "not-submitted"}


@pytest.mark.parametrize("edition", editions.all_editions(), ids=lambda edition: edition.slug)
def test_every_variant_in_another_unit_occurs(edition: Edition) -> None:
    quarter = next(each for each in QUARTERS if each.startswith(edition.financial_year))
    units = defaultdict(set)
    for figure in first_release(quarter).figures:
        units[figure.metric].add(figure.unit)
    for metric in edition.metrics:
        assert {variant.unit for variant in metric.variants} <= units[metric.id]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_all_segments_occur_in_every_type_and_domain(quarter: str) -> None:
    segments, domains = defaultdict(set), defaultdict(set)
    for trust in result(quarter).trusts:
        segments[trust.type].add(trust.adjusted)
        for domain in trust.domains:
            domains[domain.domain].add(domain.segment)
    assert all(segments[kind] == {1, 2, 3, 4} for kind in TYPES)
    assert all(found >= {1, 2, 3, 4} for found in domains.values())


@pytest.mark.parametrize("quarter", QUARTERS)
def test_deficits_move_some_trusts_and_leave_others(quarter: str) -> None:
    overrides = [trust.override for trust in result(quarter).trusts]
    assert sum(override.moved for override in overrides) >= 10
    assert any(override.flagged and not override.moved for override in overrides)
    assert any(override.flagged is False for override in overrides)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_trusts_tie_in_metrics_and_in_the_league(quarter: str) -> None:
    spread = Counter(
        (metric.metric_id, metric.value)
        for trust in result(quarter).trusts
        for metric in trust.metrics
        if metric.rule == "spread"
    )
    zeros = [key for key, count in spread.items() if count > 1 and key[1] == 0]
    assert zeros
    assert sum(count > 1 for count in spread.values()) > 50
    places = Counter((trust.type, trust.league_rank) for trust in result(quarter).trusts)
    assert max(places.values()) > 1


def test_a_quarter_resembles_the_one_before() -> None:
    averages = [
        {trust.code: trust.average or 0 for trust in result(quarter).trusts} for quarter in QUARTERS
    ]
    for earlier, later in pairwise(averages):
        codes = sorted(set(earlier) & set(later))
        pair = ([quarter[code] for code in codes] for quarter in (earlier, later))
        assert 0.7 < correlation(*pair) < 0.99


def test_metrics_of_a_trust_go_together() -> None:
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for trust in result("2025-26-q4").trusts:
        for metric in trust.metrics:
            if metric.score is not None:
                scores[metric.metric_id][trust.code] = metric.score
    waits, urgent = scores["OF0023"], scores["OF0013"]
    codes = sorted(set(waits) & set(urgent))
    assert correlation([waits[code] for code in codes], [urgent[code] for code in codes]) > 0.1


def test_specialists_do_better_than_large_hospitals() -> None:
    averages = defaultdict(list)
    subtypes = {trust.code: trust.subtype for trust in all_trusts()}
    for trust in result("2026-27-q1").trusts:
        averages[subtypes[trust.code]].append(trust.average or 0)
    assert mean(averages[kinds.SPECIALIST]) < mean(averages[kinds.LARGE]) - 0.2


def test_oversight_is_of_invented_trusts() -> None:
    codes = {trust.code for trust in all_trusts()}
    facts = oversight.facts()
    assert {fact.code for fact in facts} <= codes
    kinds_told = {"cqc-rating", "enforcement-undertakings", "improvement-programme"}
    assert {fact.kind for fact in facts} == kinds_told
    assert "invented" in oversight.SOURCE.lower()
