"""Accounts of trusts' people."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from league.management.commands import make_submitter as command
from league.models import AuditEvent, TrustSubmitter
from league.services import groups, people, rights
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import Right
from tests.factories import TrustFactory

pytestmark = pytest.mark.django_db

BY = Actor("A tester")
STRONG = "correct horse battery"


@pytest.fixture(autouse=True)
def register() -> None:
    groups.keep(Group, Permission)
    TrustFactory.create(ods_code="ZA1")
    TrustFactory.create(ods_code="ZA2")
    TrustFactory.create(ods_code="ZC1", opened="2000-01-01", closed="2020-01-01")


def made(*trusts: str, username: str = "ann", password: str | None = STRONG) -> User:
    return people.make_submitter(by=BY, username=username, trusts=trusts, password=password)


def test_a_submitter_acts_for_the_trusts_and_no_other() -> None:
    by = Actor("Ann", made("ZA1"))

    assert rights.may(by=by, right=Right.HAND_IN, trusts=["ZA1"])
    assert not rights.may(by=by, right=Right.HAND_IN, trusts=["ZA1", "ZA2"])
    assert not rights.may(by=by, right=Right.PUBLISH)
    with pytest.raises(rights.NotAllowedError, match=r"hand in figures for ZA2\."):
        rights.require(by=by, right=Right.HAND_IN, trusts=["ZA2"])


def test_an_account_that_exists_is_bound_to_more() -> None:
    first = made("ZA1")
    again = made("za2", password=None)

    assert first == again
    assert again.check_password(STRONG)
    assert rights.own_trusts(Actor("Ann", again)) == frozenset({"ZA1", "ZA2"})


def test_released_it_acts_for_none() -> None:
    user = made("ZA1")
    people.release(by=BY, binding=TrustSubmitter.objects.get())

    assert rights.own_trusts(Actor("Ann", user)) == frozenset()
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert actions == {"submitter.bound", "submitter.released"}


@pytest.mark.parametrize(
    ("trusts", "password", "says"),
    [
        ((), STRONG, "at least one trust"),
        (("ZZ9",), STRONG, "no trust ZZ9"),
        (("ZC1",), STRONG, "Closed"),
        (("ZA1",), "short", "too short"),
        (("ZA1",), "1234567890123", "numeric"),
    ],
)
def test_what_is_refused_makes_nothing(trusts: tuple[str, ...], password: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        made(*trusts, password=password)
    assert not User.objects.exists()


def test_only_who_keeps_the_register_may() -> None:
    user = made("ZA1")
    with pytest.raises(rights.NotAllowedError):
        people.make_submitter(
            by=Actor("Ann", user), username="bob", trusts=["ZA1"], password=STRONG
        )


def test_the_command_asks_for_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "getpass", lambda _prompt: STRONG)
    said = StringIO()
    call_command("make_submitter", "ann", "ZA1", "ZA2", stdout=said)

    assert said.getvalue() == "ann hands in for ZA1, ZA2, at /admin/.\n"
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.check_password(STRONG)) == (True, False, True)


def test_the_command_makes_an_account_for_single_sign_on() -> None:
    call_command("make_submitter", "ann", "ZA1", no_password=True, stdout=StringIO())
    assert not User.objects.get().has_usable_password()


def test_the_command_says_what_is_wrong() -> None:
    with pytest.raises(CommandError, match="no trust ZZ9"):
        call_command("make_submitter", "ann", "ZZ9", no_password=True)
