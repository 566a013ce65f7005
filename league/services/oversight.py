"""What else is on record about a trust: rated, under undertakings, in the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from league.models import OversightKind, OversightRecord
from trusts.models import Trust

from .audit import Actor
from .audit import record as audit
from .refusals import RefusedError
from .rights import Right, require

ONE_AT_A_TIME = (OversightKind.CQC_RATING, OversightKind.IMPROVEMENT_PROGRAMME)
"""A trust may have several undertakings at once, but not two ratings."""
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
"""The Care Quality Commission's overall ratings."""


@dataclass(frozen=True)
class Told:
    """One fact as it was told; ``valid_to`` is the last day on which it held, None as yet."""

    trust: Trust
    kind: str
    value: str
    valid_from: date
    source: str
    valid_to: date | None = None


def check(*, by: Actor, told: Told) -> Told:
    """What :func:`record` would store, tidied.

    Raises:
        RefusedError: the kind is unknown, a text is empty or too long, it ends before it
            begins, or another record of a kind of which there is one at a time overlaps it.
        NotAllowedError: the actor may not record oversight.
    """
    require(by=by, right=Right.KEEP_OVERSIGHT)
    if told.kind not in OversightKind.values:
        raise RefusedError(f"There is no kind of record called “{told.kind}”.")
    _check_days(told.valid_from, told.valid_to)
    tidy = Told(
        trust=told.trust,
        kind=told.kind,
        value=_value(told),
        valid_from=told.valid_from,
        source=_words(told.source, "source", 300),
        valid_to=told.valid_to,
    )
    _check_alone(tidy)
    return tidy


@transaction.atomic
def record(*, by: Actor, told: Told) -> OversightRecord:
    """Store one fact about a trust's oversight.

    Raises:
        RefusedError: as :func:`check`.
    """
    Trust.objects.select_for_update(no_key=True).get(pk=told.trust.pk)
    tidy = check(by=by, told=told)
    made = OversightRecord.objects.create(
        trust=tidy.trust,
        kind=tidy.kind,
        value=tidy.value,
        valid_from=tidy.valid_from,
        valid_to=tidy.valid_to,
        source=tidy.source,
    )
    audit(by=by, action="oversight.recorded", subject=made, after=_state(made))
    return made


@transaction.atomic
def end(*, by: Actor, held: OversightRecord, last_day: date) -> OversightRecord:
    """Say that a record holds no longer; ``last_day`` is the last on which it did.

    Raises:
        RefusedError: it ended before, or would end before it began.
        NotAllowedError: the actor may not end records.
    """
    locked = OversightRecord.objects.select_for_update().get(pk=held.pk)
    allow_end(by=by, held=locked)
    _check_days(locked.valid_from, last_day)
    before = _state(locked)
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    audit(by=by, action="oversight.ended", subject=locked, before=before, after=_state(locked))
    return locked


def allow_end(*, by: Actor, held: OversightRecord) -> None:
    """Raises RefusedError when it ended before, NotAllowedError when the actor may not end it."""
    require(by=by, right=Right.KEEP_OVERSIGHT)
    if held.valid_to is not None:
        raise RefusedError(f"This record ended before, on {held.valid_to:%-d %B %Y}.")


def _check_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise RefusedError(f"It cannot end before it began, on {first:%-d %B %Y}.")


def _check_alone(told: Told) -> None:
    if told.kind not in ONE_AT_A_TIME:
        return
    same = OversightRecord.objects.filter(trust=told.trust, kind=told.kind)
    other = same.during(told.valid_from, told.valid_to or date.max).first()
    if other is None:
        return
    remedy = "end it first" if other.valid_to is None else f"it ended {other.valid_to:%-d %B %Y}"
    raise RefusedError(
        f"“{other.value}” is on record from {other.valid_from:%-d %B %Y} for the same: {remedy}."
    )


def _value(told: Told) -> str:
    value = _words(told.value, "value", 200)
    if told.kind != OversightKind.CQC_RATING:
        return value
    named = next((rating for rating in RATINGS if rating.lower() == value.lower()), None)
    if named is None:
        raise RefusedError(f"A CQC rating is one of these: {', '.join(RATINGS)}.")
    return named


def _words(text: str, what: str, longest: int) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise RefusedError(f"The {what} is empty.")
    if len(tidy) > longest:
        raise RefusedError(f"The {what} has more than {longest} characters.")
    return tidy


def _state(held: OversightRecord) -> dict[str, Any]:
    return {
        "trust": held.trust_id,
        "kind": held.kind,
        "value": held.value,
        "valid_from": held.valid_from.isoformat(),
        "valid_to": held.valid_to.isoformat() if held.valid_to else None,
        "source": held.source,
    }
