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


RANGES = st.tuples(st.integers(1, 20), st.integers(0, 10)).map(lambda r: (r[0], r[0] + r[1]))


@st.composite
def ranked(draw: st.DrawFn, known: bool = False) -> list[Ranked]:
    amount = draw(st.integers(2, 6))
    ranges = RANGES if known else RANGES | st.just((None, None))
    return [Ranked(f"Trust {'ABCDEF'[n]}", *draw(ranges)) for n in range(amount)]


@given(RANGES, RANGES)
def test_an_order_is_sure_only_where_no_rank_can_be_both_trusts(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    one, other = Ranked("A", *first), Ranked("B", *second)

    shared = set(range(first[0], first[1] + 1)) & set(range(second[0], second[1] + 1))

    assert (order(one, other) is Order.UNSURE) == bool(shared)
    if not shared:
        assert (order(one, other) is Order.BETTER) == (first[0] < second[0])


@given(RANGES, RANGES)
def test_an_order_reads_the_same_from_either_side(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    mirrored = {Order.BETTER: Order.WORSE, Order.WORSE: Order.BETTER}
    one, other = Ranked("A", *first), Ranked("B", *second)

    found = order(one, other)

    assert order(other, one) is mirrored.get(found, found)


@given(ranked())
def test_every_trust_whose_range_is_known_or_not_is_told_of(trusts: list[Ranked]) -> None:
    found = certainty(trusts)

    said = " ".join((found.sentence, *found.lines))
    known = [each for each in trusts if each.low is not None]
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


A, B, C = Ranked("A", 1, 20), Ranked("B", 15, 40), Ranked("C", 30, 60)


def test_two_ranges_that_overlap_are_said_to() -> None:
    assert certainty([A, B]).sentence == (
        "Their likely ranges overlap: the ranking between A and B is not certain."
    )


@pytest.mark.parametrize("pair", [(A, C), (C, A)])
def test_two_ranges_that_do_not_overlap_say_who_ranks_better(pair: tuple[Ranked, Ranked]) -> None:
    assert certainty(pair).sentence == (
        "Their likely ranges do not overlap: it is fairly certain that A ranks better than C."
    )


def test_ranges_that_touch_in_one_rank_overlap() -> None:
    assert order(Ranked("A", 1, 5), Ranked("B", 5, 9)) is Order.UNSURE
    assert order(Ranked("A", 1, 4), Ranked("B", 5, 9)) is Order.BETTER


def test_of_several_each_says_whom_it_can_be_told_from_in_the_order_of_ranks() -> None:
    found = certainty([B, C, A])

    assert found.sentence == (
        "Some of their likely ranges overlap: only a part of their order is fairly certain."
    )
    assert found.lines == (
        "A ranks better than C; its order with B is not certain.",
        "B: its order with A and C is not certain.",
        "C ranks worse than A; its order with B is not certain.",
    )


def test_of_several_that_all_overlap_one_sentence_says_it() -> None:
    same = [replace(A, name=name) for name in "ABC"]

    assert certainty(same).sentence == (
        "Their likely ranges all overlap: the order of A, B and C is not certain."
    )


def test_of_several_that_never_overlap_one_sentence_says_it() -> None:
    apart = [Ranked("A", 1, 3), Ranked("B", 4, 6), Ranked("C", 7, 9)]

    assert certainty(apart).sentence == (
        "None of their likely ranges overlap: the order of A, B and C is fairly certain."
    )
    assert certainty(apart).lines == ()


def test_a_range_that_is_not_known_is_said_not_to_be() -> None:
    unknown = Ranked("D", None, None)

    assert certainty([A, B, unknown]).sentence.endswith("No likely range is known for D.")
    assert "not known for this quarter" in certainty([A, unknown]).sentence
