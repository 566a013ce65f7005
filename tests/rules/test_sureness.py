"""How sure a place is: the draws counted, one metric left out, peers told apart, in words."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.rules.assess import assess
from league.rules.drawing import drawn_means, stream
from league.rules.edition import Edition
from league.rules.figures import compute
from league.rules.panel import Reading, build_panel
from league.rules.results import QuarterResult
from league.rules.segments import ScoreTable, cut_values
from league.rules.standings import Place, told_apart
from league.rules.sureness import Peers, Sureness, peers_of, peers_sentence
from league.rules.uncertainty import SCORE_DRAWS, Standing, likely_ranges
from league.rules.without import Stand, Without, leave_one_out, sentence
from tests.rules.builders import TYPES, code, edition, metric, readings, types_of
from tests.rules.reference import Reference
from tests.rules.slow_sureness import SlowRules, SlowTrust, counted_draws, without
from tests.rules.test_properties import quarters

CUTS = (1.92, 2.32, 2.77)


# Leaving out a metric, beside the slow way


def slow_quarter(
    framework: Edition, types: dict[str, str], handed_in: list[Reading]
) -> tuple[SlowRules, list[SlowTrust]]:
    """The same quarter in exact fractions; cuts and deficits as the engine finds them."""
    figures = compute(framework, build_panel(framework, types, handed_in))
    slow = Reference(framework, types, handed_in)
    flagged = dict(zip(sorted(types), figures.override.flagged.tolist(), strict=True))
    scores = {
        name: {each.id: slow.metric_score(name, each.id) for each in framework.counted}
        for name in types
    }
    trusts = [
        SlowTrust(
            name,
            types[name],
            {key: score for key, score in scores[name].items() if score is not None},
            flagged[name],
        )
        for name in sorted(types)
    ]
    weights = {each.id: each.weight for each in framework.counted}
    rules = SlowRules(weights, cut_values(figures.cuts), framework.override.no_better_than)
    return rules, trusts


@settings(max_examples=60, deadline=None)
@given(quarter=quarters(smallest=2))
def test_leaving_out_a_metric_is_taking_it_away_one_trust_at_a_time(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, handed_in = quarter
    figures = compute(framework, build_panel(framework, types, handed_in))
    rules, trusts = slow_quarter(framework, types, handed_in)

    for trust, found in zip(trusts, leave_one_out(figures, framework.override), strict=True):
        expected = {
            each: place
            for each in trust.scores
            if (place := without(rules, trusts, trust.code, each))
        }
        assert {it.metric_id for it in found} == set(expected)
        for it in found:
            slow, stand = expected[it.metric_id], it.stand
            assert (stand.average, stand.segment) == (slow.average, slow.segment)
            assert (stand.rank, stand.shared) == (slow.rank, slow.shared)


@settings(max_examples=60, deadline=None)
@given(quarter=quarters(smallest=2))
def test_metrics_are_in_the_order_of_what_they_do_to_the_rank(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, handed_in = quarter
    result = assess(framework, build_panel(framework, types, handed_in), draws=20, seed=1)

    for trust in result.trusts:
        if trust.sureness is None:
            assert trust.average is None
            continue
        effects = [
            (abs(it.places), it.stand.segment != trust.adjusted) for it in trust.sureness.without
        ]
        assert effects == sorted(effects, reverse=True)
        assert trust.league_rank is not None
        for it in trust.sureness.without:
            assert it.places == it.stand.rank - trust.league_rank


# The draws, beside the slow way


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_draws_are_counted_as_one_by_one(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.integers(0, 2), min_size=2, max_size=6))
    flagged = [data.draw(st.booleans()) for _ in kinds]
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    scores = random.uniform(1, 4, size=(len(kinds), 5))
    scores[random.uniform(size=scores.shape) < 0.3] = np.nan
    scores[:, 0] = random.uniform(1, 4, size=len(kinds))
    weights = np.array([1, 1 / 3, 1 / 3, 1, 1])
    codes = tuple(code(number) for number in range(len(kinds)))
    table = ScoreTable(tuple("ABCDE"), scores, weights, ("access",) * 5)
    standing = Standing(codes, np.array(kinds), np.array(flagged), CUTS, no_better_than=3)

    told: dict[int, list[int]] = {}
    found = likely_ranges(
        table,
        standing,
        draws=80,
        seed=3,
        tell=lambda row, counts: told.update({row: counts.tolist()}),
    )

    means = [_means(each, weights, name) for each, name in zip(scores, codes, strict=True)]
    trusts = [
        SlowTrust(name, str(kind), {}, held)
        for name, kind, held in zip(codes, kinds, flagged, strict=True)
    ]
    rules = SlowRules({}, CUTS)
    slow = counted_draws(rules, trusts, list(zip(*means, strict=True)))
    for row, name in enumerate(codes):
        ranks, segments = slow[name]
        drawn = told[row]
        assert drawn == [ranks[rank] for rank in range(1, len(drawn) + 1)]
        assert found.segment_counts[row].tolist() == [segments[each] for each in range(1, 5)]


def _means(
    scores: np.ndarray[tuple[int], np.dtype[np.float64]], weights: object, name: str
) -> list[float]:
    """The first 80 of the trust's own draws."""
    has = ~np.isnan(scores)
    drawn = drawn_means(scores[has], np.asarray(weights)[has], 80 * SCORE_DRAWS, stream(3, name))
    return [float(mean) for mean in drawn[:80]]


