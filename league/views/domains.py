"""One domain's table: one trust type in one quarter."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league import editions
from league.models import Quarter
from league.presenters.charts import view as chart_view
from league.presenters.content import addresses
from league.presenters.content.domain_table_page import domain_table_page
from league.presenters.league_charts import DOMAIN, find
from league.presenters.ticks import ticked
from league.reads import charts, metric_tables, quarters
from league.rules.edition import Domain
from league.tables.metric import DomainTable
from league.tables.sortable import SORT

from .found import published_or_404


@dataclass(frozen=True)
class DomainView:
    """A domain's table as an address asks for it."""

    quarter: Quarter
    domain: Domain
    table: DomainTable


def domain_view(query: QueryDict, trust_type: str, quarter: str, key: str) -> DomainView:
    """Raises Http404 for a quarter that is not published and a domain that it has not."""
    chosen = published_or_404(quarter)
    known = {each.key: each for each in editions.get(chosen.edition).domains}
    if key not in known:
        raise Http404("That quarter has no such domain.")
    table = DomainTable(
        metric_tables.domain_rows(chosen, trust_type, key),
        sort=query.get(SORT, ""),
        address=addresses.with_parameters(
            addresses.domain_table(trust_type, quarter, key), ticked(query)
        ),
        quarter=chosen,
    )
    return DomainView(chosen, known[key], table)


@require_safe
def domain_table(request: HttpRequest, trust_type: str, quarter: str, domain: str) -> HttpResponse:
    view = domain_view(request.GET, trust_type, quarter, domain)
    page = domain_table_page(
        quarter=view.quarter,
        quarters=quarters.listed(),
        domain=view.domain,
        trust_type=trust_type,
        members=metric_tables.members(view.quarter, trust_type),
        table=view.table,
    )
    offer = find(charts.of_table(view.quarter, trust_type), f"{DOMAIN}{domain}")
    chart = chart_view(view.quarter, trust_type, offer, offer.reading) if offer else None
    shown = {"page": page, "chart": chart, "demonstration": view.quarter.fictional}
    return render(request, "content/domain_table.html", shown)
