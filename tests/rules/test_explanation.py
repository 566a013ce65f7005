"""The words and neighbours that go with each score."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from league.rules.assess import assess
from league.rules.edition import Better, Metric, Model, Pool
from league.rules.panel import Reading, State, build_panel
from league.rules.results import MetricResult, TrustResult
from league.rules.wording import figure, limit
from tests.rules.builders import BANDS, code, edition, metric, readings, types_of


def explained(one: Metric, given: list[Reading], trusts: int) -> list[MetricResult]:
    """That metric's result for each trust."""
    framework = edition(one, metric("OF0009", Model.BY_SOURCE))
    others = readings("OF0009", [2] * trusts)
    panel = build_panel(framework, types_of(trusts), given + others)
    result = assess(framework, panel, seed=1, draws=0)
    return [
        next(each for each in trust.metrics if each.metric_id == one.id) for trust in result.trusts
    ]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            metric(),
            [
                "Best of the 4 trusts that report it: scores 1.00.",
                "Joint 2nd of the 4 trusts that report it: scores 2.00.",
                "Joint 2nd of the 4 trusts that report it: scores 2.00.",
                "4th of the 4 trusts that report it: scores 4.00.",
            ],
        ),
        (
            metric(pool=Pool.TYPE, better=Better.LOWER, unit="days"),
            [
                "4th of the 4 acute trusts that report it: scores 4.00.",
                "Joint 2nd of the 4 acute trusts that report it: scores 2.00.",
                "Joint 2nd of the 4 acute trusts that report it: scores 2.00.",
                "Best of the 4 acute trusts that report it: scores 1.00.",
            ],
        ),
        (
            metric(model=Model.STANDARD, standard=78),
            [
                "Reaches the standard of 78%: scores 1.00.",
                "Misses the standard of 78%; joint best of the 3 that miss it: scores 2.00.",
                "Misses the standard of 78%; joint best of the 3 that miss it: scores 2.00.",
                "Misses the standard of 78%; 3rd of the 3 that miss it: scores 4.00.",
            ],
        ),
        (
            metric(model=Model.FLOOR, floor=70),
            [
                "Passes the floor of 70%; best of the 3 that do: scores 1.00.",
                "Passes the floor of 70%; joint 2nd of the 3 that do: scores 2.00.",
                "Passes the floor of 70%; joint 2nd of the 3 that do: scores 2.00.",
                "44.9% is below the floor of 70%: scores 4.00.",
            ],
        ),
        (
            metric(model=Model.STANDARD_AND_FLOOR, standard=80, floor=70),
            [
                "Reaches the standard of 80%: scores 1.00.",
                "Passes the floor of 70% and misses the standard of 80%; joint best of the 2 "
                "in between: scores 2.00.",
                "Passes the floor of 70% and misses the standard of 80%; joint best of the 2 "
                "in between: scores 2.00.",
                "44.9% is below the floor of 70%: scores 4.00.",
            ],
        ),
        (
            metric(model=Model.BANDED, bands=BANDS),
            [
                "Falls in the band of 80% or more: scores 1.00.",
                "Falls in the band of 70% or more: scores 2.00.",
                "Falls in the band of 70% or more: scores 2.00.",
                "Falls outside the last band, 45% or more: scores 4.00.",
            ],
        ),
    ],
)
def test_the_rule_is_said_in_words(one: Metric, expected: list[str]) -> None:
    results = explained(one, readings(one.id, [90, 75, 75, 44.9]), 4)
    assert [each.sentence for each in results] == expected


def test_scores_by_source_name_their_band() -> None:
    labels = ("Lower than expected", "As expected", "Higher than expected", "Far higher")
    one = metric("OF1046", Model.BY_SOURCE, labels=labels)
    (result,) = explained(one, readings(one.id, [2]), 1)
    assert result.sentence == (
        "Published as a score only: 2.00 (as expected). The figure behind it is not published."
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SUPPRESSED, "numbers are small"),
        (State.NOT_SUBMITTED, "did not submit"),
        (State.NOT_APPLICABLE, "does not apply"),
        (State.NO_FIGURE, "No figure is published"),
    ],
)
def test_what_is_left_out_says_why(state: State, words: str) -> None:
    (result,) = explained(metric(), [Reading(code(0), "OF0001", None, state)], 1)
    assert words in result.sentence
    assert result.score is result.value is result.contribution is None


