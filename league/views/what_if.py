"""What a trust's result would be with other values. Nothing is stored: the address is all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from league.filters.what_if import WhatIfForm, address, parameters
from league.models import Quarter, SegmentAssignment
from league.presenters.what_if.page import what_if_page
from league.reads import trusts
from league.reads import what_if as reads
from league.reads.league_tables import shown
from league.services import what_if as service

from .found import published_or_404


@require_safe
def what_if(request: HttpRequest, ods_code: str, quarter: str) -> HttpResponse:
    chosen = published_or_404(quarter)
    code = ods_code.upper()
    if ods_code != code:
        path = reverse("trust-what-if", args=[code, quarter])
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{path}?{query}" if query else path)
    row = reads.place(chosen, code)
    if row is None:
        raise Http404("That trust has no results in this quarter.")
    response = _answer(request, chosen, row)
    # A hypothetical must not be found as if it were a result.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, quarter: Quarter, row: SegmentAssignment) -> HttpResponse:
    asked = service.about(assessment=shown(quarter), code=row.trust_id)
    if asked is None:
        page = what_if_page(quarter, row, unavailable=service.why_none(shown(quarter)))
        return render(request, "what_if/what_if.html", {"page": page})
    form = WhatIfForm(request.GET, asked)
    if not form.is_valid():
        page = what_if_page(quarter, row, form=form)
        return render(request, "what_if/what_if.html", {"page": page})
    scenario = form.scenario
    if not form.is_short:
        return redirect(address(row.trust_id, quarter.slug, parameters(scenario)))
    found = service.what_if(asked=asked, scenario=scenario)
    page = what_if_page(
        quarter,
        row,
        form=form,
        found=found,
        names=trusts.names_in(quarter),
        no_ranges=service.why_no_ranges(asked),
    )
    return render(request, "what_if/what_if.html", {"page": page})
