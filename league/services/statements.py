"""A trust's own statement on its quarter: written, then accepted or declined, or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from league.models import (
    Assessment,
    Quarter,
    Ruling,
    SegmentAssignment,
    StatementDecision,
    TrustStatement,
)
from league.models.statements import JUDGEMENTS, LONGEST, LONGEST_REASON
from trusts.models import Trust

from .audit import Actor, record
from .refusals import RefusedError
from .rights import NotAllowedError, Right, require

_LONGEST_OFFICE = 120


@dataclass(frozen=True)
class Draft:
    """What somebody would say for a trust, tidied."""

    trust: Trust
    quarter: Quarter
    text: str
    office: str


def check(*, by: Actor, trust: str, quarter: str, text: str, office: str) -> Draft:
    """What :func:`write` would store.

    Args:
        trust: ODS code.
        quarter: slug of a published quarter in which the trust has results.
        text: plain text; markup is text like any other, and is shown as such.
        office: whose words they are: an office, such as ``Chief Executive``.

    Raises:
        RefusedError: one of them is unknown, empty or too long.
        NotAllowedError: the actor may not write for this trust.
    """
    about, told = _trust(trust), _quarter(quarter)
    require(by=by, right=Right.WRITE_STATEMENT, trusts=[about.pk])
    if not SegmentAssignment.objects.of_trust(_shown(told), about.pk).exists():
        raise RefusedError(f"{about.name} has no results in {told.label}.")
    return Draft(
        trust=about,
        quarter=told,
        text=_words(text, "statement", LONGEST),
        office=" ".join(_words(office, "name of the office", _LONGEST_OFFICE).split()),
    )


@transaction.atomic
def write(*, by: Actor, trust: str, quarter: str, text: str, office: str) -> TrustStatement:
    """Store a statement; readers see it once somebody else has accepted it.

    Raises:
        RefusedError: as :func:`check`.
    """
    draft = check(by=by, trust=trust, quarter=quarter, text=text, office=office)
    made = TrustStatement.objects.create(
        trust=draft.trust,
        quarter=draft.quarter,
        text=draft.text,
        office=draft.office,
        written_at=by.moment,
        written_by=by.user,
        written_by_name=by.name,
    )
    after = {"trust": made.trust_id, "quarter": made.quarter_id, "office": made.office}
    record(by=by, action="statement.written", subject=made, after=after | {"text": made.text})
    return made


@transaction.atomic
def decide(
    *, by: Actor, statement: TrustStatement, decision: str, reason: str
) -> StatementDecision:
    """Accept or decline a statement that waits, or withdraw one that was not declined.

    Raises:
        RefusedError: there is no such decision, it says no reason, or it was taken before.
        NotAllowedError: the actor may not decide, or wrote the statement.
    """
    held = TrustStatement.objects.locked(statement.pk)
    why = _words(reason, "reason", LONGEST_REASON)
    allow(by=by, statement=held, decision=decision)
    before = _state(held)
    made = StatementDecision.objects.create(
        statement=held,
        decision=decision,
        reason=why,
        decided_at=by.moment,
        decided_by=by.user,
        decided_by_name=by.name,
    )
    after = {"state": decision, "reason": why}
    record(
        by=by, action=f"statement.{decision}", subject=held, before={"state": before}, after=after
    )
    return made


def allow(*, by: Actor, statement: TrustStatement, decision: str) -> None:
    """Raises RefusedError when that decision cannot be taken now, or not by this actor."""
    if decision not in Ruling.values:
        raise RefusedError("A statement is accepted, declined or withdrawn.")
    _allow_person(by, statement, decision)
    if decision not in open_to(statement):
        raise RefusedError(f"This statement was {_state(statement)} before.")


def can_decide(*, by: Actor, statement: TrustStatement, decision: str) -> bool:
    """Whether :func:`allow` lets the actor."""
    try:
        allow(by=by, statement=statement, decision=decision)
    except RefusedError:
        return False
    return True


def open_to(statement: TrustStatement) -> tuple[Ruling, ...]:
    """The decisions that can still be taken."""
    return {
        "waiting": (*JUDGEMENTS, Ruling.WITHDRAWN),
        Ruling.ACCEPTED: (Ruling.WITHDRAWN,),
    }.get(_state(statement), ())


def _allow_person(by: Actor, statement: TrustStatement, decision: str) -> None:
    """Two people for a publication; but a trust may always take its own words back."""
    own = by.user is not None and statement.written_by_id == by.user.pk
    if decision == Ruling.WITHDRAWN and own:
        require(by=by, right=Right.WRITE_STATEMENT, trusts=[statement.trust_id])
        return
    require(by=by, right=Right.DECIDE_STATEMENT)
    if own and by.user is not None and not by.user.is_superuser:
        raise NotAllowedError("You wrote this statement: somebody else decides on it.")


def _state(statement: TrustStatement) -> str:
    """The last decision on it, ``waiting`` when there is none."""
    decided = statement.decisions.order_by("-decided_at", "-pk").first()
    return decided.decision if decided else "waiting"


def _trust(code: str) -> Trust:
    found = Trust.objects.with_code(code)
    if found is None:
        raise RefusedError(f"No trust has the code “{code}”.")
    return found


def _quarter(slug: str) -> Quarter:
    found = Quarter.objects.published().filter(slug=slug).first()
    if found is None:
        raise RefusedError(f"No quarter “{slug}” is published.")
    return found


def _shown(quarter: Quarter) -> Assessment:
    if quarter.current_revision is None:
        raise RefusedError(f"{quarter.label} is not published.")
    return quarter.current_revision.assessment


def _words(text: str, what: str, longest: int) -> str:
    """The text without blanks about it and with one kind of line end."""
    tidy = "\n".join(text.strip().splitlines())
    if "\0" in tidy:
        raise RefusedError(f"The {what} holds a character that is no text.")
    if not tidy:
        raise RefusedError(f"The {what} is empty.")
    if len(tidy) > longest:
        raise RefusedError(
            f"The {what} has {len(tidy):,} characters: at most {longest:,} are possible."
        )
    return tidy
