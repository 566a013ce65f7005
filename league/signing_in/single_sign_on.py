"""There and back to the identity provider; when that one does not answer, the reader is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

View = Callable[[HttpRequest, str], HttpResponse]
_LOG = logging.getLogger(__name__)


def _told(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as error:
            _LOG.warning("Single sign-on: %s", error)
            return render(request, "socialaccount/authentication_error.html", status=503)

    return guarded


login = _told(views.login)
callback = _told(views.callback)
