"""What was done to a row is one link away, for those who may read the audit trail."""

from __future__ import annotations

import re

import pytest
from django.db import models
from django.test import Client

from league.models import OversightRecord, Quarter, Submission, Upload
from league.services import groups
from tests import factories as f
from tests.pages.reading import Reading
from tests.services.builders import handover, submit
from tests.uploads.people import person
from trusts.models import Trust

from .signing_in import address, signed_in

pytestmark = pytest.mark.django_db

LABEL = "What was done to it"


@pytest.fixture
def auditor() -> Client:
    submit(handover())
    return signed_in(person(groups.AUDITOR))


def rows() -> list[models.Model]:
    """One of each kind: pages of Django's, and our own."""
    upload = f.UploadFactory.create(quarter=Quarter.objects.get(), state="discarded")
    record = f.OversightRecordFactory.create(trust=Trust.objects.get(pk="ZA1"))
    held = [Trust.objects.get(pk="ZA1"), Quarter.objects.get(), Submission.objects.get()]
    return [*held, upload, record]


def test_it_leads_to_the_audit_trail_of_the_row(auditor: Client) -> None:
    for row in rows():
        f.AuditEventFactory.create(subject_type=type(row).__name__, subject_id=str(row.pk))
        page = auditor.get(address(type(row), "change", row.pk)).content.decode()
        link = Reading.of(page).links[LABEL]
        assert link == address(type(row), "history", row.pk)
        trail = auditor.get(link, follow=True)
        assert trail.status_code == 200
        events = re.search(r"(\d+) audit event", trail.content.decode())
        assert events
        assert int(events[1]) >= 1
        assert "League_auditevent_changelist".lower() in trail.resolver_match.view_name


def test_others_are_not_led_there(client: Client) -> None:
    submit(handover())
    ann = person(groups.SUBMITTER, "ZA1")
    reader = signed_in(ann)
    upload = f.UploadFactory.create(
        quarter=Quarter.objects.get(), state="discarded", author=ann, author_name="ann"
    )
    page = reader.get(address(Upload, "change", upload.pk))
    assert page.status_code == 200
    assert LABEL not in page.content.decode()
    assert reader.get(address(Upload, "history", upload.pk)).status_code == 403
    assert reader.get(address(OversightRecord, "history", 1)).status_code == 403
    assert client.get(address(Upload, "history", upload.pk)).status_code == 302
