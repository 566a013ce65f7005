"""One domain's table: one trust type in one quarter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league import editions
from league.presenters.content import addresses
from league.presenters.content.domain_table_page import domain_table_page
from league.reads import metric_tables, quarters
from league.tables.metric import DomainTable
from league.tables.sortable import SORT


@require_safe
def domain_table(request: HttpRequest, trust_type: str, quarter: str, domain: str) -> HttpResponse:
    published = quarters.published()
    chosen = published.find(quarter)
    if chosen is None:
        raise Http404("That quarter is not published here.")
    known = {each.key: each for each in editions.get(chosen.edition).domains}
    if domain not in known:
        raise Http404("That quarter has no such domain.")
    table = DomainTable(
        metric_tables.domain_rows(chosen, trust_type, domain),
        sort=request.GET.get(SORT, ""),
        address=addresses.domain_table(trust_type, quarter, domain),
        quarter=chosen,
    )
    page = domain_table_page(
        quarter=chosen,
        quarters=published.quarters,
        domain=known[domain],
        trust_type=trust_type,
        members=metric_tables.members(chosen, trust_type),
        table=table,
    )
    return render(request, "content/domain_table.html", {"page": page})
