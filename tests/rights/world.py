"""A small England with something of everything to act on, and to see or not to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from league.models import (
    OversightKind,
    OversightRecord,
    PlannedPublication,
    Quarter,
    Submission,
    TrustStatement,
    TrustSubmitter,
    Upload,
)
from league.services import publishing, statements
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests.factories import PlannedPublicationFactory, TrustFactory
from tests.services.builders import handover, submit
from tests.uploads.builders import LONG, csv_of
from trusts.models import Trust

from .roles import MINE, OTHER, OWN, THEIRS, people

SLUG = "2025-26-q4"
BY = Actor("A tester")


@dataclass(frozen=True)
class Held:
    """What one submitter has: ``counts`` and ``waits`` are uploads that were confirmed and that
    wait for it, ``unread`` is one that nobody has checked yet."""

    counts: Upload
    waits: Upload
    unread: Upload
    submission: Submission
    statement: TrustStatement


@dataclass(frozen=True)
class World:
    """``quarter`` is published, and has a newer draft."""

    people: dict[str, User]
    quarter: Quarter
    mine: Held
    theirs: Held
    oversight: OversightRecord
    plan: PlannedPublication
    """Cancelled before the tests begin, so that another can be made."""
    binding: TrustSubmitter
    spare: Trust
    """Without figures, so that it can close."""
    closed: Trust


def world() -> World:
    submit(handover())
    quarter = Quarter.objects.get(pk=SLUG)
    published = publishing.publish(by=BY, quarter=quarter, reason="First")
    accounts = people()
    mine, theirs = _held(accounts[OWN], MINE, 4.0), _held(accounts[OTHER], THEIRS, 5.0)
    spare = TrustFactory.create(ods_code="ZS1")
    return World(
        people=accounts,
        quarter=Quarter.objects.get(pk=SLUG),
        mine=mine,
        theirs=theirs,
        oversight=OversightRecord.objects.create(
            trust=spare,
            kind=OversightKind.CQC_RATING,
            value="Good",
            valid_from=date(2025, 4, 1),
            source="Care Quality Commission",
        ),
        plan=PlannedPublicationFactory.create(assessment=published.assessment, state="cancelled"),
        binding=TrustSubmitter.objects.get(user=accounts[OWN]),
        spare=spare,
        closed=TrustFactory.create(
            ods_code="ZC1", opened=date(2000, 1, 1), closed=date(2020, 1, 1)
        ),
    )


def _held(user: User, code: str, value: float) -> Held:
    by = Actor(user.username, user)
    counts = _checked(by, code, value)
    digest = counts.preview_digest
    submission = handing_in.confirm(by=by, upload=counts, digest=digest).submission
    assert submission
    return Held(
        counts=Upload.objects.get(pk=counts.pk),
        waits=_checked(by, code, value + 0.3),
        unread=_received(by, code, value + 0.2),
        submission=submission,
        statement=statements.write(
            by=by, trust=code, quarter=SLUG, text=f"Words of {code}.", office="Chief Executive"
        ),
    )


def _received(by: Actor, code: str, value: float) -> Upload:
    data = csv_of(LONG, (code, "OF0082", value))
    return handing_in.receive(by=by, quarter=SLUG, name=f"figures-{code}.csv", data=data)


def _checked(by: Actor, code: str, value: float) -> Upload:
    made = _received(by, code, value)
    assert evaluating.check_now(by=by, upload=made)
    return Upload.objects.get(pk=made.pk)
