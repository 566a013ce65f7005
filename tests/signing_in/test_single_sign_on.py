"""By OpenID Connect, with a provider that really answers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.pages.reading import Reading

from .authenticator import ACTIVATE, CODE, SIGN_IN, enrol, member, sign_in
from .provider import Provider, running

pytestmark = pytest.mark.django_db

BEGIN = "/account/single-sign-on/oidc/login/"
BACK = "/account/single-sign-on/oidc/login/callback/"
ANN = {"sub": "7", "email": "ann@example.org", "email_verified": True}


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with running() as made:
        settings.SOCIALACCOUNT_PROVIDERS = made.settings
        yield made


@pytest.fixture
def ann(provider: Provider) -> User:
    """Her account here, without a password."""
    provider.who = ANN
    return User.objects.create_user("ann", "Ann@example.org", is_staff=True)


def come_back(client: Client, *, state: str = "") -> HttpResponse:
    """There and back: what the reader gets here at the end."""
    sent = client.post(f"{BEGIN}?next=/admin/league/upload/")
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    answer = client.get(BACK, {"code": "c", "state": state or asked["state"][0]})
    assert isinstance(answer, HttpResponse)
    return answer


def words(answer: HttpResponse) -> str:
    return Reading.of(answer.content.decode()).text


def signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_the_sign_in_page_names_it(client: Client, provider: Provider) -> None:
    page = client.get(SIGN_IN)
    assert isinstance(page, HttpResponse)
    assert "Sign in with Example mail" in words(page)


def test_an_account_with_the_verified_address_is_opened(
    client: Client, ann: User, provider: Provider
) -> None:
    answer = come_back(client)

    assert answer.headers["Location"] == "/admin/league/upload/"
    assert signed_in(client)
    assert SocialAccount.objects.get().user == ann
    assert "code_verifier=" in provider.asked[0]


def test_later_the_identity_counts_and_not_the_address(
    client: Client, ann: User, provider: Provider
) -> None:
    come_back(client)
    provider.who = ANN | {"email": "married@example.org"}
    other = Client()

    assert come_back(other).status_code == 302
    assert signed_in(other)


@pytest.mark.parametrize(
    "who",
    [ANN | {"email": "eve@example.org"}, ANN | {"email_verified": False}, {"sub": "7"}],
)
def test_nobody_else_gets_in_and_no_account_is_made(
    client: Client, ann: User, provider: Provider, who: dict[str, object]
) -> None:
    provider.who = who
    answer = come_back(client)

    assert answer.status_code == 403
    assert "There is no account for you here" in words(answer)
    assert not signed_in(client)
    assert User.objects.get() == ann
    assert not SocialAccount.objects.exists()


def test_an_address_of_two_accounts_opens_neither(client: Client, ann: User) -> None:
    User.objects.create_user("ann2", "ann@example.org", is_staff=True)
    assert come_back(client).status_code == 403


def test_a_closed_account_is_told_what_a_stranger_is(client: Client, ann: User) -> None:
    ann.is_active = False
    ann.save()
    answer = come_back(client)

    assert answer.status_code == 403
    assert "There is no account for you here" in words(answer)
    assert not signed_in(client)


def test_an_answer_that_was_not_asked_for_is_not_taken(client: Client, ann: User) -> None:
    answer = come_back(client, state="made-up")

    assert answer.status_code == 401
    assert "Signing in did not work" in words(answer)
    assert not signed_in(client)


def test_a_provider_that_fails_or_refuses_is_said(
    client: Client, ann: User, provider: Provider
) -> None:
    sent = client.post(BEGIN)
    state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
    refused = client.get(BACK, {"error": "access_denied", "state": state})
    assert refused.headers["Location"] == "/account/single-sign-on/cancelled/"

    provider.works = False
    failed = client.post(BEGIN)
    assert isinstance(failed, HttpResponse)
    assert failed.status_code == 503
    assert "Signing in did not work" in words(failed)


def test_a_second_factor_is_asked_for_all_the_same(client: Client, provider: Provider) -> None:
    user = member()
    user.email = "ann@example.org"
    user.save()
    sign_in(client)
    enrol(client)
    provider.who = ANN
    other = Client()

    assert come_back(other).headers["Location"].startswith(CODE)
    assert not signed_in(other)


def test_a_second_factor_that_is_required_is_added_without_a_password(
    client: Client, ann: User, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    come_back(client)

    assert client.get("/admin/").headers["Location"].startswith(ACTIVATE)
    enrol(client)
    assert signed_in(client)