@settings(max_examples=40, deadline=None)
@given(quarter=quarters(smallest=2))
def test_a_density_fits_the_likely_range_and_leaves_out_no_draw(
    quarter: tuple[Edition, dict[str, str], list[Reading]],
) -> None:
    framework, types, handed_in = quarter
    result = assess(framework, build_panel(framework, types, handed_in), draws=50, seed=1)

    for trust in result.trusts:
        if trust.sureness is None:
            continue
        density, likely = trust.sureness.density, trust.likely
        assert density is not None
        assert likely is not None
        assert density.draws == sum(trust.sureness.segments) == 50
        assert density.between(2.5, 97.5) == (likely.rank_low, likely.rank_high)
        assert 1 <= density.first <= density.last <= list(types.values()).count(trust.type)


# Peers that cannot be told apart


@st.composite
def places(draw: st.DrawFn) -> Place:
    low, rank, high = sorted(draw(st.tuples(*[st.integers(1, 20)] * 3)))
    known = draw(st.booleans() | st.just(True))
    return Place(rank, low, high) if known else Place(draw(st.just(rank) | st.none()))


@given(table=st.lists(st.tuples(places(), st.sampled_from(TYPES)), max_size=12))
def test_peers_are_counted_by_the_one_rule(table: list[tuple[Place, str]]) -> None:
    found = peers_of([place for place, _ in table], [kind for _, kind in table])

    for row, (mine, kind) in enumerate(table):
        told = [
            told_apart(mine, other)
            for number, (other, theirs) in enumerate(table)
            if number != row and theirs == kind and other.rank is not None
        ]
        if mine.rank is None:
            assert found[row] == Peers(0, 0)
        else:
            assert found[row] == Peers(told.count(False), len(told), told.count(None))


@pytest.mark.parametrize(
    ("peers", "said"),
    [
        (Peers(0, 0), "There is no other trust of its type to tell it apart from."),
        (Peers(0, 1), "The 1 other trust of its type can be told apart from it."),
        (Peers(1, 1), "The 1 other trust of its type cannot be told apart from it."),
        (Peers(48, 133), "48 of the 133 other trusts of its type cannot be told apart from it."),
        (Peers(9, 9), "None of the 9 other trusts of its type can be told apart from it."),
        (Peers(0, 9), "All of the 9 other trusts of its type can be told apart from it."),
        (Peers(0, 9, 9), "How many trusts of its type can be told apart from it is not known."),
        (
            Peers(3, 9, 2),
            "3 of the 7 other trusts of its type cannot be told apart from it. Of 2 more that is "
            "not known, because no likely range is published.",
        ),
    ],
)
def test_peers_are_counted_in_words(peers: Peers, said: str) -> None:
    assert peers_sentence(peers) == said


# Words for what a metric does


WHOLE = Stand(2.1, 2, 14, shared=False)


def left(metric_id: str, rank: int, segment: int = 2, *, shared: bool = False) -> Without:
    return Without(metric_id, Stand(2.0, segment, rank, shared), rank - WHOLE.rank)


def said(*found: Without, whole: Stand = WHOLE) -> str:
    return sentence(found, whole, lambda metric_id: f"Metric {metric_id}")


def test_the_metric_that_matters_most_is_named() -> None:
    assert said(left("A", 9), left("B", 16), left("C", 14)) == (
        "Without “Metric A” it would be 9th instead of 14th. No other metric matters as much to "
        "its rank. Its segment would still be 2 without any one of them."
    )


def test_metrics_that_matter_alike_are_all_named_whichever_way_they_move_it() -> None:
    assert said(left("A", 9), left("B", 19, shared=True), left("C", 14)).startswith(
        "Without “Metric A” it would be 9th instead of 14th, without “Metric B” joint 19th. No "
        "others matter as much to its rank."
    )


def test_metrics_that_lead_to_the_same_place_share_a_clause() -> None:
    assert said(left("A", 9), left("B", 9), left("C", 19)).startswith(
        "Without “Metric A” or “Metric B” it would be 9th instead of 14th, without “Metric C” "
        "19th. No others"
    )


def test_many_that_matter_alike_are_counted() -> None:
    alike = [left(name, 15) for name in "ABCD"]

    assert said(*alike, left("E", 14)).startswith(
        "4 of its 5 metrics matter equally to its rank: leaving out any one of them moves it by "
        "1 place."
    )


