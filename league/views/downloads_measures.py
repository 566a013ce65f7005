"""The tables of one domain and of one metric, as files at the addresses of their pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from league import editions
from league.models import Quarter
from league.presenters.content import measures
from league.presenters.downloads import names, notes
from league.presenters.downloads.measures import View, domain_book, metric_book
from league.reads import metric_tables, quarters
from league.tables.metric import FigureTable

from .domains import domain_view
from .downloads_files import answered, page_address
from .metrics import sorted_table


@require_safe
def domain_table_file(
    request: HttpRequest, trust_type: str, quarter: str, domain: str, ending: str
) -> HttpResponseBase:
    chosen = domain_view(request.GET, trust_type, quarter, domain)
    rows = list(chosen.table.data.data)
    page = page_address(request, reverse("domain-table", args=[trust_type, quarter, domain]))
    view = _view(chosen.quarter, trust_type, chosen.table, len(rows), page)
    name = names.of_quarter(f"{trust_type}_domain-{domain}", chosen.quarter)
    return answered(request, domain_book(view, chosen.domain, rows), ending=ending, name=name)


@require_safe
def metric_table_file(
    request: HttpRequest, trust_type: str, quarter: str, metric_id: str, ending: str
) -> HttpResponseBase:
    """An id of another edition leads to this edition's. Trusts without a figure come last."""
    chosen, measure = quarters.find(quarter), measures.find(metric_id)
    metric = measure.in_edition(editions.get(chosen.edition)) if chosen and measure else None
    if chosen is None or metric is None or trust_type not in metric.types:
        raise Http404("There is no such table here.")
    if metric_id != metric.id:
        args = [trust_type, quarter, metric.id, ending]
        return HttpResponseRedirect(reverse("metric-table-file", args=args))
    table = sorted_table(request.GET, trust_type, chosen, metric)
    figured = list(table.data.data)
    placed = {row.pk for row in figured}
    everyone = metric_tables.everyone(chosen, trust_type, metric)
    rows = [*figured, *(row for row in everyone if row.pk not in placed)]
    page = page_address(request, reverse("metric-table", args=[trust_type, quarter, metric.id]))
    view = _view(chosen, trust_type, table, len(rows), page)
    name = names.of_quarter(f"{trust_type}_{metric.id}", chosen)
    return answered(request, metric_book(view, metric, rows), ending=ending, name=name)


def _view(quarter: Quarter, trust_type: str, table: FigureTable, rows: int, page: str) -> View:
    return View(
        quarter=quarter,
        trust_type=trust_type,
        names=metric_tables.members(quarter, trust_type).names,
        about=notes.of_view(order=table.sorted_words, shown_rows=rows, notices=table.notices),
        address=page,
    )
