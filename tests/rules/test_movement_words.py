"""The account of a change: every case reads as a finished sentence."""

from __future__ import annotations

import pytest

from league.rules.edition import Model
from league.rules.movement_results import (
    NOTHING,
    MetricMove,
    Movement,
    MovementStatus,
    Part,
    Scored,
)
from league.rules.movement_words import (
    Between,
    causes_sentence,
    first_sentence,
    sentences,
)
from league.rules.standing_words import Stood, standing_sentence
from league.rules.standings import Place
from tests.rules.builders import edition, metric

FRAMEWORK = edition(metric("OF0001"), metric("OF0002"), metric("OF0003", Model.STANDARD))
QUARTERS = Between("Q3 2025/26", "Q4 2025/26")
STOOD = Stood(3, Place(40), of=61, type="acute")


def told(
    movement: Movement, between: Between = QUARTERS, **joined: tuple[str, ...]
) -> dict[str, str]:
    spoken = sentences(FRAMEWORK, between, movement, STOOD, STOOD, **joined)
    return {each.key: each.sentence for each in spoken}


def of(
    name: str, *parts: tuple[Part, int], before: Scored = NOTHING, after: Scored = NOTHING
) -> MetricMove:
    return MetricMove(name, before, after, parts)


HELD = Scored(70, "%", 2.0)
SPLIT = Movement(
    MovementStatus.SPLIT,
    before=23_012,
    after=22_871,
    parts=((Part.OWN, -1_200), (Part.PEERS, 1_500), (Part.ENTERED, -441)),
    metrics=(
        of("OF0001", (Part.OWN, -1_200), (Part.PEERS, 1_500), before=HELD, after=HELD),
        of("OF0002", (Part.ENTERED, -441), after=HELD),
        of("OF0003", before=HELD, after=HELD),
    ),
)


def test_a_full_account() -> None:
    assert told(SPLIT) == {
        "change": "Its average metric score improved by 0.0141, from 2.3012 in Q3 2025/26 to "
        "2.2871 in Q4 2025/26; a lower score is better.",
        "causes": "Its own figures improved its score by 0.12; its peers improved more, which "
        "worsened it by 0.15.",
        "most": "What moved it most: Metric OF0001 (0.03 worse) and Metric OF0002 (0.04 better).",
        "counted": "Scored now and not before: Metric OF0002. This improved its score by 0.04.",
        "standing": "Its segment is 3, as before. Its rank is 40th of 61, as before.",
    }


NEITHER = "Neither its own figures nor those of its peers moved its score by 0.01."
HARDLY = "Its own figures hardly moved its score; its peers "
BETTER = "Its own figures improved its score by 0.12; its peers "
WORSE = "Its own figures worsened its score by 0.12; its peers "


@pytest.mark.parametrize(
    ("own", "peers", "expected"),
    [
        (0, 0, NEITHER),
        (49, -49, NEITHER),
        (0, 700, f"{HARDLY}improved, which worsened it by 0.07."),
        (0, -700, f"{HARDLY}fell back, which improved it by 0.07."),
        (-1_200, 500, f"{BETTER}improved too, which took back 0.05."),
        (-1_200, 1_500, f"{BETTER}improved more, which worsened it by 0.15."),
        (-1_200, -500, f"{BETTER}fell back, which improved it by another 0.05."),
        (1_200, 500, f"{WORSE}improved, which worsened it by another 0.05."),
        (1_200, -500, f"{WORSE}fell back too, which took back 0.05."),
        (1_200, -1_500, f"{WORSE}fell back more, which improved it by 0.15."),
    ],
)
def test_own_figures_and_peers(own: int, peers: int, expected: str) -> None:
    assert causes_sentence(own, peers) == expected


def test_peers_who_hardly_count() -> None:
    assert causes_sentence(-700, 10) == (
        "Its own figures improved its score by 0.07; those of its peers hardly moved it."
    )


def test_a_move_within_the_likely_range_may_be_chance() -> None:
    now = Stood(2, Place(28, 20, 55), of=61, type="acute")
    assert standing_sentence(STOOD, now) == (
        "Its segment went from 3 to 2. Its rank went from 40th of 61 to 28th of 61, 12 places "
        "up; 40th lies within the likely range of its rank now (20th to 55th), so the move may "
        "be no more than chance."
    )


def test_a_move_out_of_the_likely_range() -> None:
    now = Stood(4, Place(41, 41, 55), shared=True, of=60, type="acute")
    assert standing_sentence(STOOD, now) == (
        "Its segment went from 3 to 4. Its rank went from 40th of 61 to joint 41st of 60, 1 place "
        "down; 40th lies outside the likely range of its rank now (41st to 55th)."
    )


