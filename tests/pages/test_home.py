"""The first page: bars of counts, and the largest real movers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from league.services.audit import Actor
from league.services.imports import import_official
from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]


def two_quarters(*moves: tuple[str, int, int, int, int], **fields: Any) -> None:
    """Q3 and Q4 2025/26; a move is code, segment then and now, rank then and now."""
    before, now = publish("2025-26-q3"), publish("2025-26-q4")
    for code, segment_then, segment_now, rank_then, rank_now in moves:
        place(before, Place(code, rank_then, "2.00", segment_then))
        place(now, Place(code, rank_now, "2.00", segment_now), **fields)


def test_each_part_of_a_bar_leads_to_its_trusts(read: Read) -> None:
    small_england()

    page = read("/")

    assert page.links["3 acute trusts in segment 1 3"] == (
        "/league-tables/acute/2026-27-q1/?segment=1"
    )
    assert page.links["1 ambulance trust in segment 3 1"] == (
        "/league-tables/ambulance/2026-27-q1/?segment=3"
    )


def test_trusts_without_a_segment_have_a_part_without_a_link(read: Read) -> None:
    place(publish("2026-27-q1"), Place("ZA1", 1, "2.00", 2), final=None)

    page = read("/")

    assert "1 acute trust without a segment" in page.text
    assert not [href for href in page.links.values() if "segment=" in href]


def test_movers_are_those_of_the_latest_quarter_where_it_can_be_compared(read: Read) -> None:
    two_quarters(("ZA1", 4, 2, 9, 3), ("ZA2", 1, 3, 1, 8), ("ZA3", 2, 2, 4, 4))

    page = read("/")

    assert "Largest changes, Q3 2025/26 to Q4 2025/26" in page.text
    assert "There are no changes to show" not in page.text
    assert (
        "Better: 1 trust Invented Trust ZA1 Acute trust Segment 4 to Segment 2 Rank 9th to 3rd"
    ) in page.text
    assert "Worse: 1 trust Invented Trust ZA2 Acute trust Segment 1 to Segment 3" in page.text
    assert page.links["acute"] == "/league-tables/acute/2025-26-q4/?sort=change"


def test_a_rank_counts_only_when_it_left_the_likely_range(read: Read) -> None:
    moves = ("ZA1", 2, 2, 9, 3), ("ZA2", 2, 2, 5, 4)
    two_quarters(*moves, rank_low=2, rank_high=6)

    page = read("/")

    assert "Better: 1 trust Invented Trust ZA1" in page.text
    assert "Segment 2 as before Rank 9th to 3rd" in page.text
    assert "Worse: 0 trusts No trust did clearly worse." in page.text


def test_what_is_outside_its_likely_range_comes_before_a_larger_change(read: Read) -> None:
    before, now = publish("2025-26-q3"), publish("2025-26-q4")
    for code, was, low in (("ZA1", 4, 1), ("ZA2", 3, 3)):
        place(before, Place(code, 9, "2.00", was))
        place(now, Place(code, 4, "2.00", 2), rank_low=low, rank_high=low + 8 if low == 1 else 5)

    page = read("/").text

    assert page.index("Invented Trust ZA2") < page.index("Invented Trust ZA1")
    assert "Rank 9th to 4th Outside its likely range" in page
    assert "Rank 9th to 4th May be chance" in page


def test_a_rank_without_a_likely_range_does_not_count(read: Read) -> None:
    two_quarters(("ZA1", 2, 2, 9, 3), rank_low=None, rank_high=None)

    assert "Better: 0 trusts" in read("/").text


def test_the_largest_stand_first_and_the_others_are_counted(read: Read) -> None:
    moves = [(f"Y{number:03d}", 3, 2, 20 + number, 10) for number in range(7)]
    two_quarters(*moves, ("ZA1", 4, 2, 9, 2))

    page = read("/")

    better = page.text[page.text.index("Better: 8 trusts") : page.text.index("Worse: 0 trusts")]
    assert better.index("ZA1") < better.index("Y006") < better.index("Y003")
    assert "Y002" not in better
    assert "and 3 more" in better


def test_a_changed_framework_is_said_and_the_last_comparable_pair_shown(read: Read) -> None:
    small_england()

    page = read("/")

    assert "There are no changes to show for Q1 2026/27: the framework changed" in page.text
    assert "Earlier changes: Q3 2025/26 to Q4 2025/26 (not Q1 2026/27)" in page.text
    assert page.links["Invented Trust ZA1"] == "/trusts/ZA1/2025-26-q4/"


def test_a_first_quarter_has_nothing_to_compare_with(read: Read) -> None:
    place(publish("2026-27-q1"), Place("ZA1", 1, "2.00", 2))

    page = read("/")

    assert "Q1 2026/27 cannot be compared with a quarter before it" in page.text
    assert "All changes" not in page.text


def test_a_trust_that_changed_its_type_is_no_mover(read: Read) -> None:
    before, now = publish("2025-26-q3"), publish("2025-26-q4")
    place(before, Place("ZA1", 9, "2.00", 4), type="ambulance")
    place(now, Place("ZA1", 3, "2.00", 2))

    assert "Better: 0 trusts" in read("/").text


def test_movers_of_the_official_files(nof_dir: Path, read: Read) -> None:
    import_official(by=Actor("A tester"), paths=[nof_dir], publish=True)

    page = read("/")

    assert "32 of 134 are in segments 1 and 2" in page.text
    assert "Better: 25 trusts" in page.text
    assert "Worse: 25 trusts" in page.text
    assert "Outside its likely range" in page.text
