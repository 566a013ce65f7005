"""A submission taken back: what was in force without it is in force again, and all is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import Assessment, MetricScore, MetricValue, Quarter, Submission
from league.services import assessments, inputs, withdrawing
from league.services.refusals import RefusedError

from .builders import ACTOR, figures, handover, submit, value_line

pytestmark = pytest.mark.django_db


def second(*values: tuple[str, str, float]) -> Submission:
    """A later submission of these figures."""
    lines = tuple(value_line(*value) for value in values)
    return submit(replace(handover(), values=lines, files=(), trusts=())).submission


def in_force() -> dict[tuple[str, str], float | None]:
    held = inputs.in_force(Quarter.objects.get())
    return {key: value.value for key, value in held.values.items()}


def test_figures_return_to_what_they_were() -> None:
    submit(handover())
    before = in_force()
    wrong = second(("ZA1", "OF0082", 9.9), ("ZA2", "OF0013", 10.0))
    assert in_force() != before

    done = withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Wrong file")

    assert in_force() == before
    assert done.submission.withdraws == wrong
    assert Submission.objects.count() == 3
    assert MetricValue.objects.filter(submission=wrong).count() == 2


def test_results_are_those_of_before() -> None:
    first = submit(handover()).assessment
    digest = assessments.compute(first.quarter, up_to=1, draws=0).digest
    done = withdrawing.withdraw(
        by=ACTOR, submission=second(("ZA1", "OF0082", 9.9)), reason="Wrong file"
    )

    assert assessments.compute(done.assessment.quarter, draws=0).digest == digest


def test_where_there_was_no_figure_there_is_none_again() -> None:
    submit(handover())
    new = second(("ZB1", "OF0017", 30.0))
    assert ("ZB1", "OF0017") in in_force()

    done = withdrawing.withdraw(by=ACTOR, submission=new, reason="Not ours")

    assert ("ZB1", "OF0017") not in in_force()
    score = MetricScore.objects.filter(assessment=done.assessment, metric="OF0017", trust="ZB1")
    assert not score.exclude(state="no-figure").exists()


@pytest.mark.parametrize("quarter", ["2025-26-q4", "2026-27-q1"])
def test_the_only_submission_stays_as_nothing_could_be_computed_without_it(quarter: str) -> None:
    only = submit(handover(quarter))
    with pytest.raises(RefusedError, match="cannot be computed"):
        withdrawing.withdraw(by=ACTOR, submission=only.submission, reason="Wrong file")
    with pytest.raises(RefusedError, match="cannot be computed"):
        withdrawing.preview(by=ACTOR, submission=only.submission)

    assert Quarter.objects.get().current_assessment == only.assessment


def test_a_later_submission_keeps_its_figures() -> None:
    submit(handover())
    wrong = second(("ZA1", "OF0082", 9.9), ("ZA2", "OF0082", 9.8))
    second(("ZA1", "OF0082", 4.2))

    withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Wrong file")

    assert in_force()["ZA1", "OF0082"] == 4.2
    assert in_force()["ZA2", "OF0082"] == 5.2


def test_a_withdrawal_can_be_withdrawn() -> None:
    submit(handover())
    right = second(("ZA1", "OF0082", 9.9))
    undone = withdrawing.withdraw(by=ACTOR, submission=right, reason="Wrong file")

    withdrawing.withdraw(by=ACTOR, submission=undone.submission, reason="It was right")

    assert in_force()["ZA1", "OF0082"] == 9.9


def test_every_past_state_can_be_computed_again() -> None:
    submit(handover())
    withdrawing.withdraw(by=ACTOR, submission=second(("ZB1", "OF0017", 30.0)), reason="Wrong")

    assert all(assessments.verify(each) for each in Assessment.objects.all())


def test_what_cannot_be_withdrawn_is_refused() -> None:
    first = submit(replace(handover(), figures=figures("ZA1", "ZA2"))).submission
    wrong = second(("ZA1", "OF0082", 9.9))
    with pytest.raises(RefusedError, match="Say why"):
        withdrawing.withdraw(by=ACTOR, submission=wrong, reason=" ")
    with pytest.raises(RefusedError, match="published results"):
        withdrawing.withdraw(by=ACTOR, submission=first, reason="Wrong")
    withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Wrong")
    with pytest.raises(RefusedError, match="withdrawn already"):
        withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Again")


def test_a_submission_that_counts_nowhere_is_refused() -> None:
    submit(handover())
    wrong = second(("ZA1", "OF0082", 9.9))
    second(("ZA1", "OF0082", 4.2))
    with pytest.raises(RefusedError, match="nothing of it counts"):
        withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Wrong")
