"""Pages for what went wrong, in the look of all others.

Django hands the first three the exception as well, which readers are not told.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from league.presenters.gaps import absent_quarter_page
from league.reads import quarters

RETRY_SECONDS = 30


def bad_request(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    """A quarter that is not held is named, with the ways to those that are."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    if "quarter" in asked:
        held = quarters.published().quarters
        page = absent_quarter_page(asked["quarter"], held, asked.get("trust_type", ""))
        if page is not None:
            return render(request, "pages/quarter_absent.html", {"page": page}, status=404)
    return render(request, "404.html", status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed: then it says so, and what became
    of anything that was sent."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        text = render_to_string("503.html")
        return HttpResponse(text, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    return HttpResponse(render_to_string("500.html"), status=500)
