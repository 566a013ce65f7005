"""An upload that waits for confirmation, and what is in the database of it afterwards."""

from __future__ import annotations

from django.contrib.auth.models import User

from league.models import AuditEvent, MetricValue, Quarter, Submission, Upload, UploadState
from league.services import assessments
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests.services.builders import handover, submit
from tests.uploads.builders import LONG, csv_of

BY = Actor("A tester")


FIGURES = (("ZA1", "OF0082", 4.2), ("ZA2", "OF0013", 70))


def quarter_that_counts() -> None:
    submit(handover())


def prepared() -> Upload:
    """A quarter that counts, and a file for it that waits."""
    quarter_that_counts()
    return waiting(BY)


def waiting_of(user: User) -> Upload:
    return waiting(Actor(user.username, user))


def waiting(by: Actor) -> Upload:
    """A checked upload."""
    upload = handing_in.receive(
        by=by, quarter="2025-26-q4", name="ours.csv", data=csv_of(LONG, *FIGURES)
    )
    evaluating.check_now(by=by, upload=upload)
    return Upload.objects.get(pk=upload.pk)


def is_applied(upload: Upload) -> bool:
    """Whether the upload counts; fails when it does in part only."""
    held = Upload.objects.get(pk=upload.pk)
    quarter = Quarter.objects.get(pk=held.quarter_id)
    made = Submission.objects.filter(number=2)
    assert quarter.current_assessment
    if held.state == UploadState.READY:
        assert not made.exists()
        assert quarter.current_assessment.number == 1
        assert not AuditEvent.objects.filter(action="upload.applied").exists()
        return False
    assert held.state == UploadState.APPLIED
    assert held.submission == made.get()
    assert MetricValue.objects.filter(submission=held.submission).count() == 2
    assert quarter.current_assessment.number == 2
    assert AuditEvent.objects.filter(action="upload.applied").count() == 1
    assert assessments.verify(quarter.current_assessment)
    return True


def confirm(upload: Upload) -> None:
    held = Upload.objects.get(pk=upload.pk)
    handing_in.confirm(by=BY, upload=held, digest=held.preview_digest)
