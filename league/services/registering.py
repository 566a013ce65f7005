"""The Trust register kept by hand: added, named, closed, merged, reopened.

What is handed in names trusts too (:mod:`.register`); the newest of both counts. A trust is never
deleted, and its code never changes.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from league.models import Quarter, QuarterTrust
from trusts.models import Trust
from trusts.types import TrustType

from . import register
from .audit import Actor, record
from .refusals import RefusedError
from .rights import Right, require

_CODE = re.compile(r"[A-Z0-9]{3,5}")
_LONGEST = {"name": 200, "subtype": 80, "region": 80, "icb": 120}
_NAMED = {"name": "name", "subtype": "subtype", "region": "region", "icb": "care board's name"}
LONGEST_REASON = 500


@dataclass(frozen=True)
class Details:
    """What the register says of a trust; ``opened`` is None where the day is not known."""

    name: str
    type: str
    subtype: str = ""
    region: str = ""
    icb: str = ""
    opened: date | None = None


@transaction.atomic
def add(*, by: Actor, code: str, details: Details) -> Trust:
    """Put a trust into the register; among invented trusts it is invented too.

    Raises:
        NotAllowedError: the actor does not look after the register.
        RefusedError: the code is taken or no ODS code, or a detail is wrong.
    """
    require(by=by, right=Right.KEEP_REGISTER)
    register.lock()
    tidy_code, tidy = code.strip().upper(), _tidy(details)
    if not _CODE.fullmatch(tidy_code):
        raise RefusedError("An ODS code has 3 to 5 letters and digits, such as RP6.")
    taken = Trust.objects.filter(pk=tidy_code).first()
    if taken:
        raise RefusedError(f"The register has that code: {taken}.")
    fictional = Trust.objects.fictional().exists()
    made = Trust.objects.create(ods_code=tidy_code, fictional=fictional, **asdict(tidy))
    record(by=by, action="trust.added", subject=made, after=_state(made))
    return made


@transaction.atomic
def change(*, by: Actor, trust: Trust, details: Details) -> Trust:
    """Rename or reclass a trust. Its name so far is kept as a former one.

    Raises:
        NotAllowedError: the actor does not look after the register.
        RefusedError: nothing differs; a detail is wrong; it would open after it closed, or
            after a quarter of which it has figures.
    """
    held = _held(by, trust)
    before, tidy = _state(held), _tidy(details)
    _check_opening(held, tidy.opened)
    if tidy.name != held.name:
        former = dict.fromkeys([*held.former_names, held.name])
        held.former_names = [name for name in former if name != tidy.name]
    for field, value in asdict(tidy).items():
        setattr(held, field, value)
    if _state(held) == before:
        raise RefusedError("Nothing differs from what the register has.")
    return _saved(by, held, "trust.changed", before)


@transaction.atomic
def close(*, by: Actor, trust: Trust, closed: date) -> Trust:
    """Say that a trust exists no more, and that none took it over.

    Args:
        closed: the first day on which it does not exist.

    Raises:
        NotAllowedError: the actor does not look after the register.
        RefusedError: it is closed, would close before it opened, or on a day after which
            another merged into it, or has figures of a quarter that begins later.
    """
    held = _held(by, trust)
    _check_closing(held, closed)
    before = _state(held)
    held.closed = closed
    return _saved(by, held, "trust.closed", before)


@transaction.atomic
def merge(*, by: Actor, trust: Trust, into: Trust, closed: date) -> Trust:
    """Close a trust whose services another took over; its old code leads to that one.

    Args:
        closed: the first day on which it does not exist on its own.

    Raises:
        NotAllowedError, RefusedError: as :func:`close`; and when the other is the trust
            itself, is not open on that day, or is invented where this one is real.
    """
    held = _held(by, trust)
    taker = Trust.objects.select_for_update().get(pk=into.pk)
    _check_closing(held, closed)
    _check_taker(held, taker, closed)
    before = _state(held)
    held.closed, held.successor = closed, taker
    return _saved(by, held, "trust.merged", before)


@transaction.atomic
def reopen(*, by: Actor, trust: Trust, reason: str) -> Trust:
    """Take back that a trust closed or merged, when that was recorded wrongly.

    Raises:
        NotAllowedError: the actor does not look after the register.
        RefusedError: it is open, or no reason is given.
    """
    held = _held(by, trust)
    if held.closed is None:
        raise RefusedError(f"{held} is not closed.")
    tidy = " ".join(reason.split())
    if not 0 < len(tidy) <= LONGEST_REASON:
        raise RefusedError(f"Say why, in at most {LONGEST_REASON} characters.")
    before = _state(held)
    held.closed = held.successor = None
    return _saved(by, held, "trust.reopened", before, reason=tidy)


def allow(*, by: Actor) -> None:
    """Raises NotAllowedError when the actor does not look after the register."""
    require(by=by, right=Right.KEEP_REGISTER)


def _held(by: Actor, trust: Trust) -> Trust:
    """The trust as it is stored, locked."""
    require(by=by, right=Right.KEEP_REGISTER)
    register.lock()
    return Trust.objects.select_for_update().get(pk=trust.pk)


def _saved(by: Actor, held: Trust, action: str, before: dict[str, Any], **said: str) -> Trust:
    held.save()
    record(by=by, action=action, subject=held, before=before, after=_state(held) | said)
    return held


def _tidy(details: Details) -> Details:
    """Spaces made single. Raises RefusedError when a detail is wrong."""
    texts = {field: " ".join(getattr(details, field).split()) for field in _LONGEST}
    if not texts["name"]:
        raise RefusedError("A trust needs a name.")
    for field, most in _LONGEST.items():
        if len(texts[field]) > most:
            raise RefusedError(f"The {_NAMED[field]} has more than {most} characters.")
    if details.type not in TrustType.values:
        raise RefusedError(f"There is no type of trust called “{details.type}”.")
    return Details(type=details.type, opened=details.opened, **texts)


def _check_opening(held: Trust, opened: date | None) -> None:
    if opened is None or opened == held.opened:
        return
    if merged := held.predecessors.filter(closed__lt=opened).first():
        raise RefusedError(f"{merged} merged into it before that day.")
    if held.closed is not None and opened > held.closed:
        raise RefusedError(f"It closed on {_day(held.closed)}, before it would open.")
    earlier = Quarter.objects.filter(ends__lt=opened).order_by("starts")
    if told := _first_with_figures(held, earlier):
        raise RefusedError(f"It has figures of {told.label}, which ended before {_day(opened)}.")


def _check_closing(held: Trust, closed: date) -> None:
    if held.closed is not None:
        into = f" and merged into {held.successor}" if held.successor else ""
        raise RefusedError(f"{held} closed on {_day(held.closed)}{into}. Reopen it first.")
    if held.opened is not None and closed < held.opened:
        raise RefusedError(f"It cannot close before it opened, on {_day(held.opened)}.")
    if merged := held.predecessors.filter(closed__gte=closed).first():
        raise RefusedError(f"{merged} merged into it on that day or later.")
    later = Quarter.objects.filter(starts__gte=closed).order_by("starts")
    if told := _first_with_figures(held, later):
        raise RefusedError(f"It has figures of {told.label}, which begins {_day(told.starts)}.")


def _check_taker(held: Trust, taker: Trust, closed: date) -> None:
    if taker == held:
        raise RefusedError("A trust cannot merge into itself.")
    if taker.fictional != held.fictional:
        raise RefusedError("A real trust and an invented one cannot merge.")
    if taker.closed is not None and taker.closed <= closed:
        into = f" and merged into {taker.successor}" if taker.successor else ""
        raise RefusedError(
            f"{taker} closed on {_day(taker.closed)}{into}, so nothing can merge into it then."
        )
    if taker.opened is not None and taker.opened > closed:
        raise RefusedError(f"{taker} opens later, on {_day(taker.opened)}.")


def _first_with_figures(held: Trust, quarters: Any) -> Quarter | None:
    """The first of the quarters in which the trust counts."""
    told = quarters.filter(submissions__members__trust=held).distinct()
    return next((each for each in told if _counts_in(held, each)), None)


def _counts_in(held: Trust, quarter: Quarter) -> bool:
    return QuarterTrust.objects.in_force(quarter).filter(trust=held).exists()


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _state(held: Trust) -> dict[str, Any]:
    return {
        "name": held.name,
        "type": held.type,
        "subtype": held.subtype,
        "region": held.region,
        "icb": held.icb,
        "former_names": list(held.former_names),
        "opened": held.opened.isoformat() if held.opened else None,
        "closed": held.closed.isoformat() if held.closed else None,
        "successor": held.successor_id,
    }
