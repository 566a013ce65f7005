"""Who failed too often waits. django-axes counts by username and address, in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from allauth.account.adapter import get_adapter
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Credentials = Mapping[str, str]


def address_of(request: HttpRequest) -> str | None:
    """The reader's address, as our proxy tells it when there is one; None when nobody does."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None


def locked_out(
    request: HttpRequest,
    original: HttpResponse | None = None,
    credentials: Credentials | None = None,
) -> HttpResponse:
    """The page that says when to try again. It is the same for names that nobody has."""
    del original
    page = {"until": _until(request, credentials)}
    return render(request, "account/locked_out.html", page, status=429)


def _until(request: HttpRequest, credentials: Credentials | None) -> datetime | None:
    """When the last failure that counts is forgotten."""
    found = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    last = [attempt.attempt_time for attempts in found for attempt in attempts]
    cool_off = get_cool_off(request)
    return max(last) + cool_off if last and cool_off else None
