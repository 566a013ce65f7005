"""The peer of a warm page: a Django view that returns given bytes from memory, and nothing else.

`python -m benchmarks.bare PORT FILE` serves it as `make run` serves the site; the file is the JSON
of the answer's headers, an empty line and the body. At `/nothing` the same is sent without Django,
or a 304 to whoever names any tag: so much the server itself takes.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

ANSWER = "BARE_ANSWER"  # names the file for the workers
NOTHING = "/nothing"


def _loaded() -> tuple[dict[str, str], bytes]:
    head, _, body = Path(os.environ[ANSWER]).read_bytes().partition(b"\n\n")
    return json.loads(head), body


def write(file: Path, headers: dict[str, str], body: bytes) -> None:
    """What is to be answered."""
    file.write_bytes(json.dumps(headers).encode() + b"\n\n" + body)


if ANSWER in os.environ:
    HEADERS, BODY = _loaded()

    def answer(_: HttpRequest) -> HttpResponse:
        """The same for every reader."""
        return HttpResponse(BODY, headers=HEADERS)

    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        SECRET_KEY=secrets.token_urlsafe(64),
        MIDDLEWARE=[],
    )
    urlpatterns = [path("", answer)]
    _django = get_wsgi_application()
    _ALL = [*HEADERS.items(), ("Content-Length", str(len(BODY)))]
    _UNCHANGED = [each for each in HEADERS.items() if each[0] in ("etag", "vary", "cache-control")]

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Django, or nothing."""
        if environ["PATH_INFO"] != NOTHING:
            return _django(environ, start_response)
        if environ.get("HTTP_IF_NONE_MATCH"):
            start_response("304 Not Modified", _UNCHANGED)
            return []
        start_response("200 OK", _ALL)
        return [BODY]


def main() -> None:
    """Serve until SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces

    from league.local.serve import HOST, THREADS, WORKERS

    os.environ[ANSWER] = sys.argv[2]
    Granian(
        "benchmarks.bare:application",
        address=HOST,
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
