"""Results of older rules, computed again."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from league import rules
from league.local import serve
from league.models import Assessment, Quarter, TrustExplanation
from league.services import publishing, renewal
from league.services.refusals import RefusedError
from tests.factories import QuarterFactory

from .builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Quarter:
    """A quarter that an older version computed and published."""
    with monkeypatch.context() as patch:
        patch.setattr(rules, "VERSION", "0")
        quarter = submit(handover()).submission.quarter
        publishing.publish(by=ACTOR, quarter=quarter, reason="First")
    return Quarter.objects.get(pk=quarter.pk)


def test_what_readers_see_is_computed_again_and_published(published: Quarter) -> None:
    assert renewal.outdated() == [published]

    done = renewal.renew(by=ACTOR, quarter=published, publish=True)

    assert done.revision is not None
    assert (done.revision.number, done.segments_changed) == (2, 0)
    assert done.revision.assessment.rules_version == rules.VERSION
    assert TrustExplanation.objects.filter(assessment=done.revision.assessment).count() == 6
    assert renewal.outdated() == []


def test_published_results_stay(published: Quarter) -> None:
    renewal.renew(by=ACTOR, quarter=published, publish=True)

    rows = [made.metric_scores.exists() for made in Assessment.objects.order_by("number")]
    assert rows == [True, True]


def test_a_draft_is_not_published_with_it(published: Quarter) -> None:
    submit(replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=()))

    done = renewal.renew(by=ACTOR, quarter=published, publish=True)

    assert done.revision is None
    assert Quarter.objects.get().current_revision == published.current_revision


def test_a_quarter_without_results_is_refused() -> None:
    with pytest.raises(RefusedError, match="has no results"):
        renewal.renew(by=ACTOR, quarter=QuarterFactory.create(), publish=False)


def test_the_command_says_what_it_did(published: Quarter) -> None:
    said, again = StringIO(), StringIO()
    call_command("recompute", publish=True, stdout=said)
    call_command("recompute", publish=True, stdout=again)

    assert said.getvalue() == (
        f"{published.label}: computed again, 0 trusts in another segment, "
        "published as revision 2.\n"
    )
    assert "nothing was changed" in again.getvalue()


def test_the_command_names_what_is_stored(published: Quarter) -> None:
    with pytest.raises(CommandError, match=f"Stored are: {published.slug}"):
        call_command("recompute", "1999-00-q1")


def test_a_start_says_what_is_outdated(
    published: Quarter, capsys: pytest.CaptureFixture[str]
) -> None:
    serve.tell_outdated()
    renewal.renew(by=ACTOR, quarter=published, publish=True)
    first = capsys.readouterr().out
    serve.tell_outdated()

    assert f"An older version of the rules computed {published.label}." in first
    assert capsys.readouterr().out == ""
