"""Accounts' second factors and single sign-on: to be taken away, never to be read or typed in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.http import HttpRequest

from .read_only import ReadOnlyAdmin

# Single sign-on is set up by settings, and nothing else of these tables is in use.
admin.site.unregister([Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])


class TakenAway(ReadOnlyAdmin):
    """Removed by those who may, so that its owner can add another."""

    def has_delete_permission(self, request: HttpRequest, *_: object) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.delete_{self.opts.model_name}")


@admin.register(Authenticator)
class AuthenticatorAdmin(TakenAway):
    """The data are secrets, which nobody sees here."""

    fields = ["user", "type", "created_at", "last_used_at"]
    list_display = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__username"]


@admin.register(SocialAccount)
class SocialAccountAdmin(TakenAway):
    fields = ["user", "provider", "uid", "date_joined", "last_login"]
    list_display = ["user", "provider", "uid", "last_login"]
    search_fields = ["user__username", "uid"]
