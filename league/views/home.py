"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.presenters.home_page import home_page
from league.presenters.movers import movers_part
from league.reads import league_tables, movers, quarters

REVISIONS_SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    published = quarters.published()
    latest, pair = published.latest, movers.latest_pair(published)
    if latest is None:
        return render(request, "pages/empty.html")
    page = home_page(
        latest,
        league_tables.counts(latest),
        movers_part(latest, pair, movers.moved(pair) if pair else ()),
        quarters.latest_revisions(REVISIONS_SHOWN),
    )
    return render(request, "pages/home.html", {"page": page})
