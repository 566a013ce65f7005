"""Charts of a comparison: a page with its table, its figure and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from league.presenters.charts import Offer, Place
from league.presenters.compare_page import comparable
from league.presenters.compare_trend import CHART, trend_offer, trend_place
from league.reads import compare as reads

from .chart_answers import chart_figure_answer, chart_file_answer, chart_page_answer
from .compare import compare_view


def _found(request: HttpRequest, name: str) -> tuple[Place, Offer]:
    """Raises Http404 where there is nothing to compare, and for a chart that there is not."""
    view = compare_view(request.GET)
    if name != CHART or view is None or not comparable(view.basket):
        raise Http404("There is no such chart of a comparison.")
    history = reads.history([row.trust_id for row in view.basket.rows])
    return trend_place(view.basket, view.quarter), trend_offer(view.basket, history)


@require_safe
def compare_chart(request: HttpRequest, name: str) -> HttpResponse:
    return chart_page_answer(request, *_found(request, name))


@require_safe
def compare_chart_figure(request: HttpRequest, name: str) -> HttpResponse:
    return chart_figure_answer(*_found(request, name))


@require_safe
def compare_chart_file(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    return chart_file_answer(request, *_found(request, name), ending=ending)
