"""The demonstration data go, whatever people did with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Field, ForeignObjectRel, Model
from django.utils import timezone

from league.models import (
    AuditEvent,
    Quarter,
    Ruling,
    Submission,
    Upload,
    UploadState,
)
from league.services import (
    demonstration,
    embargo,
    oversight,
    people,
    publishing,
    registering,
    statements,
    withdrawing,
)
from league.services.imports import import_official
from league.services.registering import Details
from league.services.uploads import evaluating, handing_in
from tests.uploads.builders import LONG, csv_of
from trusts.models import Trust

from .builders import ACTOR, figures, handover, submit
from .official_files import whole, write
from .people import superuser

pytestmark = pytest.mark.django_db

Link = tuple[type[Model], str]


def links() -> set[Link]:
    """Each model and key that leads to a quarter or a trust, over however many others."""
    found: set[Link] = set()
    waiting: list[type[Model]] = [Quarter, Trust]
    seen = set(waiting)
    while waiting:
        for field in pointing_at(waiting.pop()):
            found.add((field.model, field.name))
            if field.model not in seen:
                seen.add(field.model)
                waiting.append(field.model)
    return found


def pointing_at(model: type[Model]) -> Iterator[Field]:
    """Keys to the model, those without a way back included."""
    for each in model._meta.get_fields(include_hidden=True):
        if isinstance(each, ForeignObjectRel):
            yield each.field


def upload(*rows: tuple[object, ...], confirmed: bool = False) -> Upload:
    """Figures of an invented quarter, handed in by a file."""
    held = handing_in.receive(
        by=ACTOR, quarter="2025-26-q4", name="ours.csv", data=csv_of(LONG, *rows), fictional=True
    )
    assert evaluating.check_now(by=ACTOR, upload=held)
    held.refresh_from_db()
    if confirmed:
        handing_in.confirm(by=ACTOR, upload=held, digest=held.preview_digest)
        held.refresh_from_db()
    return held


def two_quarters() -> Quarter:
    """The later of two that are published."""
    for slug in ("2025-26-q3", "2025-26-q4"):
        given = handover(slug, fictional=True)
        first = replace(given.values[0], file=0, row=2)
        given = replace(given, values=(first, *given.values[1:]), figures=figures("ZA1"))
        quarter = submit(given).submission.quarter
        publishing.publish(by=ACTOR, quarter=quarter, reason="Demonstration")
    return quarter


def hand_in_and_publish(quarter: Quarter) -> None:
    """Everything that the administration offers for figures."""
    assert upload(("ZA1", "OF0082", "many")).state == UploadState.FAULTY
    assert upload(("ZA1", "OF0082", 4.3)).based_on
    wrong = upload(("ZA1", "OF0082", 7.9), confirmed=True).submission
    assert wrong
    back = withdrawing.withdraw(by=ACTOR, submission=wrong, reason="Wrong file").submission
    withdrawing.withdraw(by=ACTOR, submission=back, reason="It was right")
    at = timezone.now() + timedelta(hours=1)
    embargo.plan(by=ACTOR, quarter=quarter, reason="Corrected", at=at)
    embargo.publish_due(now=at)
    upload(("ZA2", "OF0082", 6.9), confirmed=True)
    embargo.plan(by=ACTOR, quarter=quarter, reason="Corrected again", at=at)


def keep_the_register(quarter: Quarter) -> None:
    """Everything that the administration offers for trusts."""
    trust = Trust.objects.get(pk="ZA1")
    people.make_submitter(by=ACTOR, username="submitter", trusts=["ZA1"], password=None)
    said = statements.write(
        by=ACTOR, trust="ZA1", quarter=quarter.slug, text="We opened a ward.", office="Chair"
    )
    statements.decide(by=superuser(), statement=said, decision=Ruling.ACCEPTED, reason="Plain")
    told = oversight.Told(trust, "cqc-rating", "Good", date(2026, 1, 1), "Invented")
    oversight.record(by=ACTOR, told=told)
    closing = registering.add(by=ACTOR, code="ZA9", details=Details("Invented Trust", "acute"))
    registering.merge(by=ACTOR, trust=closing, into=trust, closed=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def in_use() -> None:
    quarter = two_quarters()
    hand_in_and_publish(quarter)
    keep_the_register(quarter)


def test_these_tests_leave_no_link_out() -> None:
    """A new model that hangs on a quarter or a trust is to be made here, and removed there."""
    rows = {
        (model, key): model._default_manager.filter(**{f"{key}__isnull": False}).exists()
        for model, key in links()
    }
    assert [f"{model.__name__}.{key}" for (model, key), some in rows.items() if not some] == []


def test_every_row_goes() -> None:
    assert demonstration.remove(by=ACTOR) == ["Q3 2025/26", "Q4 2025/26"]

    left = {model.__name__ for model, _ in links() if model._default_manager.exists()}
    assert left == set()


def test_the_audit_trail_stays_and_tells_who_lost_a_trust() -> None:
    before = AuditEvent.objects.count()
    demonstration.remove(by=ACTOR)

    told = AuditEvent.objects.order_by("pk")[before:]
    assert sorted((each.action, each.actor_name) for each in told) == [
        ("demonstration.removed", "A tester"),
        ("demonstration.removed", "A tester"),
        ("submitter.released", "A tester"),
    ]
    released = AuditEvent.objects.get(action="submitter.released")
    assert released.before
    assert released.before["trust"] == "ZA1"


def test_the_first_official_import_takes_its_place(tmp_path: Path) -> None:
    report = import_official(by=ACTOR, paths=(write(tmp_path, "all.csv", whole()),))

    assert report.is_sound
    assert report.removed == ("Q3 2025/26", "Q4 2025/26")
    assert list(Quarter.objects.values_list("slug", "fictional")) == [("2025-26-q4", False)]
    assert Submission.objects.count() == 1


def test_who_handed_in_for_an_invented_trust_keeps_the_account() -> None:
    held = people.make_submitter(by=ACTOR, username="other", trusts=["ZA2"], password=None)
    demonstration.remove(by=ACTOR)

    held.refresh_from_db()
    assert not held.submits_for.exists()


def test_a_dry_run_leaves_everything(tmp_path: Path) -> None:
    held = (Submission.objects.count(), Upload.objects.count(), Trust.objects.count())
    report = import_official(by=ACTOR, paths=(write(tmp_path, "all.csv", whole()),), dry_run=True)

    assert report.is_sound
    assert held == (Submission.objects.count(), Upload.objects.count(), Trust.objects.count())
