"""A change of which only scores are known: by metric, with what rounding leaves over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from league.rules.edition import Edition, Model
from league.rules.movement_results import UNIT, Movement, MovementStatus, Part, Scored
from league.rules.movement_taken import Taken, compare_taken
from tests.rules.builders import BANDS, edition, metric

NAMES = ("OF0001", "OF0002", "OF0005")
FRAMEWORK: Edition = edition(
    metric("OF0001"), metric("OF0002"), metric("OF0005", Model.BANDED, bands=BANDS)
)
EXACT = st.dictionaries(st.sampled_from(NAMES), st.floats(1, 4), min_size=1)


def taken(scores: dict[str, float], *, published: bool = True) -> Taken:
    """Published: all rounded to two decimals."""
    average = sum(scores.values()) / len(scores)
    places = 2 if published else 17
    found = {name: Scored(score=round(score, places)) for name, score in scores.items()}
    return Taken(round(average, places), published, found)


def between(before: Taken, after: Taken) -> Movement:
    return compare_taken(FRAMEWORK, {"X000": before}, {"X000": after})["X000"]


@given(EXACT, EXACT, st.booleans())
@settings(deadline=None)
def test_parts_and_rounding_sum_to_the_change(
    old: dict[str, float], new: dict[str, float], both_published: bool
) -> None:
    movement = between(taken(old), taken(new, published=both_published))
    if old.keys() & new.keys():
        assert movement.status is MovementStatus.TOGETHER
        assert sum(amount for _, amount in movement.parts) == movement.change
        told = {part for part, _ in movement.parts}
        assert not told & {Part.OWN, Part.PEERS}
        assert abs(dict(movement.parts).get(Part.ROUNDING, 0)) <= 0.021 * UNIT
    else:
        assert (movement.status, movement.parts) == (MovementStatus.AVERAGES, ())


def test_each_metrics_share_is_its_change_by_weight() -> None:
    movement = between(taken({"OF0001": 2.0, "OF0002": 3.0}), taken({"OF0001": 1.5, "OF0002": 3.0}))
    assert dict(movement.parts) == {Part.TOGETHER: -UNIT // 4}
    assert [(each.metric_id, each.amount) for each in movement.metrics] == [
        ("OF0001", -UNIT // 4),
        ("OF0002", 0),
    ]


def test_only_averages_are_told_when_no_score_is_known() -> None:
    movement = between(Taken(2.35, True, {}), Taken(2.311, False, {"OF0001": Scored(score=2.311)}))
    assert (movement.status, movement.before, movement.after) == (
        MovementStatus.AVERAGES,
        23_500,
        23_100,
    )


def test_scores_that_do_not_make_up_the_average_explain_nothing() -> None:
    """Rounding may leave a hundredth over, and no more: the rest would be invented."""
    movement = between(
        Taken(2.50, True, {"OF0001": Scored(score=2.0)}), taken({"OF0001": 2.0}, published=False)
    )
    assert (movement.status, movement.change) == (MovementStatus.AVERAGES, -UNIT // 2)


def test_another_unit_or_model_is_another_rule() -> None:
    before = Taken(2.0, False, {"OF0001": Scored(2.0, "rate", 2.0, "ranked")})
    after = Taken(3.0, False, {"OF0001": Scored(2.0, "count", 3.0, "banded")})
    assert dict(between(before, after).parts) == {Part.RULES: UNIT}
