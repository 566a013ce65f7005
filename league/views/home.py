"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.presenters.home_page import home_page
from league.reads import league_tables, quarters

REVISIONS_SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    latest = quarters.published().latest
    if latest is None:
        return render(request, "pages/empty.html")
    page = home_page(
        latest, league_tables.counts(latest), quarters.latest_revisions(REVISIONS_SHOWN)
    )
    return render(request, "pages/home.html", {"page": page})
