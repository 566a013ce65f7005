"""Whole-quarter assessments: stored, immutable, and the same when computed again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import (
    Assessment,
    AuditEvent,
    Basis,
    DomainScore,
    MetricScore,
    Quarter,
    SegmentAssignment,
)
from league.services import assessments, publishing
from tests.factories import QuarterFactory

from .builders import ACTOR, TYPES, figures, handover, submit, trust_line, value_line

pytestmark = pytest.mark.django_db


def test_results_are_stored_with_their_reasons() -> None:
    made = submit(handover(), draws=200).assessment
    best = SegmentAssignment.objects.league_table(made, "acute")[0]
    assert (best.trust_id, best.league_rank, best.name) == ("ZA1", 1, "Invented Trust ZA1")
    assert best.steps[0]["key"] == "metrics"
    assert best.score_low is not None
    sickness = MetricScore.objects.of_trust(made, "ZA1").get(metric="OF0082")
    assert (sickness.score, sickness.rank, sickness.pool_size) == (1.0, 1, 6)
    assert (sickness.period, sickness.worse_trust) == ("Q4 2025/26", "ZM1")
    people = DomainScore.objects.of_trust(made, "ZB1").get(domain="people")
    assert (people.score, people.metrics_scored) == (4.0, 1)


def test_the_quarter_points_to_its_newest_assessment() -> None:
    first = submit(handover()).assessment
    second = submit(replace(handover(), files=())).assessment
    assert (first.number, second.number) == (1, 2)
    assert Quarter.objects.get().current_assessment == second


def test_one_trusts_value_moves_its_peers() -> None:
    submit(handover())
    worst = replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=())
    made = submit(worst).assessment
    assert MetricScore.objects.get(assessment=made, trust="ZM1", metric="OF0082").rank == 1


def test_a_superseded_draft_loses_its_rows_and_a_published_one_keeps_them() -> None:
    quarter = submit(handover()).submission.quarter
    publishing.publish(by=ACTOR, quarter=quarter, reason="First")
    for value in (5.0, 6.0):
        submit(replace(handover(), values=(value_line("ZA1", "OF0082", value),), files=()))
    rows = [
        assessment.metric_scores.exists() for assessment in Assessment.objects.order_by("number")
    ]
    assert rows == [True, False, True]


def test_any_past_state_is_computed_again_with_the_same_bytes() -> None:
    submit(replace(handover(), figures=figures("ZA1", "ZA2", "ZA3")), draws=300)
    renamed = trust_line("ZA2", name="Renamed Trust")
    late = replace(handover(), trusts=(renamed,), values=(value_line("ZA1", "OF0082", 9.9),))
    submit(replace(late, files=()), draws=300)
    first, second = Assessment.objects.order_by("number")
    assert first.results_digest != second.results_digest
    assert not first.metric_scores.exists()
    assert assessments.verify(first)
    assert assessments.verify(second)


def test_the_seed_of_a_quarter_never_changes() -> None:
    assert assessments.seed_of(QuarterFactory.build(slug="2025-26-q4")) == 306269771
    assert assessments.seed_of(QuarterFactory.build(slug="2026-27-q1")) == 1522037538


def test_what_was_handed_in_together_or_in_parts_gives_the_same_results() -> None:
    whole = submit(handover(), draws=100).assessment
    given = handover("2025-26-q3")
    acute = {code for code, kind in TYPES.items() if kind == "acute"}
    for codes in (set(TYPES) - acute, acute):
        part = replace(
            given,
            trusts=tuple(line for line in given.trusts if line.code in codes),
            values=tuple(line for line in given.values if line.code in codes),
        )
        made = submit(part, draws=100).assessment
    assert made.inputs_digest == whole.inputs_digest
    assert list(_scores(made)) == list(_scores(whole))


def test_an_assessment_records_what_it_rests_on() -> None:
    made = submit(handover(), draws=50).assessment
    assert made.basis == Basis.COMPUTED
    assert (made.draws, made.created_by_name, made.notes) == (50, "A tester", [])
    assert len(made.cuts) == 3
    assert set(made.domain_cuts) == {"access", "people", "finance"}
    event = AuditEvent.objects.get(action="quarter.assessed")
    assert event.after == {"assessment": 1, "basis": "computed"}


def _scores(made: Assessment) -> list[tuple[str, str, float | None]]:
    rows = made.metric_scores.order_by("trust_id", "metric")
    return list(rows.values_list("trust_id", "metric", "score"))
