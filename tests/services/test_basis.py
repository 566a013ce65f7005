"""When a quarter is computed, and when it is taken as published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import Basis, FigureKind, MetricScore, SegmentAssignment
from league.services.handover import FigureLine, Handover

from .builders import TYPES, figures, handover, submit

pytestmark = pytest.mark.django_db


def without_values(given: Handover, *codes: str) -> Handover:
    return replace(given, values=tuple(line for line in given.values if line.code not in codes))


def test_computed_when_every_trust_with_a_published_average_has_its_values() -> None:
    made = submit(replace(handover(), figures=figures(*TYPES))).assessment
    assert (made.basis, made.notes) == (Basis.COMPUTED, [])


def test_a_trust_without_a_published_average_is_left_out_of_a_computed_quarter() -> None:
    made = submit(replace(handover(), figures=figures(*(set(TYPES) - {"ZA3"})))).assessment
    assert made.basis == Basis.COMPUTED
    assert made.notes == ["Without published results, and so left out: ZA3."]
    assert made.assignments.count() == 5


def test_a_type_of_which_nothing_is_published_is_computed_all_the_same() -> None:
    made = submit(replace(handover(), figures=figures("ZA1", "ZA2", "ZA3"))).assessment
    assert (made.basis, made.notes, made.assignments.count()) == (Basis.COMPUTED, [], 6)


def test_computed_when_nothing_is_published() -> None:
    assert submit(handover()).assessment.basis == Basis.COMPUTED


def test_as_published_when_the_values_of_a_trust_are_not_at_hand() -> None:
    given = without_values(handover(), "ZA2")
    made = submit(replace(given, figures=figures(*TYPES))).assessment
    assert made.basis == Basis.PUBLISHED
    assert made.notes == ["The values of 1 acute trust are not at hand."]
    row = SegmentAssignment.objects.get(assessment=made, trust="ZA2")
    assert (str(row.average_score), row.league_rank, row.adjusted) == ("2.20", 2, 2)
    assert row.score_low is None
    assert not MetricScore.objects.filter(assessment=made, trust="ZA2").exists()


def test_as_published_when_a_published_score_has_no_value() -> None:
    score = FigureLine("ZA1", FigureKind.METRIC_SCORE, "OF0010", 2.5)
    made = submit(replace(handover(), figures=(*figures(*TYPES), score))).assessment
    assert made.basis == Basis.PUBLISHED


def test_a_table_score_needs_its_parts_only() -> None:
    score = FigureLine("ZA1", FigureKind.METRIC_SCORE, "OF1080", 1.0)
    made = submit(replace(handover(), figures=(*figures(*TYPES), score))).assessment
    assert made.basis == Basis.COMPUTED


def test_as_published_when_a_whole_type_is_absent() -> None:
    given = handover()
    rest = [code for code in TYPES if code != "ZB1"]
    part = replace(
        without_values(given, "ZB1"),
        trusts=tuple(line for line in given.trusts if line.code != "ZB1"),
        figures=figures(*rest),
    )
    made = submit(part).assessment
    assert made.basis == Basis.PUBLISHED
    assert made.notes == ["No ambulance trust is at hand."]


def test_a_trust_without_published_results_is_left_out_and_named() -> None:
    given = without_values(handover(), "ZA2")
    made = submit(replace(given, figures=figures(*(set(TYPES) - {"ZB1"})))).assessment
    assert made.notes[-1] == "Without published results, and so left out: ZB1."
    assert not made.assignments.filter(trust="ZB1").exists()


def test_a_quarter_becomes_computed_when_the_values_come_later() -> None:
    given = replace(handover(), figures=figures(*TYPES))
    late = tuple(line for line in given.values if line.code == "ZA2")
    assert submit(without_values(given, "ZA2")).assessment.basis == Basis.PUBLISHED
    again = replace(given, values=late, figures=(), files=())
    assert submit(again).assessment.basis == Basis.COMPUTED
