"""The second factor's forms: a wrong code counts towards the lock-out as a wrong password does."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.base import forms as allauth_forms
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError


class _Counted(allauth_forms.BaseAuthenticateForm):
    def clean_code(self) -> str:
        """Raises:
        ValidationError: a wrong code, or one too many, which the lock-out's page then says.
        """
        request, credentials = context.request, {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(request, credentials):
            request.axes_locked_out, request.axes_credentials = True, credentials
            raise ValidationError("Too many wrong codes.")
        try:
            return super().clean_code()
        except ValidationError:
            user_login_failed.send(sender=__name__, credentials=credentials, request=request)
            raise


class AuthenticateForm(_Counted, allauth_forms.AuthenticateForm):
    """Signing in."""


class ReauthenticateForm(_Counted, allauth_forms.ReauthenticateForm):
    """Signed in already, before something that matters."""
