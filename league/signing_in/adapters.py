"""What allauth asks us: nobody signs up, and single sign-on opens accounts that exist."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Passwords. What guards them is axes, which all server processes share by the database."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is wrong, or the account is "
        "closed.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """By single sign-on; a password of a closed account counts as wrong."""
        del user
        return no_account(request)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """None: the pages say it themselves."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes. What is wrong is said with what to do."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong, too old or used already: type the one that the app "
        "shows now.",
    }


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The identity provider vouches for an address; the account with it must exist here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bind the provider's identity to the account with its address, the first time.

        Raises:
            PermissionDenied: it would be bound to whoever is signed in, whose it may not be.
        """
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise PermissionDenied
        user = None if sociallogin.is_existing else _with_verified_address(sociallogin)
        if user is not None:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del sociallogin
        raise ImmediateHttpResponse(no_account(request))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: object) -> str:
        del request, socialaccount
        return reverse("admin:index")


def no_account(request: HttpRequest) -> HttpResponse:
    """The same page for a stranger and for the owner of a closed account."""
    return render(request, "account/no_account.html", status=403)


def _with_verified_address(sociallogin: SocialLogin) -> User | None:
    """The only account with an address that the provider says it has verified."""
    told = [each.email for each in sociallogin.email_addresses if each.verified is True]
    found = [user for email in told for user in User.objects.filter(email__iexact=email)]
    return found[0] if len(found) == 1 else None
