"""Two to six trusts of one type side by side; the basket of trusts is in the address."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.filters.compare import AddTrustFilter
from league.models import Quarter
from league.presenters import compare_ways as ways
from league.presenters.compare_address import BESIDE, NEIGHBOURS, QUARTER, TRUST
from league.presenters.compare_basket import (
    Basket,
    Table,
    asked_codes,
    basket,
    lookable,
    neighbours,
)
from league.presenters.compare_page import ComparePage, comparable, compare_page
from league.reads import compare as reads
from league.reads import quarters
from league.reads.quarters import PublishedQuarters


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    published = quarters.published()
    quarter = published.find(request.GET.get(QUARTER, "")) or published.latest
    if quarter is None:
        return render(request, "pages/empty.html")
    answer = _answer(request.GET, published, quarter)
    if isinstance(answer, str):
        return HttpResponseRedirect(answer)
    return render(request, "compare/compare.html", {"page": answer})


def _answer(query: QueryDict, published: PublishedQuarters, quarter: Quarter) -> ComparePage | str:
    """The page, or the address of the comparison that the reader's step leads to."""
    standings = reads.standings(quarter)
    table = list(standings)
    filterset = AddTrustFilter(query, queryset=standings)
    made = _basket(query, quarter, {row.trust_id: row for row in table})
    if query.get(BESIDE) == NEIGHBOURS and len(made.rows) == 1:
        near = neighbours(table, made.rows[0].trust_id)
        return made.address.adding(*(row.trust_id for row in near))()
    added = ways.named_addition(filterset.text, filterset.found, made)
    if added is not None:
        return added()
    codes = [row.trust_id for row in made.rows]
    return compare_page(
        published=published,
        quarter=quarter,
        notices=_notices(query.get(QUARTER, ""), quarter),
        table=table,
        basket=made,
        filterset=filterset,
        figures=reads.figures(quarter, codes) if comparable(made) else None,
    )


def _basket(query: QueryDict, quarter: Quarter, table: Table) -> Basket:
    codes = asked_codes(query.getlist(TRUST))
    elsewhere = [code for code in lookable(codes) if code not in table]
    return basket(codes, quarter, table, reads.register(elsewhere) if elsewhere else {})


def _notices(asked: str, quarter: Quarter) -> tuple[str, ...]:
    if asked in ("", quarter.slug):
        return ()
    return (f"There is no quarter “{asked[:40]}” here, so {quarter.label} is shown.",)
