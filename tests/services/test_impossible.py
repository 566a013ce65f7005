"""Scores and flags that cannot be are refused whoever hands them in, and nothing is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import Quarter
from league.services.refusals import RefusedError

from .builders import handover, submit, value_line

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("metric", "value", "limits"),
    [
        ("OF1035", 4.5, "numbers from 1 to 4"),
        ("OF1035", 0.0, "numbers from 1 to 4"),
        ("OF1067", 2.5, "whole numbers from 1 to 4"),
        ("OF1046", 4.0, "whole numbers from 1 to 3"),
        ("OF5004", 2.0, "whole numbers from 0 to 1"),
    ],
)
def test_an_impossible_score_or_flag_is_refused(metric: str, value: float, limits: str) -> None:
    bad = replace(value_line("ZA1", metric, value, "score"), file=0, row=7)
    with pytest.raises(RefusedError) as refused:
        submit(replace(handover(), values=(bad,)))
    assert str(refused.value) == (
        f"small.csv, row 7, {metric} of ZA1, value {value:g}: only {limits} are possible here; "
        "correct the value, or leave it out."
    )
    assert not Quarter.objects.exists()


def test_only_the_first_few_are_named() -> None:
    bad = tuple(value_line(code, "OF1035", 9.0, "score") for code in ("ZA1", "ZA2", "ZA3") * 3)
    with pytest.raises(RefusedError, match=r"And 4 more like these\.$"):
        submit(replace(handover(), values=bad))


def test_a_possible_band_is_taken() -> None:
    given = handover()
    band = value_line("ZA1", "OF1046", 3.0, "score")
    made = submit(replace(given, values=(*given.values, band)))
    score = made.assessment.metric_scores.get(trust="ZA1", metric="OF1046")
    assert score.score == 3.0
    assert "(higher than expected)" in score.sentence
