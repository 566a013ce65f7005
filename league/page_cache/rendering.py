"""An answer made by Django, within one snapshot of the database."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import connections, transaction
from django.http import HttpResponseBase
from django.http.request import split_domain_port

from league.databases.routing import PRIMARY, ReplicaBehindError, answered, is_last_resort

from .addresses import Address
from .answers import Headers, Page
from .connecting import drop_old
from .generation import Generation, read

LARGEST = 24 * 1024 * 1024
"""Bytes of a body; a larger one is sent as it is made, and not kept."""
KEPT = (200, 301, 302)
_OUR_OWN = frozenset({"x-request-id", "content-length", "vary", "etag", "last-modified", "date"})
_DEPENDS = ("Vary", "Accept-Encoding, Cookie")
_underway: ContextVar[str] = ContextVar("state of the page for all that is made", default="")


@dataclass(frozen=True)
class Terms:
    """``headers`` tell caches further out what they may do with what is kept here; ``version``
    and ``program_changed`` are of the program, the latter in seconds since 1970."""

    headers: Headers
    version: str
    program_changed: int

    def state(self, generation: Generation) -> str:
        """Name of all that a page rests on: the program and the data."""
        return f"{self.version}-{generation.token}"


class NotForAllError(Exception):
    """The answer is for this reader only, or larger than what is kept."""


@dataclass(frozen=True)
class Rendered:
    """``kept`` is whether it may be shown to those who ask later as well."""

    page: Page
    generation: Generation
    kept: bool


def underway() -> bool:
    """Whether what is being made now is for everybody: then nothing is written meanwhile."""
    return bool(_underway.get())


def state() -> str:
    """What the page that is being made for everybody rests on; empty outside of that."""
    return _underway.get()


def rendered(handler: BaseHandler, address: Address, newest: Generation, terms: Terms) -> Rendered:
    """The page, from the replica or the primary.

    Args:
        newest: the generation known here. A replica that has another is too old, or newer.

    Raises:
        NotForAllError: it cannot be shared.
        OperationalError, InterfaceError: no database answers.
    """
    tried = set()

    def render(alias: str) -> Rendered:
        tried.add(alias)
        with _snapshot(alias):
            generation = read(alias) or newest
            stale = PRIMARY not in tried and generation.token != newest.token
            if stale and not is_last_resort(alias):
                raise ReplicaBehindError
            return made(handler, address, generation, terms)

    drop_old()
    try:
        return answered(render)
    finally:
        drop_old()


def made(handler: BaseHandler, address: Address, generation: Generation, terms: Terms) -> Rendered:
    """The page, from what the caller's transaction sees. Raises NotForAllError."""
    mark = _underway.set(terms.state(generation))
    try:
        response = handler.get_response(WSGIRequest(_environ(address)))
        body = _whole(response)
    finally:
        _underway.reset(mark)
    said = {name.lower(): value for name, value in response.items()}
    if response.cookies or not _same_for_all(said.get("vary", "")):
        raise NotForAllError
    kept = response.status_code in KEPT and not _forbids(said.get("cache-control", ""))
    headers = tuple(each for each in response.items() if each[0].lower() not in _OUR_OWN)
    if kept and "cache-control" not in said:
        headers = (*headers, *terms.headers)
    changed = max(terms.program_changed, int(generation.changed_at.timestamp()))
    status = f"{response.status_code} {response.reason_phrase}"
    page = Page.of(status, (*headers, _DEPENDS), body, changed)
    return Rendered(page, generation, kept)


def _same_for_all(vary: str) -> bool:
    named = {name.strip().lower() for name in vary.split(",")}
    return named <= {"", "accept-encoding", "cookie"}


def _forbids(cache_control: str) -> bool:
    return any(word in cache_control for word in ("no-store", "private", "no-cache"))


@contextmanager
def _snapshot(alias: str) -> Iterator[None]:
    """One state of the data for all that is read. Within a transaction that is the caller's."""
    if connections[alias].in_atomic_block:
        yield
        return
    with transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _whole(response: HttpResponseBase) -> bytes:
    """The body. The response is not closed: Django would take that for the end of the request,
    and end the connection that the snapshot is of."""
    held, size = [], 0
    for piece in cast("Iterable[bytes]", response):
        held.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise NotForAllError
    return b"".join(held)


def _environ(address: Address) -> dict[str, Any]:
    """A request by nobody in particular."""
    domain, port = split_domain_port(address.host)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "REMOTE_ADDR": "",
        "SERVER_NAME": domain,
        "SERVER_PORT": port or ("443" if address.scheme == "https" else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": address.host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
