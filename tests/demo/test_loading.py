"""The demonstration goes in through the services, and out again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from league.demo import england
from league.demo.cast import cast
from league.models import (
    Assessment,
    AuditEvent,
    MetricScore,
    MetricValue,
    Movement,
    OversightRecord,
    Quarter,
    QuarterTrust,
    Revision,
    SegmentAssignment,
    StatementDecision,
    Submission,
    TrustStatement,
)
from league.services import assessments, demonstration
from league.services.audit import Actor
from league.services.refusals import RefusedError
from trusts.models import Trust

BY = Actor("somebody")
STORED = (
    Quarter,
    Submission,
    MetricValue,
    QuarterTrust,
    Assessment,
    Revision,
    SegmentAssignment,
    MetricScore,
    OversightRecord,
    TrustStatement,
    StatementDecision,
    Trust,
)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in STORED}


def add_real_trust() -> None:
    Trust.objects.create(ods_code="RZ9", name="Real NHS Trust", type="acute")


class LoadedTests(TestCase):
    """Loaded once; each test starts from there."""

    published: list[str]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.published = demonstration.load(by=BY, draws=50)

    def test_five_quarters_are_published_and_one_of_them_twice(self) -> None:
        assert len(self.published) == 6
        revisions = list(Revision.objects.order_by("published_at", "pk"))
        assert [revision.quarter_id for revision in revisions] == self.published
        assert [revision.number for revision in revisions] == [1, 1, 2, 1, 1, 1]
        assert all(revision.reason for revision in revisions)
        assert Quarter.objects.published().count() == 5

    def test_everything_is_marked_as_invented(self) -> None:
        assert demonstration.is_present()
        assert not Trust.objects.real().exists()
        assert not Quarter.objects.filter(fictional=False).exists()
        assert set(Submission.objects.values_list("origin", flat=True)) == {"demonstration"}

    def test_rows_carry_the_told_dates_and_the_audit_trail_those_of_today(self) -> None:
        told = {release.at for release in england.releases()}
        assert set(Revision.objects.values_list("published_at", flat=True)) == told
        assert set(Assessment.objects.values_list("created_at", flat=True)) == told
        assert set(Submission.objects.values_list("received_at", flat=True)) == told
        recent = AuditEvent.objects.order_by("at")[0].at
        assert (datetime.now(tz=UTC) - recent).total_seconds() < 3600

    def test_every_act_is_in_the_audit_trail(self) -> None:
        actions = list(AuditEvent.objects.values_list("action", flat=True))
        assert actions.count("submission.applied") == 6
        assert actions.count("quarter.published") == 6
        assert actions.count("trust.closed") == 1
        assert actions.count("oversight.recorded") == 1
        assert actions.count("statement.written") == 2
        assert actions.count("statement.accepted") == 2

    def test_two_trusts_say_something_of_their_quarter(self) -> None:
        said = TrustStatement.objects.shown().order_by("written_at")
        assert [(each.trust_id, each.quarter_id) for each in said] == [
            (cast().programme[0], "2025-26-q4"),
            (cast().island, "2026-27-q1"),
        ]
        assert said[0].written_at == datetime(2026, 6, 11, 13, 0, tzinfo=UTC)

    def test_the_register_knows_the_merger_and_the_former_name(self) -> None:
        merged = Trust.objects.get(pk=cast().merged)
        assert (merged.closed, merged.successor_id) == (england.MERGER, cast().successor)
        assert Trust.objects.open_on(date(2026, 6, 30)).count() == 205
        assert Trust.objects.get(pk=cast().renamed).former_names == [cast().former_name]

    def test_what_moved_names_the_trust_that_merged(self) -> None:
        moved = Movement.objects.get(assessment__quarter="2025-26-q4", trust=cast().successor)
        (said,) = (s["sentence"] for s in moved.figures["sentences"] if s["key"] == "merger")
        assert "became part of this trust after Q3 2025/26" in said

    def test_what_moved_is_kept_for_every_pair_of_revisions(self) -> None:
        """Of the corrected second quarter both revisions: the first as it was shown then."""
        rows = Movement.objects.values_list("earlier__quarter", "assessment__quarter").distinct()
        assert set(rows) == {
            ("2025-26-q1", "2025-26-q2"),
            ("2025-26-q2", "2025-26-q3"),
            ("2025-26-q3", "2025-26-q4"),
        }
        second = Quarter.objects.get(pk="2025-26-q2")
        assert all(
            Movement.objects.filter(assessment__revisions=each).count() == 206
            for each in second.revisions.all()
        )

    def test_the_correction_changes_what_is_in_force_and_keeps_what_was(self) -> None:
        quarter = Quarter.objects.get(pk="2025-26-q2")
        values = MetricValue.objects.in_force(quarter).filter(
            trust=cast().corrected, metric="OF0013"
        )
        (now,) = [value.value for value in values]
        first, second = quarter.revisions.order_by("number")
        scores = [
            MetricScore.objects.get(
                assessment=revision.assessment, trust=cast().corrected, metric="OF0013"
            )
            for revision in (first, second)
        ]
        assert scores[1].value == now
        assert scores[0].value != now
        assert (scores[0].score or 0) > (scores[1].score or 0)
        members = QuarterTrust.objects.in_force(quarter)
        assert len(members) == 206

    def test_results_are_computed_and_there_is_nothing_to_compare_them_with(self) -> None:
        for assessment in Assessment.objects.select_related("reconciliation", "quarter"):
            assert assessment.is_computed
            assert assessment.reconciliation.lines == []
            assert assessment.reconciliation.differences == []

    def test_the_newest_assessment_can_be_computed_again_to_the_byte(self) -> None:
        newest = Quarter.objects.latest_published()
        assert newest is not None
        assert newest.current_assessment is not None
        assert assessments.verify(newest.current_assessment)

    def test_trusts_in_the_programme_show_segment_5(self) -> None:
        quarter = Quarter.objects.published().get(pk="2025-26-q4")
        assert quarter.current_revision is not None
        table = SegmentAssignment.objects.of_assessment(quarter.current_revision.assessment)
        assert set(table.filter(final=5).values_list("trust_id", flat=True)) == set(
            cast().programme
        )

    def test_loading_again_changes_nothing(self) -> None:
        before, events = counts(), AuditEvent.objects.count()
        assert demonstration.load(by=BY) == []
        out = StringIO()
        call_command("load_demo", stdout=out)
        assert "loaded already: nothing was changed" in out.getvalue()
        assert (counts(), AuditEvent.objects.count()) == (before, events)

    def test_removing_leaves_the_audit_trail_only(self) -> None:
        events = AuditEvent.objects.count()
        out = StringIO()
        call_command("load_demo", "--remove", stdout=out)
        assert "Q1 2025/26" in out.getvalue()
        assert "Q1 2026/27" in out.getvalue()
        assert set(counts().values()) == {0}
        assert AuditEvent.objects.count() > events
        assert not demonstration.is_present()

    def test_removing_leaves_real_trusts_alone(self) -> None:
        add_real_trust()
        demonstration.remove(by=BY)
        assert [trust.ods_code for trust in Trust.objects.all()] == ["RZ9"]


@pytest.mark.django_db
def test_it_is_refused_beside_real_trusts() -> None:
    add_real_trust()
    with pytest.raises(RefusedError, match="Real figures are stored"):
        demonstration.load(by=BY)
    assert counts()["Quarter"] == 0


@pytest.mark.django_db
def test_the_command_refuses_in_one_line() -> None:
    add_real_trust()
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert "\n" not in str(refusal.value)
    assert "database of its own" in str(refusal.value)


@pytest.mark.django_db
def test_removing_what_is_not_there_says_so() -> None:
    out = StringIO()
    call_command("load_demo", "--remove", stdout=out)
    assert "nothing was changed" in out.getvalue()
    assert AuditEvent.objects.count() == 0
