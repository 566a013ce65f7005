"""Two to six trusts of one type side by side; the basket of trusts is in the address."""

from dataclasses import dataclass

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from league.filters.compare import AddTrustFilter
from league.models import Quarter, SegmentAssignment
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
from league.presenters.compare_page import comparable, compare_page
from league.presenters.downloads import names, notes
from league.presenters.downloads.compare import compare_book
from league.presenters.downloads.fields import revision_numbers
from league.presenters.ticks import kept
from league.reads import compare as reads
from league.reads import quarters, trusts
from league.reads.compare import ComparedFigures
from league.reads.quarters import PublishedQuarters

from .downloads_files import answered, page_address


@dataclass(frozen=True)
class CompareView:
    """What an address of a comparison stands for."""

    published: PublishedQuarters
    quarter: Quarter
    table: list[SegmentAssignment]
    basket: Basket
    filterset: AddTrustFilter
    notices: tuple[str, ...]

    @property
    def figures(self) -> ComparedFigures | None:
        """None when its trusts cannot be compared."""
        codes = [row.trust_id for row in self.basket.rows]
        return reads.figures(self.quarter, codes) if comparable(self.basket) else None

    @property
    def next_address(self) -> str:
        """Of the comparison that the reader's step leads to; empty when it leads nowhere."""
        if back := kept(self.filterset.data):
            return back
        if self.filterset.data.get(BESIDE) == NEIGHBOURS and len(self.basket.rows) == 1:
            near = neighbours(self.table, self.basket.rows[0].trust_id)
            return self.basket.address.adding(*(row.trust_id for row in near))()
        added = ways.named_addition(self.filterset, self.table, self.basket)
        return added() if added else ""


def compare_view(query: QueryDict) -> CompareView | None:
    """None when nothing is published."""
    published = quarters.published()
    asked = query.get(QUARTER, "")
    quarter = published.find(asked) or published.latest
    if quarter is None:
        return None
    table = list(reads.standings(quarter))
    return CompareView(
        published=published,
        quarter=quarter,
        table=table,
        basket=_basket(query, quarter, {row.trust_id: row for row in table}),
        filterset=AddTrustFilter(query, queryset=trusts.register()),
        notices=_notices(asked, quarter),
    )


def _basket(query: QueryDict, quarter: Quarter, table: Table) -> Basket:
    codes = asked_codes(query.getlist(TRUST))
    elsewhere = [code for code in lookable(codes) if code not in table]
    return basket(codes, quarter, table, reads.register(elsewhere) if elsewhere else {})


def _notices(asked: str, quarter: Quarter) -> tuple[str, ...]:
    if asked in ("", quarter.slug):
        return ()
    return (f"There is no quarter “{asked[:40]}” here, so {quarter.label} is shown.",)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    view = compare_view(request.GET)
    if view is None:
        return render(request, "pages/empty.html")
    if address := view.next_address:
        return HttpResponseRedirect(address)
    page = compare_page(
        published=view.published,
        quarter=view.quarter,
        notices=view.notices,
        table=view.table,
        basket=view.basket,
        filterset=view.filterset,
        figures=view.figures,
    )
    return render(request, "compare/compare.html", {"page": page})


@require_safe
def compare_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Raises Http404 where there is nothing to compare: the page says why."""
    view = compare_view(request.GET)
    figures = view.figures if view else None
    if view is None or figures is None:
        raise Http404("These trusts cannot be compared.")
    kind = view.basket.rows[0].type
    book = compare_book(
        quarter=view.quarter,
        rows=view.basket.rows,
        figures=figures,
        revisions=revision_numbers(view.published),
        view=notes.of_view(
            order="as in the address",
            shown_rows=len(view.basket.rows),
            total=sum(row.type == kind for row in view.table),
            notices=(*view.notices, *view.basket.notices),
        ),
        address=page_address(request, reverse("compare")),
    )
    name = names.of_quarter("compared-trusts", view.quarter)
    return answered(request, book, ending=ending, name=name)
