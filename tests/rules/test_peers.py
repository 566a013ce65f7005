"""Figures set among their peers, against a slow obvious second implementation."""

from __future__ import annotations

import json
import statistics

from hypothesis import given, settings

from league.rules.assess import assess
from league.rules.edition import Better, Edition, Metric, Model, Pool, Scoring
from league.rules.panel import Panel, Reading, State, build_panel
from league.rules.peer_spreads import spreads
from league.rules.peers import Measure, Middle, PoolState, Spread, from_plain, plain
from league.rules.published import PublishedTrust, adopt
from tests.rules.builders import code, edition, metric, readings, types_of
from tests.rules.test_properties import quarters

Given = tuple[Edition, dict[str, str], list[Reading]]


def spread_all(framework: Edition, panel: Panel) -> dict[tuple[str, str], Spread]:
    result = assess(framework, panel, draws=0, seed=1)
    return {(each.key, each.trust_type): each for each in spreads(result, panel)}


def quartiles(values: list[float]) -> tuple[float, float, float]:
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def assert_is_middle_of(made: Middle, values: list[float]) -> None:
    assert made.reported == len(values)
    assert abs(made.lowest - min(values)) < 1e-9
    assert abs(made.highest - max(values)) < 1e-9
    assert abs(made.median - statistics.median(values)) < 1e-9
    low, _, high = quartiles(sorted(values))
    assert abs(made.lower_quartile - low) < 1e-9
    assert abs(made.upper_quartile - high) < 1e-9


def place(mine: Reading, others: list[Reading], one: Metric, types: dict[str, str]) -> int:
    """One more than those that are better, or equal with a better published rank."""

    def beats(other: Reading) -> bool:
        if other.value is None or mine.value is None:
            return False
        if other.value != mine.value:
            return (other.value > mine.value) is (one.better is Better.HIGHER)
        worst = float("inf")
        same_type = types[other.code] == types[mine.code]
        return same_type and (other.tie_rank or worst) < (mine.tie_rank or worst)

    return 1 + sum(beats(other) for other in others)


@given(quarters())
@settings(deadline=None)
def test_values_are_set_among_those_of_their_type_and_pool(quarter: Given) -> None:
    framework, types, handed_in = quarter
    found = spread_all(framework, build_panel(framework, types, handed_in))
    by_metric = [one for one in framework.metrics if one.scoring.model is not Model.MATRIX]
    for one in by_metric:
        reported = [
            each
            for each in handed_in
            if each.metric_id == one.id and each.state is State.REPORTED and each.value is not None
        ]
        kinds = {types[each.code] for each in reported}
        assert {kind for key, kind in found if key == one.id} == kinds
        for kind in kinds:
            own = [each for each in reported if types[each.code] == kind]
            assert_placed(found[one.id, kind], one, own, reported, types)


def assert_placed(
    made: Spread, one: Metric, own: list[Reading], pool: list[Reading], types: dict[str, str]
) -> None:
    unit = made.units[0]
    assert_is_middle_of(unit.own, [each.value or 0.0 for each in own])
    assert [peer.value for peer in unit.peers] == sorted(each.value or 0.0 for each in own)
    for each in own:
        peer = unit.of(each.code)
        assert peer is not None
        assert (peer.value, peer.place) == (each.value, place(each, own, one, types))
        places = [place(other, own, one, types) for other in own]
        assert peer.joint is (places.count(place(each, own, one, types)) > 1)
        if made.pool_is is PoolState.WIDER:
            assert peer.pool_place == place(each, pool, one, types)
            places = [place(other, pool, one, types) for other in pool]
            assert peer.pool_joint is (places.count(peer.pool_place) > 1)
    if made.pool_is is PoolState.WIDER:
        assert unit.pool is not None
        assert_is_middle_of(unit.pool, [each.value or 0.0 for each in pool])
        assert len(pool) > len(own)
    else:
        assert unit.pool is None


