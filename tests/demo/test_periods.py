"""Which months a figure is of."""

import pytest

from league import editions
from league.demo.periods import before, period
from league.files.quarters import QuarterName
from league.rules.edition import Edition

Q1, Q4 = QuarterName("2026-27", 1), QuarterName("2025-26", 4)


@pytest.mark.parametrize(
    ("lag", "quarter", "words"),
    [
        ("Last month of the quarter", Q1, "June 2026"),
        ("First month of the quarter", Q1, "April 2026"),
        ("The quarter itself", Q4, "Q4 2025/26"),
        ("The financial year up to the end of the quarter", Q1, "April to June 2026"),
        ("Twelve months up to the end of the quarter", Q4, "12 months to March 2026"),
        (
            "Twelve months that end three months before the quarter does",
            Q1,
            "12 months to March 2026",
        ),
        ("One quarter behind", Q1, "Q4 2025/26"),
        ("The plan for the year", Q1, "2026/27 plan"),
        ("Yearly: the latest survey", Q4, "2025 survey"),
        ("Yearly: the latest survey", Q1, "2025 survey"),
        ("Yearly: the latest winter", Q1, "Winter 2025/26"),
        ("Yearly: one to two years behind", Q1, "2025/26"),
        ("The latest rating, of about the last two years", Q1, "2025 or 2026"),
        ("Told by nobody", Q1, "Q1 2026/27"),
    ],
)
def test_a_lag_becomes_months(lag: str, quarter: QuarterName, words: str) -> None:
    assert period(lag, quarter) == words


def test_the_quarter_before_the_first_is_the_last_of_the_year_before() -> None:
    assert before(Q1) == Q4
    assert before(Q4) == QuarterName("2025-26", 3)


@pytest.mark.parametrize("edition", editions.all_editions(), ids=lambda edition: edition.slug)
def test_every_lag_of_the_editions_is_known(edition: Edition) -> None:
    other = {metric.lag for metric in edition.metrics if period(metric.lag, Q1) == Q1.label}
    assert other <= {"The quarter itself"}
