"""What can be done, by the name of the service, with who may: all about the trust ``MINE``."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest import mock

from django.utils import timezone

from league.models import Origin, Ruling, SubmissionState
from league.services import (
    embargo,
    publishing,
    statements,
    submissions,
    withdrawing,
)
from league.services.audit import Actor
from league.services.rights import NotAllowedError
from league.services.uploads import evaluating, handing_in
from tests.factories import SubmissionFactory
from tests.services.builders import handover, value_line

from .acting import AUTHOR, HANDS_IN, PUBLISHES, SEES, Act, of
from .register_acts import REGISTER, SERVER
from .roles import MINE, OTHER, OWN, SUPERUSER
from .world import SLUG, World

_FIGURE = replace(handover(), values=(value_line(MINE, "OF0082", 4.2),), trusts=(), files=())


def _apply(world: World, by: Actor) -> object:
    received = SubmissionFactory.create(
        quarter=world.quarter, number=90, state=SubmissionState.RECEIVED, applied_at=None
    )
    received.values.create(trust_id=MINE, metric="OF0082", unit="%", value=4.2, state="reported")
    return submissions.apply(by=by, submission=received, draws=0)


def _submit(_: World, by: Actor) -> object:
    return submissions.submit(
        by=by, handover=_FIGURE, origin=Origin.UPLOAD, reason="For a test", draws=0
    )


def _receive(_: World, by: Actor) -> object:
    return submissions.receive(by=by, handover=_FIGURE, origin=Origin.UPLOAD, reason="For a test")


def _plan(world: World, by: Actor) -> Any:
    at = timezone.now() + timedelta(hours=1)
    return embargo.plan(by=by, quarter=world.quarter, reason="Corrected", at=at)


def _cancel(world: World, by: Actor) -> object:
    return embargo.cancel(by=by, planned=_plan(world, Actor("a command")))


def _can_decide(world: World, by: Actor) -> None:
    held = world.mine.statement
    if not statements.can_decide(by=by, statement=held, decision=Ruling.ACCEPTED):
        raise NotAllowedError


def _in_background(world: World, by: Actor) -> None:
    """Without the thread: another connection sees nothing of a test's transaction."""
    with mock.patch.object(threading.Thread, "start"):
        evaluating.check_in_background(by=by, upload=world.mine.unread)


def _words(world: World) -> dict[str, str]:
    return {"trust": MINE, "quarter": SLUG, "text": "Words.", "office": "Chief Executive"}


_UPLOADS: dict[str, Act] = {
    "uploads.handing_in.receive": (
        lambda _, by: handing_in.receive(by=by, quarter=SLUG, name="a.csv", data=b"x"),
        HANDS_IN | {OTHER},
    ),
    "uploads.handing_in.accept": (
        lambda w, by: handing_in.accept(by=by, upload=w.mine.waits, warnings=[]),
        AUTHOR,
    ),
    "uploads.handing_in.confirm": (
        lambda w, by: handing_in.confirm(
            by=by, upload=w.mine.waits, digest=w.mine.waits.preview_digest
        ),
        AUTHOR,
    ),
    "uploads.handing_in.discard": (
        lambda w, by: handing_in.discard(by=by, upload=w.mine.waits),
        AUTHOR,
    ),
    "uploads.evaluating.check_now": (
        lambda w, by: evaluating.check_now(by=by, upload=w.mine.unread),
        SEES,
    ),
    "uploads.evaluating.check": (
        lambda w, by: evaluating.check(by=by, upload=w.mine.unread),
        SEES,
    ),
    "uploads.evaluating.resume": (
        lambda w, by: evaluating.resume(by=by, upload=w.mine.unread),
        SEES,
    ),
    "uploads.evaluating.check_in_background": (_in_background, SEES),
}

_SUBMISSIONS: dict[str, Act] = {
    "submissions.submit": (_submit, HANDS_IN),
    "submissions.receive": (_receive, HANDS_IN),
    "submissions.apply": (_apply, HANDS_IN),
    "withdrawing.withdraw": (
        lambda w, by: withdrawing.withdraw(by=by, submission=w.mine.submission, reason="Wrong"),
        HANDS_IN,
    ),
    "withdrawing.preview": (
        lambda w, by: withdrawing.preview(by=by, submission=w.mine.submission),
        HANDS_IN,
    ),
    "withdrawing.allow": (
        lambda w, by: withdrawing.allow(by=by, submission=w.mine.submission),
        HANDS_IN,
    ),
}

_PUBLISHING: dict[str, Act] = {
    "publishing.publish": (
        lambda w, by: publishing.publish(by=by, quarter=w.quarter, reason="Corrected"),
        PUBLISHES,
    ),
    "embargo.plan": (_plan, PUBLISHES),
    "embargo.cancel": (_cancel, PUBLISHES),
}

_STATEMENTS: dict[str, Act] = {
    "statements.check": (
        lambda w, by: statements.check(by=by, **_words(w)),
        of(OWN, SUPERUSER),
    ),
    "statements.write": (
        lambda w, by: statements.write(by=by, **_words(w)),
        of(OWN, SUPERUSER),
    ),
    "statements.decide": (
        lambda w, by: statements.decide(
            by=by, statement=w.mine.statement, decision=Ruling.ACCEPTED, reason="Fair"
        ),
        PUBLISHES,
    ),
    "statements.allow": (
        lambda w, by: statements.allow(
            by=by, statement=w.mine.statement, decision=Ruling.WITHDRAWN
        ),
        PUBLISHES | {OWN},
    ),
    "statements.can_decide": (_can_decide, PUBLISHES),
}

ACTS = _UPLOADS | _SUBMISSIONS | _PUBLISHING | _STATEMENTS | REGISTER | SERVER

WITHIN = {
    *("assessments.recompute", "publishing.show", "register.follow", "audit.record"),
    *("uploads.evaluating.evaluate", "uploads.known.known"),
}
"""Parts of other services' acts, which have asked; nothing outside the services calls them."""
QUESTIONS = {
    *("rights.own_trusts", "rights.may", "rights.require", "rights.require_command"),
    *("comparing.as_seen", "uploads.previewing.as_seen"),
}
"""What somebody may do and see, asked by those who are about to let or show it."""
