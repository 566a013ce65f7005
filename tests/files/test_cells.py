"""One cell's text to a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.files import cells


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  RP6 ", "RP6"),
        ("engagement sub-score\u00a0", "engagement sub-score"),
        ("two\u00a0\n words", "two words"),
        ("\ufeffQuarter", "Quarter"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_clean_takes_away_what_cannot_be_seen(text: str, cleaned: str) -> None:
    assert cells.clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "not-submitted"),
        ("NA", "not-submitted"),
        ("n/a", "not-submitted"),
        ("*", "suppressed"),
        ("Suppressed", "suppressed"),
        ("not applicable", "not-applicable"),
        ("0", None),
        ("0.0", None),
    ],
)
def test_missing_is_never_zero(text: str, state: str | None) -> None:
    assert cells.missing_state(text) == state


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.0", 3.0), ("-0.56", -0.56), (".5", 0.5), ("1e2", 100.0), ("78,5", None), ("abc", None),
     ("nan", None), ("inf", None), ("1e999", None), ("12%", None), ("1_000", None), ("", None)],
)  # fmt: skip
def test_number_takes_finite_numbers_only(text: str, value: float | None) -> None:
    assert cells.number(text) == value


@given(st.floats(-cells.MOST, cells.MOST))
def test_number_reads_back_every_printed_float(value: float) -> None:
    assert cells.number(repr(value)) == value


@given(st.floats(min_value=cells.MOST, exclude_min=True, allow_infinity=False))
def test_no_number_is_beyond_all_reason(value: float) -> None:
    assert cells.number(repr(value)) is None
    assert cells.number(repr(-value)) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1.2 to 1.89", (1.2, 1.89)),
        ("3 TO 17", (3, 17)),
        ("17 to 3", None),
        ("3-17", None),
        ("a to b", None),
    ],
)
def test_span(text: str, ends: tuple[float, float] | None) -> None:
    assert cells.span(text) == ends


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acute trust", "acute"),
        ("Acute hospital trust", "acute"),
        ("Mental health and community trust", "mental-health-and-community"),
        ("Mental Health & Community trusts", "mental-health-and-community"),
        ("Non-acute hospital trust", "mental-health-and-community"),
        ("Ambulance trust", "ambulance"),
        ("Specialist trust", None),
        ("", None),
    ],
)
def test_trust_type_knows_former_names(text: str, kind: str | None) -> None:
    assert cells.trust_type(text) == kind


@pytest.mark.parametrize(
    ("text", "code"), [("RP6", "RP6"), ("g6v2s", "G6V2S"), ("R1", None), ("RP6 X", None)]
)
def test_trust_code(text: str, code: str | None) -> None:
    assert cells.trust_code(text) == code


@pytest.mark.parametrize(
    ("text", "known"), [("OF0013", "OF0013"), ("of2048", "OF2048"), ("OF13", None), ("", None)]
)
def test_metric_id(text: str, known: str | None) -> None:
    assert cells.metric_id(text) == known
