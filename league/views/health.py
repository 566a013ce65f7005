"""Says to a proxy or an orchestrator whether this process answers, and from the database."""

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from league.databases.routing import PRIMARY, REPLICA


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 `ok` when the database answers; `read only` while only its replica does; else 503."""
    if _answers(PRIMARY):
        return HttpResponse("ok", content_type="text/plain")
    if REPLICA in connections and _answers(REPLICA):
        return HttpResponse("read only", content_type="text/plain")
    return HttpResponse("database unavailable", status=503, content_type="text/plain")


@require_safe
@never_cache
def livez(_request: HttpRequest) -> HttpResponse:
    """200 `ok` from any process that answers: pages that are kept outlive the database."""
    return HttpResponse("ok", content_type="text/plain")


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
