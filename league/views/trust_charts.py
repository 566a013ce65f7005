"""Charts of a trust's page: a page with its table for each, its figure and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from league.presenters.charts import Offer, Place
from league.presenters.trust.charts import find, trust_place
from league.reads import trusts

from .chart_answers import chart_figure_answer, chart_file_answer, chart_page_answer
from .found import published_or_404


def _found(ods_code: str, quarter: str, name: str) -> tuple[Place, Offer]:
    """Raises Http404 when the trust is not in the quarter, or has no such chart in it."""
    chosen = published_or_404(quarter)
    found = trusts.in_quarter(chosen, ods_code.upper())
    offer = None if found is None else find(chosen, found, name)
    if found is None or offer is None:
        raise Http404("This trust has no such chart.")
    return trust_place(chosen, found), offer


@require_safe
def trust_chart(request: HttpRequest, ods_code: str, quarter: str, name: str) -> HttpResponse:
    return chart_page_answer(request, *_found(ods_code, quarter, name))


@require_safe
def trust_chart_figure(
    _request: HttpRequest, ods_code: str, quarter: str, name: str
) -> HttpResponse:
    return chart_figure_answer(*_found(ods_code, quarter, name))


@require_safe
def trust_chart_file(
    request: HttpRequest, ods_code: str, quarter: str, name: str, ending: str
) -> HttpResponseBase:
    return chart_file_answer(request, *_found(ods_code, quarter, name), ending=ending)