def test_without_a_likely_range_nothing_is_said_of_chance() -> None:
    now = Stood(3, Place(38), of=61, type="acute")
    assert standing_sentence(STOOD, now).endswith("from 40th of 61 to 38th of 61, 2 places up.")


def test_ranks_of_two_types_are_not_compared() -> None:
    now = Stood(3, Place(2, 1, 4), of=10, type="ambulance")
    assert standing_sentence(STOOD, now) == (
        "Its segment is 3, as before. It is in another league table than before, so its ranks "
        "cannot be compared."
    )


def test_without_ranks_or_segments_nothing_is_said_of_them() -> None:
    assert standing_sentence(Stood(None, Place(None)), Stood(2, Place(3))) == ""


def test_a_quarter_as_published_is_told_by_metric() -> None:
    between = Between("Q3 2025/26", "Q4 2025/26", untold="Q3 2025/26 was taken as published.")
    movement = Movement(
        MovementStatus.TOGETHER,
        23_500,
        22_871,
        ((Part.TOGETHER, -600), (Part.ROUNDING, -29)),
        (of("OF0001", (Part.TOGETHER, -600), before=HELD, after=HELD),),
        decimals=(2, 4),
    )
    found = told(movement, between)
    assert found["change"].startswith(
        "Its average metric score improved by 0.0629, from 2.35 in Q3 2025/26 to 2.2871"
    )
    assert "causes" not in found
    assert found["untold"] == (
        "Q3 2025/26 was taken as published. So what its own figures did cannot be told from what "
        "its peers' figures did; the change is shown by metric."
    )


def test_only_averages_known() -> None:
    between = Between("Q3 2025/26", "Q4 2025/26", untold="Q3 2025/26 was taken as published.")
    found = told(Movement(MovementStatus.AVERAGES, 23_500, 23_500, (), (), (2, 2)), between)
    assert (
        found["change"]
        == "Its average metric score is 2.35 in Q4 2025/26, as it was in Q3 2025/26."
    )
    assert found["untold"].endswith("What made up the change is not known.")


def test_nothing_in_common() -> None:
    found = told(Movement(MovementStatus.NOTHING_SHARED, 10_000, 30_000, (), ()))
    assert found["change"].startswith("Its average metric score worsened by 2.0000, from 1.0000")
    assert found["untold"].startswith("No metric is scored in both quarters")


def test_another_rule_is_named_with_its_unit() -> None:
    moves = of(
        "OF0001", (Part.RULES, 3_000), before=Scored(1, "rate", 2), after=Scored(1, "count", 3)
    )
    movement = Movement(MovementStatus.SPLIT, 20_000, 23_000, moves.parts, (moves,))
    assert told(movement)["rules"] == (
        "Metric OF0001 (a count, before a rate) is scored by another rule than before, which "
        "worsened its score by 0.30."
    )


def test_what_came_and_what_went() -> None:
    movement = Movement(
        MovementStatus.SPLIT,
        20_000,
        20_010,
        ((Part.ENTERED, 210), (Part.LEFT, -200)),
        (
            of("OF0001", (Part.ENTERED, 210), after=HELD),
            of("OF0002", (Part.LEFT, -200), before=HELD),
        ),
    )
    assert told(movement)["counted"] == (
        "Scored now and not before: Metric OF0001. Scored before and not now: Metric OF0002. "
        "Together this hardly moved its score."
    )


def test_a_gap_and_a_merger_come_right_after_the_change() -> None:
    between = Between("Q1 2025/26", "Q3 2025/26", missing=("Q2 2025/26",))
    found = told(SPLIT, between, joined=("Alder Trust", "Birch Trust"))
    assert list(found)[:3] == ["change", "gap", "merger"]
    assert found["gap"] == (
        "Nothing is published for Q2 2025/26, so Q3 2025/26 is compared with Q1 2025/26."
    )
    assert found["merger"].startswith("Alder Trust and Birch Trust became part of this trust")


def test_the_first_quarter_of_a_trust() -> None:
    (only,) = first_sentence(QUARTERS)
    assert only.sentence == (
        "The trust has no average score for Q3 2025/26, so there is nothing to compare "
        "Q4 2025/26 with."
    )
    (merged,) = first_sentence(QUARTERS, ("Alder Trust",))
    assert merged.sentence.endswith("It was formed from Alder Trust.")