@given(quarters())
@settings(deadline=None, max_examples=30)
def test_what_is_stored_reads_back_the_same(quarter: Given) -> None:
    framework, types, handed_in = quarter
    for made in spread_all(framework, build_panel(framework, types, handed_in)).values():
        stored = json.loads(json.dumps(plain(made), allow_nan=False))
        assert from_plain(made.key, made.trust_type, stored) == made


def test_domain_scores_are_set_among_the_type_and_all_trusts() -> None:
    framework = edition(metric())
    types = types_of(6, ("acute", "ambulance"))
    panel = build_panel(framework, types, readings("OF0001", [10, 20, 30, 40, 50, 60]))

    made = spread_all(framework, panel)["OF4000", "acute"]

    # The best of six scores 1.00, the worst 4.00; X000, X002 and X004 are acute.
    assert made.measure is Measure.DOMAIN
    assert [(peer.code, peer.value, peer.place) for peer in made.units[0].peers] == [
        ("X004", 1.6, 1),
        ("X002", 2.8, 2),
        ("X000", 4.0, 3),
    ]
    assert made.units[0].own.median == 2.8
    assert made.units[0].pool is not None
    assert made.units[0].pool.median == 2.5


def test_a_metric_ranked_within_the_type_has_no_wider_pool() -> None:
    framework = edition(metric(pool=Pool.TYPE))
    types = types_of(4, ("acute", "ambulance"))
    panel = build_panel(framework, types, readings("OF0001", [10, 20, 30, 40]))

    made = spread_all(framework, panel)["OF0001", "acute"]

    assert made.pool_is is PoolState.TYPE
    assert made.units[0].pool is None
    assert [peer.pool_place for peer in made.units[0].peers] == [2, 1]


def test_figures_in_another_unit_are_kept_apart() -> None:
    variant = Scoring(Model.RANKED, "count")
    framework = edition(metric(variants=(variant,)))
    given_ = readings("OF0001", [10, 20, 30])
    given_.append(Reading(code(3), "OF0001", 2.0, unit="count"))
    panel = build_panel(framework, types_of(4), given_)

    made = spread_all(framework, panel)["OF0001", "acute"]

    assert [(unit.unit, unit.own.reported) for unit in made.units] == [("%", 3), ("count", 1)]
    assert made.in_unit_of("X003") is made.units[1]
    assert made.in_unit_of("nobody") is made.units[0]


def test_scores_without_values_are_counted_by_score() -> None:
    framework = edition(metric("OF0009", Model.BY_SOURCE))
    finance = readings("OF0079", [0, 0, -5, -5]) + readings("OF0081", [1, 1, 1, -5])
    panel = build_panel(framework, types_of(4), readings("OF0009", [1, 2, 2, 4]) + finance)

    found = spread_all(framework, panel)

    published, combined = found["OF0009", "acute"], found["OF1080", "acute"]
    assert published.measure is combined.measure is Measure.SCORE
    assert published.units[0].own.counts == (1, 2, 0, 1)
    assert combined.units[0].own.counts == (2, 1, 0, 1)
    assert [peer.place for peer in published.units[0].peers] == [None] * 4


def test_of_a_quarter_taken_as_published_only_what_is_at_hand_is_counted() -> None:
    framework = edition(metric())
    types = types_of(6, ("acute", "ambulance"))
    panel = build_panel(framework, types, readings("OF0001", [None, 10, None, 20, None, 40]))
    known = {
        each: PublishedTrust(2.0, 2, 1, 1, metric_scores={"OF0001": 2.0} if n % 2 else {})
        for n, each in enumerate(types)
    }

    made = list(spreads(adopt(framework, panel, known), panel))

    (waits,) = [each for each in made if each.key == "OF0001"]
    assert (waits.trust_type, waits.pool_is) == ("ambulance", PoolState.NOT_AT_HAND)
    assert (waits.trusts, waits.units[0].own.median) == (3, 20.0)
    assert [(peer.place, peer.pool_place) for peer in waits.units[0].peers] == [
        (3, None),
        (2, None),
        (1, None),
    ]
