"""Trusts side by side: whose figure is best, and how sure their order is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.rules.comparison import (
    Figure,
    Mark,
    Marked,
    Order,
    Ranked,
    Tally,
    certainty,
    marks,
    order,
    tallies,
)
from league.rules.edition import Better
from league.rules.standings import RULE, Place, told_apart

SCORES = st.none() | st.integers(4, 16).map(lambda n: n / 4)
VALUES = st.none() | st.integers(0, 5).map(float)
FIGURES = st.lists(st.builds(Figure, SCORES, VALUES), min_size=1, max_size=6)
BETTER = st.none() | st.sampled_from(Better)


def words(*figures: Figure, better: Better | None = Better.HIGHER) -> list[str]:
    return [each.words for each in marks(figures, better)]


def test_the_lowest_score_is_best() -> None:
    assert words(Figure(1.2), Figure(3.0), Figure(2.0)) == ["Best", "Worst", ""]


def test_of_two_one_is_better() -> None:
    assert words(Figure(1.2), Figure(3.0)) == ["Better", "Worse"]
    assert words(Figure(1.2), Figure(), Figure(3.0)) == ["Better", "", "Worse"]


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (Better.HIGHER, ["Worst", "Best", ""]),
        (Better.LOWER, ["Best", "Worst", ""]),
        (None, ["The same", "The same", "The same"]),
    ],
)
def test_values_part_equal_scores(better: Better | None, expected: list[str]) -> None:
    figures = [Figure(1.0, 80.0), Figure(1.0, 84.0), Figure(1.0, 82.0)]

    assert words(*figures, better=better) == expected


def test_a_score_goes_before_a_value() -> None:
    assert words(Figure(1.5, 80.0), Figure(1.4, 80.0)) == ["Worse", "Better"]


def test_a_value_without_a_score_is_not_compared_with_scores() -> None:
    found = marks([Figure(1.5, 80.0), Figure(None, 99.0), Figure(1.4, 81.0)], Better.HIGHER)

    assert [each.mark for each in found] == [Mark.WORST, Mark.MISSING, Mark.BEST]


def test_without_any_score_the_values_decide() -> None:
    figures = [Figure(None, 3.0), Figure(None, 1.0)]

    assert words(*figures, better=Better.LOWER) == ["Worse", "Better"]
    assert words(*figures, better=None) == ["", ""]


def test_shared_places_are_joint() -> None:
    assert words(Figure(1.0), Figure(1.0), Figure(2.0)) == ["Joint best", "Joint best", "Worst"]
    assert words(Figure(1.0), Figure(2.0), Figure(2.0)) == ["Best", "Joint worst", "Joint worst"]


def test_one_figure_alone_is_neither_best_nor_worst() -> None:
    found = marks([Figure(), Figure(2.0, 7.0)], Better.HIGHER)

    assert found == (Marked(Mark.MISSING), Marked(Mark.ALONE, of=1))


@given(FIGURES, BETTER)
def test_best_and_worst_bound_all_others(figures: list[Figure], better: Better | None) -> None:
    found = marks(figures, better)

    known = [each for each in found if each.mark is not Mark.MISSING]
    kinds = {each.mark for each in known}
    assert (Mark.BEST in kinds) == (Mark.WORST in kinds)
    assert kinds <= {Mark.SAME} or kinds <= {Mark.ALONE} or Mark.BEST in kinds
    assert {each.of for each in known} <= {len(known)}
    scores = [each.score for each in figures if each.score is not None]
    for figure, mark in zip(figures, found, strict=True):
        if scores:
            assert (mark.mark is Mark.MISSING) == (figure.score is None)
        if mark.mark is Mark.BEST and scores:
            assert figure.score == min(scores)
        if mark.mark is Mark.WORST and scores:
            assert figure.score == max(scores)


@given(FIGURES, BETTER, st.data())
def test_marks_do_not_depend_on_the_order_of_the_trusts(
    figures: list[Figure], better: Better | None, data: st.DataObject
) -> None:
    places = data.draw(st.permutations(range(len(figures))))

    shuffled = marks([figures[place] for place in places], better)

    straight = marks(figures, better)
    assert shuffled == tuple(straight[place] for place in places)


@given(FIGURES, BETTER)
def test_equal_figures_have_equal_marks_and_say_that_they_share(
    figures: list[Figure], better: Better | None
) -> None:
    found = marks([*figures, figures[0]], better)

    assert found[0] == found[-1]
    assert found[0].joint or found[0].mark is Mark.MISSING


def test_tallies_count_joint_places_and_leave_out_what_is_missing() -> None:
    rows = [
        marks([Figure(1.0), Figure(1.0), Figure(2.0)], None),
        marks([Figure(3.0), Figure(2.0), Figure()], None),
        marks([Figure(), Figure(2.0), Figure()], None),
    ]

    assert tallies(rows) == (Tally(1, 1, 2), Tally(2, 0, 2), Tally(0, 1, 1))
    assert tallies([]) == ()


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A rank within its own likely range, as the engine makes them."""
    low, rank, high = sorted(draw(st.tuples(*[st.integers(1, 30)] * 3)))
    return Place(rank, low, high)


