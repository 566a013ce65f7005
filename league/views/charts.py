"""Charts of a league table: a page with its table for each, its figure and its file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.files.writing.as_csv import csv_bytes
from league.presenters.chart_page import chart_page, figure_payload, file_name
from league.presenters.charts import chart_sheet, payload_bytes
from league.presenters.league_charts import Offer, find
from league.reads import charts, quarters
from league.reads.charts import TableFigures


def _found(trust_type: str, quarter: str, name: str) -> tuple[TableFigures, Offer]:
    """Raises Http404 when the quarter is not published or has no such chart."""
    chosen = quarters.published().find(quarter)
    if chosen is None:
        raise Http404("That quarter is not published here.")
    figures = charts.of_table(chosen, trust_type)
    offer = find(figures, name)
    if offer is None:
        raise Http404("This league table has no such chart.")
    return figures, offer


@require_safe
def league_chart(request: HttpRequest, trust_type: str, quarter: str, name: str) -> HttpResponse:
    page = chart_page(*_found(trust_type, quarter, name))
    return render(request, "charts/page.html", {"page": page})


@require_safe
def league_chart_figure(
    _request: HttpRequest, trust_type: str, quarter: str, name: str
) -> HttpResponse:
    given = figure_payload(*_found(trust_type, quarter, name))
    return HttpResponse(payload_bytes(given), content_type="application/json")


@require_safe
def league_chart_csv(
    _request: HttpRequest, trust_type: str, quarter: str, name: str
) -> HttpResponse:
    figures, offer = _found(trust_type, quarter, name)
    content = csv_bytes(chart_sheet(offer.make(), offer.title))
    disposition = f'attachment; filename="{file_name(figures, offer)}.csv"'
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
