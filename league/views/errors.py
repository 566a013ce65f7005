"""Pages for what went wrong, in the look of all others.

Django hands the first three the exception as well, which readers are not told.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, *_: Exception, **__: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
