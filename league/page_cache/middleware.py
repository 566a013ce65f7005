"""What Django answers to one reader alone says so to every cache on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .addresses import is_never_kept
from .rendering import underway


def own_unless_shared(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an answer that says nothing about being kept is its reader's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response.headers and not (
            underway() and response.status_code < 400
        ):
            response.headers["Cache-Control"] = _own(request, response)
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def _own(request: HttpRequest, response: HttpResponse) -> str:
    never = is_never_kept(request.path_info) or response.status_code >= 500
    return "private, no-store" if never else "private, no-cache"
