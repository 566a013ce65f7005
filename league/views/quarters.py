"""Quarters: their revisions, completeness and reconciliation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.presenters.quarter_page import quarter_lines, quarter_page
from league.reads import completeness, quarters, trusts

from .found import published_or_404


@require_safe
def quarter_list(request: HttpRequest) -> HttpResponse:
    published = quarters.published()
    if not published:
        return render(request, "pages/empty.html")
    return render(request, "pages/quarters.html", {"lines": quarter_lines(published.quarters)})


@require_safe
def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    chosen = published_or_404(quarter)
    page = quarter_page(
        quarter=chosen,
        names=trusts.names_in(chosen),
        revisions=quarters.revisions(chosen),
        submissions=quarters.submissions(chosen),
        completeness=completeness.of_quarter(chosen),
        reconciliation=quarters.reconciliation(chosen),
    )
    return render(request, "pages/quarter.html", {"page": page})
