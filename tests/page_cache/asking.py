"""Readers of a front, without a server between them and it."""

from __future__ import annotations

import io
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase

from league.page_cache.front import Front

HOST = "testserver"


def environ(path: str = "/", query: str = "", method: str = "GET", **given: str) -> dict[str, Any]:
    """A request as a server hands it over; ``given`` are CGI names, or headers in small letters
    such as ``accept_encoding``."""
    headers = {f"HTTP_{name.upper()}" if name.islower() else name: v for name, v in given.items()}
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": "192.0.2.1",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    } | headers


@dataclass(frozen=True)
class Got:
    """Headers by their names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(front: Front, path: str = "/", query: str = "", method: str = "GET", **given: str) -> Got:
    """What the front answers."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    pieces = front(environ(path, query, method, **given), lambda *started: told.append(started[:2]))
    body = b"".join(pieces)
    if close := getattr(pieces, "close", None):
        close()
    ((status, headers),) = told
    return Got(int(status[:3]), {name.lower(): value for name, value in headers}, body)


class Counting(WSGIHandler):
    """Django, and how often it was asked for which address."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()
        self._mutex = threading.Lock()

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        with self._mutex:
            self.asked[request.get_full_path()] += 1
        return super().get_response(request)
