"""Data twins: what a page shows, as a file at the page's address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from league.filters.register import RegisterFilter
from league.presenters.downloads import names, notes
from league.presenters.downloads.fields import revision_numbers
from league.presenters.downloads.league import league_book
from league.presenters.downloads.quarter import quarter_book
from league.presenters.downloads.register import register_book
from league.presenters.downloads.trust import trust_book
from league.presenters.league_page import notices_of
from league.reads import completeness, downloads, league_tables, quarters, trusts
from league.services import what_if

from .downloads_files import answered, page_address
from .found import published_or_404
from .league_tables import league_view


@require_safe
def league_table_file(
    request: HttpRequest, trust_type: str, quarter: str, ending: str
) -> HttpResponseBase:
    view = league_view(request.GET, trust_type, quarter)
    rows = list(view.table.data.data)
    filters = notes.filters_of(view.filterset)
    book = league_book(
        quarter=view.quarter,
        trust_type=trust_type,
        before=view.among.comparable_before,
        rows=rows,
        domains=downloads.domain_scores(view.quarter, [row.trust_id for row in rows]),
        view=notes.of_view(
            filters=filters,
            order=view.table.sorted_words,
            shown_rows=len(rows),
            total=view.frame.total,
            notices=notices_of(view.filterset, view.table),
        ),
        address=page_address(request, reverse("league-table", args=[trust_type, quarter])),
    )
    name = names.of_quarter(trust_type, view.quarter, filtered=bool(filters))
    return answered(request, book, ending=ending, name=name)


@require_safe
def trust_file(request: HttpRequest, ods_code: str, quarter: str, ending: str) -> HttpResponseBase:
    published, code = quarters.published(), ods_code.upper()
    chosen = published.find(quarter)
    if chosen is None:
        raise Http404("That quarter is not published here.")
    if ods_code != code:
        return HttpResponseRedirect(reverse("trust-file", args=[code, quarter, ending]))
    found = trusts.in_quarter(chosen, code, whole=True)
    if found is None:
        raise Http404("That trust has no results in that quarter.")
    address = page_address(request, reverse("trust", args=[code, quarter]))
    book = trust_book(
        chosen,
        found,
        published=trusts.published_scores(chosen, code),
        revisions=revision_numbers(published),
        way_up=what_if.way_up(assessment=league_tables.shown(chosen), code=code),
        address=address,
    )
    name = names.of_quarter(f"trust-{code}", chosen)
    return answered(request, book, ending=ending, name=name)


@require_safe
def quarter_file(request: HttpRequest, quarter: str, ending: str) -> HttpResponseBase:
    chosen = published_or_404(quarter)
    book = quarter_book(
        quarter=chosen,
        names=trusts.names_in(chosen),
        revisions=quarters.revisions(chosen),
        completeness=completeness.of_quarter(chosen),
        reconciliation=quarters.reconciliation(chosen),
        address=page_address(request, reverse("quarter", args=[quarter])),
    )
    name = names.of_quarter("reconciliation", chosen)
    return answered(request, book, ending=ending, name=name)


@require_safe
def register_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    frame = trusts.register_frame()
    filterset = RegisterFilter(request.GET, queryset=trusts.register(), regions=frame.regions)
    rows, filters = filterset.found, notes.filters_of(filterset)
    latest = quarters.latest()
    book = register_book(
        rows=rows,
        latest=latest,
        segments=trusts.segments_in(latest),
        view=notes.of_view(
            filters=filters,
            order=filterset.order,
            shown_rows=len(rows),
            total=frame.total,
            notices=filterset.notices,
        ),
        address=page_address(request, reverse("trusts")),
    )
    fictional = any(row.fictional for row in rows)
    name = names.without_quarter("register", filtered=bool(filters), fictional=fictional)
    return answered(request, book, ending=ending, name=name)
