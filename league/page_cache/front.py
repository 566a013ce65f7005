"""The WSGI application that readers meet first: what is kept is sent, the rest is Django's.

Django's middleware does not run for what is sent from here. Its headers are kept with the page;
what belongs to a single request is done here: the request's name, and publications on time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from league.request_ids import HEADER, Named

from . import forms
from .addresses import asked, state_in
from .answers import Answer, Headers, is_known
from .pages import Pages

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Front:
    """A WSGI application around another."""

    def __init__(self, application: Application, pages: Pages, on_time: Callable[[], bool]) -> None:
        """``on_time`` does what is due now, and says whether that was anything."""
        self._application, self._pages, self._on_time = application, pages, on_time

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if (address := asked(environ)) is None:
            return self._application(environ, start_response)
        with Named(environ) as name:
            if self._on_time():
                self._pages.known.doubt()
            order = forms.in_order(environ.get("HTTP_ACCEPT_ENCODING", ""))
            state = state_in(environ.get("QUERY_STRING", ""))
            found = self._pages.answer(address, order, state)
        if found is None:
            return self._application(environ, start_response)
        return _sent(found, name, environ, start_response)


def _sent(
    found: Answer, name: str, environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """The answer, or that the reader has it already."""
    if _holds(found, environ):
        start_response("304 Not Modified", _with(found.unchanged, name))
        return []
    start_response(found.status, _with(found.headers, name))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]


def _holds(found: Answer, environ: dict[str, Any]) -> bool:
    tags = environ.get("HTTP_IF_NONE_MATCH", "")
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    return bool(tags or since) and is_known(found, tags, since)


def _with(headers: Headers, name: str) -> list[tuple[str, str]]:
    return [*headers, (HEADER, name)]
