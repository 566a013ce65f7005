"""Charts of a league table: a page with its table for each, its figure and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from league import editions
from league.models import Quarter
from league.presenters.chart_page import table_place
from league.presenters.charts import Offer, Place
from league.presenters.league_charts import find
from league.presenters.metric_charts import METRIC, metric_offer
from league.reads import charts, metric_tables

from .chart_answers import chart_figure_answer, chart_file_answer, chart_page_answer
from .found import published_or_404


def _found(trust_type: str, quarter: str, name: str) -> tuple[Place, Offer]:
    """Raises Http404 when the quarter is not published or has no such chart."""
    chosen = published_or_404(quarter)
    offer = (
        _of_metric(chosen, trust_type, name.removeprefix(METRIC))
        if name.startswith(METRIC)
        else find(charts.of_table(chosen, trust_type), name)
    )
    if offer is None:
        raise Http404("This league table has no such chart.")
    return table_place(chosen, trust_type), offer


def _of_metric(quarter: Quarter, trust_type: str, metric_id: str) -> Offer | None:
    metric = editions.get(quarter.edition).by_id.get(metric_id)
    if metric is None:
        return None
    rows = metric_tables.everyone(quarter, trust_type, metric)
    return metric_offer(metric, quarter, trust_type, rows)


@require_safe
def league_chart(request: HttpRequest, trust_type: str, quarter: str, name: str) -> HttpResponse:
    return chart_page_answer(request, *_found(trust_type, quarter, name))


@require_safe
def league_chart_figure(
    _request: HttpRequest, trust_type: str, quarter: str, name: str
) -> HttpResponse:
    return chart_figure_answer(*_found(trust_type, quarter, name))


@require_safe
def league_chart_file(
    request: HttpRequest, trust_type: str, quarter: str, name: str, ending: str
) -> HttpResponseBase:
    return chart_file_answer(request, *_found(trust_type, quarter, name), ending=ending)
