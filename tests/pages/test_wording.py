"""Figures in British English."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from league.presenters import wording


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (134, "134th"),
        (1002, "1,002nd"),
    ],
)
def test_a_place_is_an_ordinal(number: int, expected: str) -> None:
    assert wording.ordinal(number) == expected


def test_a_shared_place_is_said_to_be_joint() -> None:
    assert wording.joint(4, shared=True) == "joint 4th"
    assert wording.joint(5, shared=False) == "5th"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234567, None, "1,234,567"),
        (3.0, None, "3"),
        (78.25, None, "78.25"),
        (-0.5, None, "−0.5"),
        (2.675, 2, "2.68"),
        (Decimal("2.5"), 2, "2.50"),
        (-0.001, 2, "0.00"),
        (0, None, "0"),
        (100, None, "100"),
    ],
)
def test_a_number_has_commas_a_true_minus_and_no_stray_decimals(
    value: float, decimals: int | None, expected: str
) -> None:
    assert wording.number(value, decimals) == expected


def test_a_gain_carries_its_sign() -> None:
    assert wording.signed(3) == "+3"
    assert wording.signed(-3) == "−3"
    assert wording.signed(0) == "0"


def test_plurals_follow_the_number() -> None:
    assert wording.count(1, "trust") == "1 trust"
    assert wording.count(0, "trust") == "0 trusts"
    assert wording.count(1204, "trust") == "1,204 trusts"
    assert wording.count(2, "analysis", "analyses") == "2 analyses"
    assert wording.small(3) == "three"
    assert wording.small(12) == "12"


def test_a_likely_range_is_said_in_words() -> None:
    assert wording.rank_range(12, 47) == "between 12th and 47th"
    assert wording.rank_range(1, 1) == "1st"
    assert wording.score_range(Decimal("1.84"), Decimal("2.3")) == "between 1.84 and 2.30"
    assert wording.score_range(1.0, 1.001) == "1.00"


def test_dates_are_british_and_moments_are_local() -> None:
    assert wording.day(date(2026, 11, 3)) == "3 November 2026"
    # British Summer Time is an hour ahead of UTC.
    assert wording.moment(datetime(2026, 7, 1, 23, 5, tzinfo=UTC)) == "2 July 2026 at 12:05am"
    assert wording.moment(datetime(2026, 12, 1, 13, 30, tzinfo=UTC)) == "1 December 2026 at 1:30pm"


def test_sentences_and_lists() -> None:
    assert wording.sentence("in deficit") == "In deficit."
    assert wording.sentence("Why not?") == "Why not?"
    assert wording.sentence("") == ""
    assert wording.capital("between") == "Between"
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b"]) == "a and b"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
