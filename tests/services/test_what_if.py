"""What a process keeps in memory of the what-ifs that it was asked."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from league.models import Assessment
from league.rules.what_if import Scenario
from league.services import what_if, workings
from league.services.workings import Workings

from .builders import TYPES, handover, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    """Each test has its own assessments under the same numbers."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    workings._of.cache_clear()
    workings._drawn.cache_clear()
    what_if._before.cache_clear()


def ask(assessment: Assessment, code: str) -> weakref.ref[Workings]:
    """Answer a question, and tell what it was worked out from."""
    asked = what_if.about(assessment=assessment, code=code)
    assert asked is not None
    found = what_if.what_if(asked=asked, scenario=Scenario(code, {"OF0082": 3.0}))
    assert found.before.code == code
    return weakref.ref(asked.workings)


def test_the_arrays_of_no_more_assessments_are_kept_than_it_says() -> None:
    slugs = [f"2025-26-q{number}" for number in range(1, 5)] + ["2026-27-q1", "2026-27-q2"]
    quarters = [submit(handover(slug)).assessment for slug in slugs]

    kept = [ask(assessment, "ZA1") for assessment in quarters]
    gc.collect()

    assert [held() is not None for held in kept] == [False] * 2 + [True] * workings.HELD


def test_the_result_as_it_is_is_worked_out_once() -> None:
    assessment = submit(handover(), draws=100).assessment
    for code in (*TYPES, *TYPES):
        ask(assessment, code)

    assert what_if._before.cache_info().misses == len(TYPES)
