"""A name for each request: in its answer, on its log lines and in the audit events it makes.

A reader who writes about a fault names it, and what happened is found by it. Knows no model, so
that logging can be set up before the models are loaded.
"""

import itertools
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_PROCESS = secrets.token_hex(10)
_NUMBERS = itertools.count(1)
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Id of the request that is being answered; empty in a command."""
    return _current.get()


def request_id(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: names the request, and says the name in the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with Named(request.META):
            response = get_response(request)
            response.headers[HEADER] = current()
            return response

    return middleware


class Named:
    """Names what is done within: as it is named already, as our proxy did, or anew.

    Every kept page comes by here; made by ``contextmanager`` it would cost as much as finding it.
    """

    __slots__ = ("_name", "_token")

    def __init__(self, environ: dict[str, Any]) -> None:
        self._name = current() or _taken_over(environ) or f"{_PROCESS}{next(_NUMBERS):012x}"

    def __enter__(self) -> str:
        self._token = _current.set(self._name)
        return self._name

    def __exit__(self, *_failure: object) -> None:
        _current.reset(self._token)


def _taken_over(environ: dict[str, Any]) -> str:
    """The id that our proxy sent. From anybody else it could be made up, or another's."""
    sent = environ.get("HTTP_X_REQUEST_ID", "")
    return sent if sent and settings.BEHIND_PROXY and _SANE.fullmatch(sent) else ""


class OnLogLines(logging.Filter):
    """Gives every record the id: `-` outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current() or "-"
        return True