def test_neighbours_bound_a_ranked_score() -> None:
    first, second, third, last = explained(metric(), readings("OF0001", [9, 8, 8, 7]), 4)
    assert first.better is None
    assert first.worse is not None
    assert (first.worse.code, first.worse.value) == (code(1), 8)
    assert second.better == third.better
    assert second.better is not None
    assert second.better.code == code(0)
    assert last.worse is None
    assert last.better is not None
    assert last.better.code == code(1)


def steps_of(score: float, plan: float = 1, extra: tuple[Reading, ...] = ()) -> TrustResult:
    framework = edition(
        metric(model=Model.BY_SOURCE), thresholds=(1.92, 2.32, 2.77), finance_weight=Fraction(0)
    )
    figures = (("OF0001", score), ("OF0079", plan), ("OF0081", 0.0))
    given = [Reading(code(0), name, value) for name, value in figures]
    given.extend(extra)
    return assess(framework, build_panel(framework, types_of(1), given), seed=1, draws=20).trusts[0]


def step(trust: TrustResult, key: str) -> str:
    return next(each.sentence for each in trust.steps if each.key == key)


def test_the_steps_lead_to_the_segment_in_words() -> None:
    trust = steps_of(2.1)
    assert [each.key for each in trust.steps] == [
        *("metrics", "average", "cuts", "unadjusted", "override", "adjusted", "programme"),
        *("final", "rank", "likely-range"),
    ]
    assert "2.10 is above 1.92 and not above 2.32: unadjusted segment 2." in step(
        trust, "unadjusted"
    )
    assert "is not in deficit" in step(trust, "override")


def test_an_override_that_moves_tells_the_scores_from_the_deficit() -> None:
    said = step(steps_of(1, -1), "override")
    assert "Its scores alone would put it in segment 1." in said
    assert "It is held in segment 3 because it is in deficit" in said


def test_an_override_that_does_not_move_says_so() -> None:
    said = step(steps_of(4, -1), "override")
    assert said.startswith("Its scores put it in segment 4; its deficit")
    assert "makes no difference." in said


@pytest.mark.parametrize("score", [1, 4])
def test_a_deficit_however_small_is_called_one(score: float) -> None:
    rule = "A plan below zero counts as a deficit, however small."
    assert rule in step(steps_of(score, -0.03), "override")
    assert rule not in step(steps_of(score, 0), "override")


def test_a_deficit_that_was_not_planned_does_not_speak_of_the_plan() -> None:
    trust = steps_of(1, 0, extra=(Reading(code(0), "OF0081", -0.5),))
    assert "because it is in deficit" in step(trust, "override")
    assert "plan below zero" not in step(trust, "override")


def test_the_programme_is_named() -> None:
    trust = steps_of(4, extra=(Reading(code(0), "OF5007", 1),))
    assert step(trust, "programme") == (
        "NHS England has placed the trust in the Provider Improvement Programme, which is "
        "segment 5."
    )
    assert step(trust, "final") == "Final segment 5."


def test_a_shared_rank_is_called_joint() -> None:
    framework = edition(metric(model=Model.BY_SOURCE), thresholds=(1.92, 2.32, 2.77))
    scores = [Reading(code(row), "OF0001", score) for row, score in enumerate((1, 2, 2, 3))]
    result = assess(framework, build_panel(framework, types_of(4), scores), seed=1, draws=0)
    assert [step(trust, "rank") for trust in result.trusts] == [
        "Ranked by adjusted segment and then by score it is "
        f"{place} of the 4 trusts of its type; by score alone it is {place}."
        for place in ("1st", "joint 2nd", "joint 2nd", "4th")
    ]


def test_the_likely_range_says_what_it_is_not() -> None:
    said = step(steps_of(2), "likely-range")
    assert said.startswith("If its score rested on a different mix of its own metrics")
    assert "not the error of the data" in said


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("mins", 30, "30 minutes"),
        ("count", 1, "1 case"),
        ("seconds", 1, "1 second"),
        ("out of 100", 74, "74 out of 100"),
    ],
)
def test_figures_carry_their_unit(unit: str, value: float, words: str) -> None:
    assert figure(value, metric(unit=unit)) == words


def test_a_limit_is_said_unrounded() -> None:
    """73.5 days must not read as 74, which is beyond it."""
    whole = replace(metric(unit="days", better=Better.LOWER), decimals=0)

    assert limit(73.5, whole) == "73.5 days"
    assert limit(-0.5, metric()) == "−0.5%"
    assert figure(73.5, whole) == "74 days"
