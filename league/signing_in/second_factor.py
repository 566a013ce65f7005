"""No admin page and no draft without a second factor, where the settings ask for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

_OPEN = {"logout", "login", "jsi18n"}
"""Pages of the admin site that show nothing of the site's."""


class SecondFactor:
    """Middleware: leads those who are signed in by a password alone to where a factor is added."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: Sequence[object],
        named: Mapping[str, object],
    ) -> HttpResponse | None:
        del view, arguments, named
        if not (settings.REQUIRE_SECOND_FACTOR and _guarded(request) and _lacks_one(request)):
            return None
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{query}")


def _guarded(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    is_admin = "admin" in match.namespaces and match.url_name not in _OPEN
    return is_admin or match.route.startswith("drafts/")


def _lacks_one(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and not is_mfa_enabled(user, [Authenticator.Type.TOTP])