def test_a_rank_that_rests_on_no_single_metric_is_said_to_stay() -> None:
    joint = Stand(2.1, 2, 14, shared=True)

    assert said(left("A", 14), left("B", 14), whole=joint).startswith(
        "Without any one of its 2 metrics it would still be joint 14th."
    )


def test_metrics_that_decide_the_segment_are_named_or_counted() -> None:
    found = [left("A", 3, 1), left("B", 20, 3), left("C", 20, 3)]
    many = [left(name, 20, 3) for name in "DEFG"]

    assert said(*found).endswith(
        "Without “Metric A” its segment would be 1. Without “Metric B” or “Metric C” its segment "
        "would be 3."
    )
    assert said(*many).endswith("Without any one of 4 of them its segment would be 3.")


def test_with_one_metric_there_is_nothing_to_leave_out() -> None:
    assert said() == (
        "Its score rests on a single metric, so nothing can be left out: without it there would "
        "be no score."
    )


# Whole quarters


def assessed(values: dict[str, list[float | None]]) -> QuarterResult:
    """Metrics of the values, trusts of one type."""
    framework = edition(*(metric(key) for key in values), thresholds=CUTS)
    size = max(len(each) for each in values.values())
    given_ = [reading for key, each in values.items() for reading in readings(key, each)]
    return assess(framework, build_panel(framework, types_of(size), given_), draws=200, seed=1)


def test_a_trust_with_one_metric_has_a_density_and_nothing_to_leave_out() -> None:
    result = assessed({"OF0001": [10, 20, 30], "OF0002": [None, 40, 20]})

    alone, *others = result.trusts
    assert alone.sureness is not None
    assert alone.sureness.without == ()
    assert "rests on a single metric" in dict(alone.sureness.sentences)["without"]
    assert alone.sureness.density is not None
    assert [len(it.sureness.without) for it in others if it.sureness] == [2, 2]


def test_a_trust_without_scores_has_nothing_to_be_sure_of() -> None:
    result = assessed({"OF0001": [None, 20, 30], "OF0002": [None, 40, 20]})

    assert result.trusts[0].sureness is None
    assert result.trusts[1].sureness is not None
    assert result.trusts[1].sureness.peers == Peers(*_told(result), 0)


def _told(result: QuarterResult) -> tuple[int, int]:
    one, other = (
        Place(it.league_rank, it.likely.rank_low, it.likely.rank_high)
        for it in result.trusts[1:]
        if it.likely
    )
    return int(told_apart(one, other) is False), 1


def test_what_is_stored_is_plain_and_complete() -> None:
    result = assessed({"OF0001": [10, 20, 30], "OF0002": [30, 40, 20]})
    found = result.trusts[1].sureness
    assert found is not None
    assert found.density is not None

    data = found.as_data()

    assert data["ranks"]["first"] == found.density.first
    assert sum(data["ranks"]["counts"]) == sum(data["segments"]) == 200
    assert {each["metric"] for each in data["without"]} == {"OF0001", "OF0002"}
    assert data["without"][0].keys() == {"metric", "average", "segment", "rank", "shared", "places"}
    assert data["peers"].keys() == {"close", "of", "unknown"}
    assert Sureness.from_data(json.loads(json.dumps(data))) == found
    assert list(data["sentences"]) == ["rank", "segments", "without", "peers", "rule", "meaning"]


def test_weights_count_when_a_metric_is_left_out() -> None:
    third = Fraction(1, 3)
    framework = edition(
        metric("OF0001"), metric("OF0002", weight=third), metric("OF0003"), thresholds=CUTS
    )
    given_ = [
        *readings("OF0001", [10, 20, 30]),
        *readings("OF0002", [10, 20, 30]),
        *readings("OF0003", [30, 20, 10]),
    ]
    figures = compute(framework, build_panel(framework, types_of(3), given_))

    worst = {it.metric_id: it.stand.average for it in leave_one_out(figures, framework.override)[0]}

    # Scores 4, 4 and 1 with weights 1, 1/3 and 1.
    assert worst == {"OF0001": 1.75, "OF0002": 2.5, "OF0003": 4.0}


def test_a_decided_segment_and_a_deficit_are_said_with_the_draws() -> None:
    framework = edition(metric("OF0001"), metric("OF0002"), thresholds=CUTS)
    given_ = [
        *readings("OF0001", [10, 20, 30]),
        *readings("OF0002", [10, 20, 30]),
        *readings("OF0079", [-1.5, 0, -1.5]),
        *readings("OF0081", [0, 0, 0]),
        Reading(code(0), framework.figures.programme or "", 1.0),
    ]
    result = assess(framework, build_panel(framework, types_of(3), given_), draws=200, seed=1)

    decided, _, best = (
        dict(it.sureness.sentences)["segments"] for it in result.trusts if it.sureness
    )
    assert decided.startswith(
        "Its final segment, 5, was a decision of NHS England. Going by its scores: "
    )
    assert best.endswith("While in deficit it can be in no better segment than 3.")
