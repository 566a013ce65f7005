"""Publishing makes the newest assessment what readers see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league.models import AuditEvent, Quarter
from league.services.publishing import publish
from league.services.refusals import RefusedError
from tests.factories import QuarterFactory

from .builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_seen_until_it_is_published() -> None:
    quarter = submit(handover()).submission.quarter
    assert not Quarter.objects.published().exists()
    revision = publish(by=ACTOR, quarter=quarter, reason="First publication")
    assert Quarter.objects.published().get().current_revision == revision
    assert (revision.number, revision.published_by_name) == (1, "A tester")


def test_readers_keep_the_old_revision_while_a_newer_draft_waits() -> None:
    quarter = submit(handover()).submission.quarter
    first = publish(by=ACTOR, quarter=quarter, reason="First publication")
    correction = replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=())
    draft = submit(correction).assessment
    held = Quarter.objects.get()
    assert (held.current_revision, held.current_assessment) == (first, draft)
    second = publish(by=ACTOR, quarter=quarter, reason="ZA1 corrected its sickness figure")
    assert (second.number, second.assessment) == (2, draft)


def test_publishing_is_audited() -> None:
    quarter = submit(handover()).submission.quarter
    publish(by=ACTOR, quarter=quarter, reason="First publication")
    event = AuditEvent.objects.get(action="quarter.published")
    assert (event.before, event.after) == (
        {"revision": None},
        {"revision": 1, "reason": "First publication"},
    )


def test_nothing_newer_to_publish() -> None:
    quarter = submit(handover()).submission.quarter
    publish(by=ACTOR, quarter=quarter, reason="First publication")
    with pytest.raises(RefusedError, match="nothing newer than revision 1"):
        publish(by=ACTOR, quarter=quarter, reason="Again")


def test_nothing_at_all_to_publish() -> None:
    with pytest.raises(RefusedError, match="has no assessment"):
        publish(by=ACTOR, quarter=QuarterFactory.create(), reason="Too early")
