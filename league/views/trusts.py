"""The register, and a trust's results in a quarter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from league.filters.register import RegisterFilter
from league.models import Quarter
from league.presenters.register import absent_trust_page, register_page
from league.presenters.trust.metrics import PARAMETER as METRICS_ORDER
from league.presenters.trust.page import trust_page
from league.reads import quarters, trusts
from league.reads.league_tables import shown
from league.services import what_if

from .found import published_or_404


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    frame = trusts.register_frame()
    filterset = RegisterFilter(request.GET, queryset=trusts.register(), regions=frame.regions)
    latest = quarters.latest()
    page = register_page(frame, filterset, latest, trusts.segments_in(latest))
    return render(request, "pages/register.html", {"page": page})


@require_safe
def trust_latest(request: HttpRequest, ods_code: str) -> HttpResponse:
    """To the trust's latest results; for a trust that is no more, what became of it."""
    code = ods_code.upper()
    history = trusts.history(code)
    trust = trusts.find(code)
    if trust is None:
        raise Http404("No trust has that code.")
    if history and trust.closed is None:
        return redirect("trust", code, history[-1].assessment.quarter.slug)
    return render(request, "pages/trust_absent.html", {"page": absent_trust_page(trust, history)})


@require_safe
def trust(request: HttpRequest, ods_code: str, quarter: str) -> HttpResponse:
    chosen = published_or_404(quarter)
    if ods_code != ods_code.upper():
        return redirect("trust", ods_code.upper(), quarter)
    found = trusts.in_quarter(chosen, ods_code)
    if found is None:
        return _absent(request, chosen, ods_code)
    way = what_if.way_up(assessment=shown(chosen), code=found.assignment.trust_id)
    page = trust_page(chosen, found, way, request.GET.get(METRICS_ORDER, ""))
    shown_with = {"page": page, "demonstration": chosen.fictional}
    return render(request, "pages/trust.html", shown_with)


def _absent(request: HttpRequest, quarter: Quarter, ods_code: str) -> HttpResponse:
    """Not found, with the ways on."""
    known = trusts.find(ods_code)
    if known is None:
        raise Http404("No trust has that code.")
    page = absent_trust_page(known, trusts.history(ods_code), quarter)
    return render(request, "pages/trust_absent.html", {"page": page}, status=404)
