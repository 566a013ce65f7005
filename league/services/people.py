"""Who hands in for which trust: accounts of trusts' people, made and bound."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from league.models import TrustSubmitter
from trusts.models import Trust

from . import groups
from .audit import Actor, record
from .refusals import RefusedError
from .rights import Right, require


@transaction.atomic
def make_submitter(
    *, by: Actor, username: str, trusts: Collection[str], password: str | None, email: str = ""
) -> User:
    """Make an account that hands in for trusts, or bind an account that exists to more of them.

    Args:
        trusts: ODS codes.
        password: None leaves a new account without one, for single sign-on; an existing
            account keeps its own.

    Raises:
        NotAllowedError: the actor does not look after the register.
        RefusedError: an unknown or closed trust, none at all, an invalid name or a weak password;
            or the account acts for every trust already.
    """
    require(by=by, right=Right.KEEP_REGISTER)
    bound = _open(trusts)
    user = User.objects.select_for_update().filter(username=username).first()
    user = _unbound(user) if user else _made(username, email, password)
    user.groups.add(Group.objects.get(name=groups.SUBMITTER))
    for trust in bound:
        TrustSubmitter.objects.get_or_create(
            user=user, trust=trust, defaults={"since": by.moment, "granted_by_name": by.name}
        )
    after = {"trusts": sorted(trust.pk for trust in bound)}
    record(by=by, action="submitter.bound", subject=user, after=after)
    return user


@transaction.atomic
def release(*, by: Actor, binding: TrustSubmitter) -> None:
    """A person hands in for a trust no more; what they handed in stays theirs.

    Raises:
        NotAllowedError: the actor does not look after the register.
    """
    require(by=by, right=Right.KEEP_REGISTER)
    before = {"trust": binding.trust_id, "since": binding.since.isoformat()}
    record(by=by, action="submitter.released", subject=binding.user, before=before)
    binding.delete()


def _unbound(user: User) -> User:
    """The right to hand in, with the sight of every trust that an auditor has, would be the
    right to hand in for them all."""
    if user.has_perm(Right.ANY_TRUST):
        raise RefusedError(
            f"{user.username} acts for every trust, or sees them all: make another account for "
            "handing in."
        )
    return user


def _open(trusts: Collection[str]) -> list[Trust]:
    codes = {code.strip().upper() for code in trusts}
    found = Trust.objects.in_bulk(sorted(codes))
    if not codes:
        raise RefusedError("Name at least one trust, by its ODS code.")
    if unknown := sorted(codes - found.keys()):
        raise RefusedError(f"The register has no trust {', '.join(unknown)}.")
    if closed := sorted(code for code, trust in found.items() if trust.closed):
        raise RefusedError(f"Closed, so nobody hands in for it: {', '.join(closed)}.")
    return list(found.values())


def _made(username: str, email: str, password: str | None) -> User:
    """A new account that may use the admin site."""
    user = User(username=username, email=email, is_staff=True)
    try:
        user.full_clean(exclude=["password"])
        if password is not None:
            validate_password(password, user)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    return user
