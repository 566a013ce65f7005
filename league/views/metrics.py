"""Metrics: all of them, one of them through the editions, and one's table in a quarter."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from league import editions
from league.models import Quarter
from league.presenters.charts import view as chart_view
from league.presenters.content import addresses, measures
from league.presenters.content.metric_list import MetricSearch, metric_list_page
from league.presenters.content.metric_page import metric_page
from league.presenters.content.metric_table_page import metric_table_page
from league.presenters.metric_charts import metric_offer
from league.presenters.ticks import ticked
from league.reads import metric_tables, quarters
from league.rules.edition import Metric
from league.tables.metric import MetricTable
from league.tables.sortable import SORT


@require_safe
def metric_list(request: HttpRequest) -> HttpResponse:
    page = metric_list_page(MetricSearch(request.GET))
    return render(request, "content/metrics.html", {"page": page})


@require_safe
def metric(request: HttpRequest, metric_id: str) -> HttpResponse:
    """By any of its official ids; an older one leads to the newest."""
    found = measures.find(metric_id)
    if found is None:
        raise Http404("No metric has that id.")
    if metric_id != found.id:
        return redirect("metric", found.id)
    return render(
        request, "content/metric.html", {"page": metric_page(found, quarters.published())}
    )


def sorted_table(
    query: QueryDict, trust_type: str, quarter: Quarter, metric: Metric
) -> MetricTable:
    """The metric's table in the order that an address asks for."""
    return MetricTable(
        metric_tables.metric_rows(quarter, trust_type, metric),
        sort=query.get(SORT, ""),
        address=addresses.with_parameters(
            addresses.metric_table(trust_type, quarter.slug, metric.id), ticked(query)
        ),
        metric=metric,
        quarter=quarter,
    )


@require_safe
def metric_table(
    request: HttpRequest, trust_type: str, quarter: str, metric_id: str
) -> HttpResponse:
    """One metric's table; an id of another edition leads to this edition's."""
    chosen, measure = quarters.find(quarter), measures.find(metric_id)
    if chosen is None or measure is None:
        raise Http404("There is no such quarter or metric here.")
    here = measure.in_edition(editions.get(chosen.edition))
    if here is None or trust_type not in here.types:
        return redirect("metric", measure.id)
    if metric_id != here.id:
        return redirect("metric-table", trust_type, quarter, here.id)
    rows = metric_tables.everyone(chosen, trust_type, here)
    page = metric_table_page(
        quarter=chosen,
        quarters=quarters.listed(),
        measure=measure,
        metric=here,
        trust_type=trust_type,
        rows=rows,
        members=metric_tables.members(chosen, trust_type),
        table=sorted_table(request.GET, trust_type, chosen, here),
    )
    # Scores of 1 to 4 are counted in words; there is no spread to draw.
    offer = metric_offer(here, chosen, trust_type, rows) if here.unit != "score" else None
    chart = chart_view(chosen, trust_type, offer, offer.reading) if offer else None
    shown = {"page": page, "chart": chart, "demonstration": chosen.fictional}
    return render(request, "content/metric_table.html", shown)
