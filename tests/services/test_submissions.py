"""Receiving and applying what somebody hands in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from league.models import (
    AuditEvent,
    MetricValue,
    Origin,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Submission,
    SubmissionState,
)
from league.services import assessments, submissions
from league.services.audit import Actor
from league.services.refusals import RefusedError
from tests.factories import MetricValueFactory, SubmissionFactory
from trusts.models import Trust

from .builders import ACTOR, figures, handover, submit, trust_line, value_line

pytestmark = pytest.mark.django_db


def test_everything_handed_in_is_stored() -> None:
    given = replace(handover(), figures=figures("ZA1", "ZA2"))
    made = submit(given).submission
    assert made.state == SubmissionState.APPLIED
    assert made.values.count() == len(given.values)
    assert made.figures.count() == len(given.figures)
    assert made.members.count() == 6
    assert [file.sha256 for file in made.files.all()] == ["a" * 64]


def test_a_new_quarter_belongs_to_the_edition_of_its_year() -> None:
    submit(handover("2025-26-q3"))
    quarter = Quarter.objects.get(slug="2025-26-q3")
    assert (quarter.edition, quarter.label) == ("nof-2025-26", "Q3 2025/26")
    assert str(quarter.starts) == "2025-10-01"


def test_the_latest_value_is_in_force_and_the_former_one_is_kept() -> None:
    first = submit(handover()).submission
    changed = value_line("ZA1", "OF0082", 9.9)
    second = submit(replace(handover(), values=(changed,), files=())).submission
    assert (first.number, second.number) == (1, 2)
    in_force = MetricValue.objects.in_force(first.quarter)
    assert in_force.get(trust="ZA1", metric="OF0082").value == 9.9
    assert in_force.get(trust="ZA2", metric="OF0082").value == 5.2
    assert MetricValue.objects.filter(trust="ZA1", metric="OF0082").count() == 2
    before = MetricValue.objects.in_force(first.quarter, up_to=1)
    assert before.get(trust="ZA1", metric="OF0082").value == 4.1


def test_a_missing_value_replaces_a_reported_one() -> None:
    quarter = submit(handover()).submission.quarter
    gone = value_line("ZA1", "OF0082", None, state="suppressed")
    submit(replace(handover(), values=(gone,), files=()))
    assert MetricValue.objects.in_force(quarter).get(trust="ZA1", metric="OF0082").value is None


@pytest.mark.parametrize("state", [SubmissionState.RECEIVED, SubmissionState.WITHDRAWN])
def test_only_applied_submissions_count(state: SubmissionState) -> None:
    quarter = submit(handover()).submission.quarter
    late = replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=())
    made = submit(replace(late, figures=figures("ZA1"))).submission
    Submission.objects.filter(pk=made.pk).update(state=state)
    assert MetricValue.objects.in_force(quarter).get(trust="ZA1", metric="OF0082").value == 4.1
    assert not PublishedFigure.objects.in_force(quarter).exists()


def test_membership_is_that_of_the_latest_submission() -> None:
    quarter = submit(handover()).submission.quarter
    renamed = replace(handover(), trusts=(trust_line("ZA1", name="Renamed Trust"),), values=())
    submit(replace(renamed, files=()))
    names = dict(QuarterTrust.objects.in_force(quarter).values_list("trust_id", "name"))
    assert names["ZA1"] == "Renamed Trust"
    assert len(names) == 6


def test_the_audit_trail_says_who_did_what() -> None:
    user = User.objects.create_superuser("ada")
    made = submissions.submit(
        by=Actor("Ada", user, request_id="r-1"),
        handover=handover(),
        origin=Origin.UPLOAD,
        reason="Late figures",
        draws=0,
    )
    assert made.submission.author == user
    events = AuditEvent.objects.order_by("pk")
    assert [event.action for event in events] == [
        "trusts.created",
        "submission.received",
        "submission.applied",
        "quarter.assessed",
    ]
    assert {(event.actor, event.actor_name, event.request_id) for event in events} == {
        (user, "Ada", "r-1")
    }


def test_a_refusal_keeps_nothing() -> None:
    nobody_scored = replace(handover(), values=(value_line("ZA1", "OF0079", 0.0),))
    with pytest.raises(RefusedError, match="Q4 2025/26 cannot be computed"):
        submit(nobody_scored)
    for model in (Quarter, Submission, Trust, AuditEvent, MetricValue):
        assert not model._default_manager.exists()


def test_no_edition_covers_the_year() -> None:
    with pytest.raises(RefusedError, match="No edition of the framework covers Q1 2019/20"):
        submit(handover("2019-20-q1"))


def test_real_and_invented_figures_never_mix_in_a_quarter() -> None:
    submit(handover(fictional=True))
    with pytest.raises(RefusedError, match="Q4 2025/26 holds invented figures"):
        submit(handover())


def test_the_quarter_is_locked_while_it_is_written() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        submit(handover())
    locks = [at for at, each in enumerate(queries) if "FOR UPDATE" in each["sql"]]
    writes = [at for at, each in enumerate(queries) if 'INTO "league_submission"' in each["sql"]]
    assert locks
    assert min(locks) < min(writes)


def received(quarter: Quarter, number: int) -> Submission:
    return SubmissionFactory.create(
        quarter=quarter, number=number, state=SubmissionState.RECEIVED, applied_at=None
    )


def test_a_received_submission_is_applied_once() -> None:
    quarter = submit(handover()).submission.quarter
    waiting = received(quarter, 2)
    stale = Submission.objects.get(pk=waiting.pk)
    made = submissions.apply(by=ACTOR, submission=waiting, draws=0)
    assert (waiting.state, made.submission_id) == (SubmissionState.APPLIED, waiting.pk)
    with pytest.raises(RefusedError, match=r"Submission 2 of Q4 2025/26 is applied: only a"):
        submissions.apply(by=ACTOR, submission=stale, draws=0)
    assert AuditEvent.objects.filter(action="submission.applied").count() == 2


@pytest.mark.parametrize("state", [SubmissionState.REFUSED, SubmissionState.WITHDRAWN])
def test_only_a_received_submission_is_applied(state: SubmissionState) -> None:
    waiting = received(submit(handover()).submission.quarter, 2)
    Submission.objects.filter(pk=waiting.pk).update(state=state)
    with pytest.raises(RefusedError, match=f"is {state}: only a received one can be applied"):
        submissions.apply(by=ACTOR, submission=waiting, draws=0)


def test_a_submission_is_not_applied_after_a_later_one() -> None:
    first = submit(handover())
    waiting = received(first.submission.quarter, 2)
    MetricValueFactory.create(
        submission=waiting, trust=Trust.objects.get(pk="ZA1"), metric="OF0082", value=9.9, file=None
    )
    third = received(first.submission.quarter, 3)
    latest = submissions.apply(by=ACTOR, submission=third, draws=0)
    with pytest.raises(RefusedError, match="came before submission 3, which counts already: hand"):
        submissions.apply(by=ACTOR, submission=waiting, draws=0)
    assert Submission.objects.get(pk=waiting.pk).state == SubmissionState.RECEIVED
    assert assessments.verify(first.assessment)
    assert assessments.verify(latest)
