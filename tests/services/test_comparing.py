"""Two states of a quarter side by side, also those whose rows were dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import Assessment, Quarter, SegmentAssignment
from league.services import assessments, comparing, embargo, publishing, withdrawing
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError
from tests.services.people import person

from .builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db


def correct(*values: tuple[str, str, float]) -> Assessment:
    lines = tuple(value_line(*value) for value in values)
    return submit(replace(handover(), values=lines, files=(), trusts=())).assessment


def test_a_superseded_draft_is_compared_as_it_was() -> None:
    first = submit(handover()).assessment
    stored = dict(SegmentAssignment.objects.values_list("trust_id", "league_rank"))
    second = correct(("ZA1", "OF0013", 40.0))
    third = correct(("ZA1", "OF0013", 81.0))
    assert not first.assignments.exists()

    made = comparing.compare(earlier=first, later=second)

    (value,) = made.values
    assert (value.trust, value.metric, value.old, value.new) == ("ZA1", "OF0013", 81.0, 40.0)
    assert value.difference == -41.0
    moved = {move.trust: move for move in made.moves}
    assert moved["ZA1"].old.rank == stored["ZA1"]
    assert moved["ZA1"].new.rank == 2
    there_and_back = comparing.compare(earlier=first, later=third)
    assert (there_and_back.values, there_and_back.moves) == ((), ())


def test_kept_rows_and_rows_computed_again_tell_the_same() -> None:
    first = submit(handover()).assessment
    kept = comparing.standing(first)
    correct(("ZA1", "OF0013", 40.0))
    assert not first.assignments.exists()

    assert comparing.standing(first).places == kept.places


def test_beside_nothing_everything_is_new() -> None:
    first = submit(handover()).assessment
    made = comparing.compare(earlier=None, later=first)

    assert len(made.values) == first.submission.values.count()
    assert {move.trust for move in made.moves} == {"ZA1", "ZA2", "ZA3", "ZM1", "ZM2", "ZB1"}
    assert made.cuts == ((), tuple(first.cuts))


def test_assessments_of_two_quarters_are_not_compared() -> None:
    one, other = submit(handover()).assessment, submit(handover("2025-26-q3")).assessment
    with pytest.raises(RefusedError, match="one quarter"):
        comparing.compare(earlier=one, later=other)


def test_what_other_rules_computed_is_said() -> None:
    first = submit(handover()).assessment
    first.rules_version = "0"

    made = comparing.compare(earlier=first, later=correct(("ZA1", "OF0013", 40.0)))

    assert any("may come from the rules" in note for note in made.notes)


def test_a_past_state_computed_again_shows_its_digests() -> None:
    first = submit(handover(), draws=50).assessment
    correct(("ZA1", "OF0013", 40.0))

    found = assessments.again(first)

    assert found.identical
    assert found.same_inputs
    assert found.same_rules
    assert found.results_digest == first.results_digest
    first.results_digest = "0" * 64
    assert not assessments.again(first).identical


def test_the_preview_of_a_withdrawal_is_what_it_then_does() -> None:
    submit(handover())
    wrong = correct(("ZA1", "OF0013", 40.0), ("ZB1", "OF0017", 30.0))
    told = withdrawing.preview(by=ACTOR, submission=wrong.submission)

    done = withdrawing.withdraw(by=ACTOR, submission=wrong.submission, reason="Wrong file")

    made = comparing.compare(earlier=wrong, later=done.assessment)
    assert (told.values, told.moves, told.cuts) == (made.values, made.moves, made.cuts)
    assert {(each.metric, each.new) for each in told.values} == {("OF0013", 81.0), ("OF0017", None)}


def test_nobody_previews_a_withdrawal_without_the_right() -> None:
    submission = submit(handover()).submission
    with pytest.raises(NotAllowedError):
        withdrawing.preview(by=person("looker", "league.view_submission"), submission=submission)


def test_only_what_was_looked_at_is_published() -> None:
    seen = submit(handover()).assessment
    correct(("ZA1", "OF0013", 40.0))
    quarter = Quarter.objects.get()

    with pytest.raises(RefusedError, match="since you looked"):
        publishing.publish(by=ACTOR, quarter=quarter, reason="First", previewed=seen.number)
    with pytest.raises(RefusedError, match="since you looked"):
        embargo.plan(
            by=ACTOR,
            quarter=quarter,
            reason="First",
            at=ACTOR.moment.replace(year=2100),
            previewed=seen.number,
        )
    publishing.publish(by=ACTOR, quarter=quarter, reason="First", previewed=seen.number + 1)
