"""A code of an authenticator app, or a recovery code, after the password."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.admin.signing_in import client_of
from tests.services.people import superuser

from .authenticator import ACTIVATE, CODE, PASSWORD, SIGN_IN, code_of, enrol, member, sign_in

pytestmark = pytest.mark.django_db

DRAFT = "/drafts/2025-26-q4/league-tables/acute/"
RECOVERY = "/account/second-factor/recovery-codes/"


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def secret() -> str:
    """Ann has an app."""
    member()
    client = Client()
    sign_in(client)
    made = enrol(client)
    cache.clear()  # her code may be used again: another half minute
    return made


def signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_without_one_the_password_is_enough(client: Client) -> None:
    member()

    assert sign_in(client) == "/admin/"
    assert signed_in(client)


def test_with_one_the_password_is_not(client: Client, secret: str) -> None:
    assert sign_in(client) == CODE
    assert not signed_in(client)
    assert client.post(CODE, {"code": code_of(secret)}).headers["Location"] == "/admin/"
    assert signed_in(client)


def test_a_code_is_good_once_and_for_its_half_minute(client: Client, secret: str) -> None:
    sign_in(client)
    assert client.post(CODE, {"code": code_of(secret, steps_ago=2)}).status_code == 200
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302

    again = Client()
    sign_in(again)
    assert again.post(CODE, {"code": code_of(secret)}).status_code == 200
    assert not signed_in(again)


def test_a_recovery_code_is_good_once(client: Client, secret: str) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    for expected in (302, 200):
        other = Client()
        sign_in(other)
        assert other.post(CODE, {"code": codes[0]}).status_code == expected


def test_wrong_codes_lock_out_as_wrong_passwords_do(client: Client, secret: str) -> None:
    sign_in(client)
    answers = [client.post(CODE, {"code": "000000"}).status_code for _ in range(5)]
    right = client.post(CODE, {"code": code_of(secret)})

    assert answers == [200] * 4 + [429]
    assert right.status_code == 429
    assert b"Try again after" in right.content
    assert client.post(SIGN_IN, {"login": "ann", "password": PASSWORD}).status_code in {302, 429}
    assert not signed_in(client)
    assert AccessAttempt.objects.get().username == "ann"


def test_the_settings_can_ask_for_one(client: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    member()
    sign_in(client)

    for page in ("/admin/", "/admin/league/upload/add/", "/admin/password_change/", DRAFT):
        assert client.get(page).headers["Location"].startswith(f"{ACTIVATE}?next=")
    enrol(client)

    assert signed_in(client)


def test_who_must_add_one_can_sign_out_instead(client: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    member()
    sign_in(client)

    assert client.post("/admin/logout/").status_code == 200
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_adding_and_removing_one_asks_for_the_password_again(client: Client) -> None:
    member()
    sign_in(client)
    asked = client.get(ACTIVATE)

    assert asked.headers["Location"].startswith("/account/confirm/")
    enrol(client)
    assert Authenticator.objects.filter(type="totp").count() == 1
    client.post("/account/second-factor/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_the_recovery_codes_are_shown_and_made_anew(client: Client) -> None:
    member()
    sign_in(client)
    enrol(client)

    def shown() -> list[str]:
        return re.findall(r"<code>(\d{8})</code>", client.get(RECOVERY).content.decode())

    first = shown()
    assert client.get(f"{RECOVERY}download/").content.decode().split() == first
    client.post(f"{RECOVERY}generate/")
    assert len(first) == len(shown()) == 10
    assert not set(first) & set(shown())


def test_a_superuser_takes_one_away_and_never_sees_it(secret: str) -> None:
    user = superuser().user
    assert user is not None
    client = Client()
    client.force_login(user)
    row = Authenticator.objects.get(type="totp")
    page = client.get(f"/admin/mfa/authenticator/{row.pk}/change/")

    assert secret not in page.content.decode()
    assert (
        client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"}).status_code
        == 302
    )
    assert not Authenticator.objects.filter(pk=row.pk).exists()


def test_nobody_else_does(secret: str) -> None:
    client = client_of("kay", "league.view_auditevent")
    row = Authenticator.objects.get(type="totp")

    assert client.get("/admin/mfa/authenticator/").status_code == 403
    assert client.post(f"/admin/mfa/authenticator/{row.pk}/delete/").status_code == 403
