"""Names and dates of quarters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.files.quarters import QuarterName, from_label, from_slug


@pytest.mark.parametrize(
    "label",
    ["Q4 2025/26", "q4 25/26", "Q4 2025-26", "2025/26 Q4", "acute-trust-data-q4-25-26-v2.csv"],
)
def test_from_label_reads_every_way_of_writing(label: str) -> None:
    assert from_label(label) == QuarterName("2025-26", 4)


@pytest.mark.parametrize("label", ["", "Q5 2025/26", "Q4 2025/27", "2025/26", "Q4", "Q4 2025"])
def test_from_label_refuses_what_names_no_quarter(label: str) -> None:
    assert from_label(label) is None


@pytest.mark.parametrize(
    ("slug", "starts", "ends"),
    [
        ("2025-26-q1", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-26-q3", date(2025, 10, 1), date(2025, 12, 31)),
        ("2023-24-q4", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_an_nhs_year_runs_from_april(slug: str, starts: date, ends: date) -> None:
    assert (from_slug(slug).starts, from_slug(slug).ends) == (starts, ends)


@given(st.integers(2000, 2098), st.integers(1, 4))
def test_slug_and_label_lead_back(year: int, number: int) -> None:
    name = QuarterName(f"{year}-{(year + 1) % 100:02d}", number)
    assert from_slug(name.slug) == name
    assert from_label(name.label) == name


@pytest.mark.parametrize("slug", ["2025-26", "2025-27-q1", "2025-26-q0", "q1-2025-26"])
def test_from_slug_refuses_others(slug: str) -> None:
    with pytest.raises(ValueError, match="names no quarter"):
        from_slug(slug)
