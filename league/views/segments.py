"""What each segment means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.presenters.content.segments_page import segments_page
from league.reads import league_tables, quarters


@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    latest = quarters.latest()
    page = segments_page(latest, league_tables.counts(latest) if latest else {})
    return render(request, "content/segments.html", {"page": page})
