"""Charts of a league table: a page with its table for each, its figure and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from league import editions
from league.models import Quarter
from league.presenters.chart_page import caption_of, chart_page, figure_payload, file_name
from league.presenters.charts import Offer, payload_bytes
from league.presenters.downloads.charts import chart_book
from league.presenters.league_charts import find
from league.presenters.metric_charts import METRIC, metric_offer
from league.reads import charts, metric_tables, quarters

from .downloads_files import answered, page_address
from .found import published_or_404


def _found(trust_type: str, quarter: str, name: str) -> tuple[Quarter, str, Offer]:
    """Raises Http404 when the quarter is not published or has no such chart."""
    chosen = published_or_404(quarters.published(), quarter)
    offer = (
        _of_metric(chosen, trust_type, name.removeprefix(METRIC))
        if name.startswith(METRIC)
        else find(charts.of_table(chosen, trust_type), name)
    )
    if offer is None:
        raise Http404("This league table has no such chart.")
    return chosen, trust_type, offer


def _of_metric(quarter: Quarter, trust_type: str, metric_id: str) -> Offer | None:
    metric = editions.get(quarter.edition).by_id.get(metric_id)
    if metric is None:
        return None
    rows = metric_tables.everyone(quarter, trust_type, metric)
    return metric_offer(metric, quarter, trust_type, rows)


@require_safe
def league_chart(request: HttpRequest, trust_type: str, quarter: str, name: str) -> HttpResponse:
    page = chart_page(*_found(trust_type, quarter, name))
    return render(request, "charts/page.html", {"page": page})


@require_safe
def league_chart_figure(
    _request: HttpRequest, trust_type: str, quarter: str, name: str
) -> HttpResponse:
    """What the script draws: not a file to take away, which has an address of its own."""
    given = figure_payload(*_found(trust_type, quarter, name))
    return HttpResponse(payload_bytes(given), content_type="application/json")


@require_safe
def league_chart_file(
    request: HttpRequest, trust_type: str, quarter: str, name: str, ending: str
) -> HttpResponseBase:
    """The table of the chart's page."""
    found = _found(trust_type, quarter, name)
    chosen, _, offer = found
    address = reverse("league-chart", args=[trust_type, quarter, name])
    book = chart_book(
        quarter=chosen,
        chart=offer.make(),
        title=caption_of(*found),
        address=page_address(request, address),
    )
    return answered(request, book, ending=ending, name=file_name(*found))
