"""Signing in by username and password: the same answer for every reason why not, and a lock-out."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest import mock

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core.management import call_command
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
PASSWORD = "correct horse battery staple"
WRONG = "wrong horse"
MISMATCH = "The username or the password is wrong, or the account is closed."


@pytest.fixture(autouse=True)
def people(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    User.objects.create_user("ann", password=PASSWORD, is_staff=True)
    User.objects.create_user("old", password=PASSWORD, is_staff=True, is_active=False)


def attempt(client: Client, username: str, password: str = WRONG, **headers: str) -> HttpResponse:
    given = {"login": username, "password": password}
    answer = client.post(f"{SIGN_IN}?next=/admin/league/upload/", given, headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


def words(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return Reading.of(answer.content.decode()).text


def test_the_admin_site_leads_there_and_back(client: Client) -> None:
    asked = client.get("/admin/league/upload/", follow=True)
    assert asked.redirect_chain[-1][0].startswith(SIGN_IN)

    signed_in = attempt(client, "ann", PASSWORD)

    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/admin/league/upload/")
    assert client.session.get_expiry_age() == 8 * 60 * 60
    assert client.session.get_expire_at_browser_close()
    assert AccessLog.objects.get().username == "ann"


def test_nobody_is_sent_to_another_site(client: Client) -> None:
    given = {"login": "ann", "password": PASSWORD}
    answer = client.post(f"{SIGN_IN}?next=https://elsewhere.example.org/", given)

    assert answer.headers["Location"] == "/admin/"


def test_signing_out_ends_it(client: Client) -> None:
    attempt(client, "ann", PASSWORD)
    client.post("/admin/logout/")

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("username", "password"), [("nobody", PASSWORD), ("ann", WRONG), ("old", PASSWORD)]
)
def test_no_reason_is_told_from_another(client: Client, username: str, password: str) -> None:
    hashed = MD5PasswordHasher.encode
    with mock.patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=hashed) as work:
        answer = attempt(client, username, password)

    assert answer.status_code == 200
    told = words(answer).replace(username, "")
    assert MISMATCH in told
    assert told == words(attempt(client, "zoe", "any")).replace("zoe", "")
    assert work.call_count == 1  # what takes the time is done once, whoever asks


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_who_fails_too_often_is_told_when_to_try_again(client: Client, username: str) -> None:
    failed = [attempt(client, username) for _ in range(4)]
    fifth, right = attempt(client, username), attempt(client, username, PASSWORD)

    assert {answer.status_code for answer in failed} == {200}
    assert (fifth.status_code, right.status_code) == (429, 429)
    last = AccessAttempt.objects.get().attempt_time
    until = timezone.localtime(last + timedelta(minutes=15))
    assert f"Try again after {until:%H:%M}." in words(right)
    assert client.get("/admin/").status_code == 302


def test_waiting_helps_and_trying_meanwhile_does_not_make_it_longer(client: Client) -> None:
    for _ in range(7):
        attempt(client, "ann")
    assert AccessAttempt.objects.get().failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert attempt(client, "ann", PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_one_address_does_not_lock_out_another(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(5):
        attempt(client, "ann", **{"X-Forwarded-For": "made up, 192.0.2.1"})

    same = attempt(client, "ann", PASSWORD, **{"X-Forwarded-For": "192.0.2.1"})
    other = attempt(client, "ann", PASSWORD, **{"X-Forwarded-For": "192.0.2.2"})

    assert (same.status_code, other.status_code) == (429, 302)


def test_the_command_of_the_documentation_lifts_it(client: Client) -> None:
    for _ in range(5):
        attempt(client, "ann")
    call_command("axes_reset_username", "ann")

    assert attempt(client, "ann", PASSWORD).status_code == 302


def test_passwords_are_not_kept_where_failures_are(client: Client) -> None:
    attempt(client, "ann", "nearly my password")

    kept = AccessAttempt.objects.get()
    assert "nearly" not in f"{kept.get_data} {kept.post_data}"


def test_one_address_may_not_try_names_without_end(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    answers = [attempt(client, name) for name in ("bob", "cat", "dan")]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Try again in a minute." in words(answers[-1])


@pytest.mark.parametrize("nonsense", ["\0", "x" * 5000, "", "é" * 151])
def test_nonsense_is_refused_as_any_other(client: Client, nonsense: str) -> None:
    assert attempt(client, nonsense, nonsense).status_code == 200


def test_somebody_who_is_no_staff_is_told_so(client: Client) -> None:
    User.objects.create_user("pat", password=PASSWORD)
    attempt(client, "pat", PASSWORD)

    assert client.get("/admin/login/").status_code == 403


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/account/signup/").status_code == 404
    assert not re.search("sign up", words(client.get(SIGN_IN)), re.IGNORECASE)