@st.composite
def ranked(draw: st.DrawFn, known: bool = False) -> list[Ranked]:
    amount = draw(st.integers(2, 6))
    place = places() if known else places() | st.builds(Place, st.none() | st.integers(1, 30))
    return [Ranked(f"Trust {'ABCDEF'[n]}", draw(place)) for n in range(amount)]


@given(places(), places())
def test_an_order_is_sure_exactly_where_the_league_table_tells_the_two_apart(
    first: Place, second: Place
) -> None:
    one, other = Ranked("A", first), Ranked("B", second)

    told = told_apart(first, second)

    assert (order(one, other) is Order.UNSURE) == (told is False)
    if told:
        assert first.rank is not None
        assert second.rank is not None
        assert (order(one, other) is Order.BETTER) == (first.rank < second.rank)


@given(places(), places())
def test_an_order_reads_the_same_from_either_side(first: Place, second: Place) -> None:
    mirrored = {Order.BETTER: Order.WORSE, Order.WORSE: Order.BETTER}
    one, other = Ranked("A", first), Ranked("B", second)

    found = order(one, other)

    assert order(other, one) is mirrored.get(found, found)


@given(ranked())
def test_every_trust_whose_range_is_known_or_not_is_told_of(trusts: list[Ranked]) -> None:
    found = certainty(trusts)

    said = " ".join((found.sentence, *found.lines))
    known = [each for each in trusts if each.place.known]
    if len(known) >= 2:
        assert all(each.name in said for each in trusts)
    else:
        assert "cannot be said" in said


@given(ranked(known=True))
def test_lines_are_told_exactly_where_a_sentence_cannot_tell_all(trusts: list[Ranked]) -> None:
    pairs = {
        order(one, other) is Order.UNSURE
        for place, one in enumerate(trusts)
        for other in trusts[place + 1 :]
    }

    found = certainty(trusts)

    assert bool(found.lines) == (len(pairs) == 2)
    assert ("is not certain" in found.sentence) == (pairs == {True})
    assert found.rule == RULE


A = Ranked("A", Place(5, 1, 20))
B = Ranked("B", Place(25, 15, 40))
C = Ranked("C", Place(45, 22, 60))


def test_two_that_cannot_be_told_apart_are_said_to_be_so() -> None:
    near = Ranked("B", Place(18, 15, 40))

    assert certainty([A, near]).sentence == (
        "A and B cannot be told apart: their order is not certain."
    )


@pytest.mark.parametrize("pair", [(A, C), (C, A)])
def test_two_that_can_be_told_apart_say_who_ranks_better(pair: tuple[Ranked, Ranked]) -> None:
    assert certainty(pair).sentence == (
        "They can be told apart: it is fairly certain that A ranks better than C."
    )


def test_ranges_may_meet_where_neither_rank_lies_in_the_other() -> None:
    assert order(A, B) is Order.BETTER
    assert order(B, C) is Order.UNSURE


def test_of_several_each_says_whom_it_can_be_told_from_in_the_order_of_ranks() -> None:
    found = certainty([B, C, A])

    assert found.sentence == (
        "Some of them cannot be told apart: only a part of their order is fairly certain."
    )
    assert found.lines == (
        "A ranks better than B and C.",
        "B ranks worse than A; its order with C is not certain.",
        "C ranks worse than A; its order with B is not certain.",
    )


def test_of_several_that_cannot_be_told_apart_one_sentence_says_it() -> None:
    same = [replace(A, name=name) for name in "ABC"]

    assert certainty(same).sentence == (
        "No two of A, B and C can be told apart: their order is not certain."
    )


def test_of_several_that_can_all_be_told_apart_one_sentence_says_it() -> None:
    apart = [Ranked(name, Place(n, n, n)) for n, name in enumerate("ABC", start=1)]

    assert certainty(apart).sentence == (
        "Each can be told apart from the others: the order of A, B and C is fairly certain."
    )
    assert certainty(apart).lines == ()


def test_a_range_that_is_not_known_is_said_not_to_be() -> None:
    unknown = Ranked("D", Place(7))

    assert certainty([A, B, unknown]).sentence.endswith("No likely range is known for D.")
    assert "not known for this quarter" in certainty([A, unknown]).sentence
    assert certainty([A, unknown]).rule == ""
