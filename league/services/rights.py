"""Who may do what, asked by the services themselves, whatever page or command calls them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from league.models import TrustSubmitter

from .audit import Actor
from .refusals import RefusedError


class Right(StrEnum):
    """Permissions that services ask for; the groups of migration 0008 hold them."""

    HAND_IN = "league.add_upload"
    SEE_UPLOADS = "league.view_upload"
    ANY_TRUST = "league.hand_in_any_trust"
    SEE_DRAFTS = "league.view_draft"
    WITHDRAW = "league.withdraw_submission"
    PUBLISH = "league.publish_quarter"
    WRITE_STATEMENT = "league.add_truststatement"
    DECIDE_STATEMENT = "league.decide_truststatement"
    KEEP_REGISTER = "trusts.change_trust"
    KEEP_OVERSIGHT = "league.change_oversightrecord"
    READ_AUDIT = "league.view_auditevent"


class NotAllowedError(RefusedError):
    """The person may not do this; nothing was changed."""


_DOES = {
    Right.HAND_IN: "hand in figures",
    Right.SEE_UPLOADS: "see uploads",
    Right.ANY_TRUST: "hand in figures of every trust",
    Right.SEE_DRAFTS: "see results that are not published",
    Right.WITHDRAW: "withdraw submissions",
    Right.PUBLISH: "publish quarters",
    Right.WRITE_STATEMENT: "write a trust's statement",
    Right.DECIDE_STATEMENT: "decide on statements",
    Right.KEEP_REGISTER: "change the register",
    Right.KEEP_OVERSIGHT: "change oversight records",
    Right.READ_AUDIT: "read the audit trail",
}


def own_trusts(by: Actor) -> frozenset[str] | None:
    """ODS codes of the trusts that the actor acts for; None means all of them.

    A command, and whoever holds ``hand_in_any_trust``, acts for all.
    """
    if by.user is None or by.user.has_perm(Right.ANY_TRUST):
        return None
    return TrustSubmitter.objects.codes_of(by.user.pk)


def may(*, by: Actor, right: Right, trusts: Collection[str] = ()) -> bool:
    """Whether the actor holds the right, and for each of the trusts. A command (an actor
    without a user) was started by whoever runs the server, and may do everything."""
    if by.user is None:
        return True
    if not by.user.is_active or not by.user.has_perm(right):
        return False
    return not (trusts and _others(by, trusts))


def require(*, by: Actor, right: Right, trusts: Collection[str] = ()) -> None:
    """Raises:
    NotAllowedError: the right is not held, or not for one of the trusts, which it names.
    """
    if not may(by=by, right=right):
        raise NotAllowedError(f"Your account may not {_DOES[right]}.")
    others = _others(by, trusts)
    if others:
        raise NotAllowedError(f"Your account may not {_DOES[right]} for {', '.join(others)}.")


def require_command(*, by: Actor) -> None:
    """What only whoever runs the server may do: by a command, and never by an account.

    Raises:
        NotAllowedError: somebody who is signed in asks for it.
    """
    if by.user is not None:
        raise NotAllowedError("Only a command on the server may do this.")


def _others(by: Actor, trusts: Collection[str]) -> list[str]:
    """Those of the trusts that the actor does not act for, sorted."""
    own = own_trusts(by) if trusts else None
    return [] if own is None else sorted(set(trusts) - own)
