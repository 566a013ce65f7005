"""League tables: one trust type in one quarter, and the ways to it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.filters.league_tables import LeagueTableFilter
from league.models import Quarter
from league.presenters.league_charts import league_charts
from league.presenters.league_columns import COLUMNS
from league.presenters.league_figures import columns_of, domain_figures, domains_of, row_maker
from league.presenters.league_page import league_page
from league.presenters.links import LeagueAddress
from league.presenters.ticks import ticked
from league.reads import charts, league_tables, quarters
from league.reads.league_tables import Frame, TableRow
from league.reads.quarters import QuarterAmongAll
from league.tables.league import LeagueTable
from league.tables.sortable import SORT
from trusts.types import TrustType

from .found import among_all_or_404

_CARRIED = (*LeagueTableFilter.base_filters, COLUMNS, SORT)


@require_safe
def league_tables_latest(
    request: HttpRequest, trust_type: str = TrustType.ACUTE.value
) -> HttpResponse:
    """To the type and quarter that the switch asks for, or to the latest quarter."""
    slugs = [each.slug for each in quarters.listed()]
    if not slugs:
        return render(request, "pages/empty.html")
    asked, quarter = request.GET.get("type", trust_type), request.GET.get("quarter", "")
    wanted = asked if asked in TrustType.values else trust_type
    chosen = quarter if quarter in slugs else slugs[0]
    return HttpResponseRedirect(LeagueAddress(wanted, chosen, _carried(request.GET))())


def _carried(query: QueryDict) -> dict[str, str]:
    """Filters, order and ticks of the table that the reader comes from."""
    carried = {name: query.get(name, "") for name in _CARRIED}
    return carried | {COLUMNS: ",".join(query.getlist(COLUMNS)), **ticked(query)}


@dataclass(frozen=True)
class LeagueView:
    """What an address of a league table stands for, filtered and sorted."""

    among: QuarterAmongAll
    rows: tuple[TableRow, ...]
    """All of the table, in league order."""
    frame: Frame
    filterset: LeagueTableFilter
    table: LeagueTable

    @property
    def quarter(self) -> Quarter:
        return self.among.quarter


def league_view(query: QueryDict, trust_type: str, quarter: str) -> LeagueView:
    """Raises Http404 when the quarter is not published."""
    among = among_all_or_404(quarter)
    chosen, before = among.quarter, among.comparable_before
    rows = league_tables.rows(chosen, trust_type, before.assessment if before else None)
    whole = tuple(rows)
    frame = league_tables.frame(whole)
    filterset = LeagueTableFilter(query, queryset=rows, frame=frame, comparable=before is not None)
    table = LeagueTable(
        filterset.qs,
        sort=query.get(SORT, ""),
        address=LeagueAddress(trust_type, chosen.slug, {**filterset.state, **ticked(query)}),
        before=before,
        columns=columns_of(query.getlist(COLUMNS), chosen, before),
        domains=domains_of(chosen),
        finish=row_maker(chosen, frame),
        totals=frame.totals,
    )
    return LeagueView(among, whole, frame, filterset, table)


@require_safe
def league_table(request: HttpRequest, trust_type: str, quarter: str) -> HttpResponse:
    view = league_view(request.GET, trust_type, quarter)
    figures = charts.of_rows(view.quarter, trust_type, view.rows)
    if view.table.shows_domains:
        view.table.domain_figures = domain_figures(figures)
    page = league_page(
        among=view.among,
        frame=view.frame,
        filterset=view.filterset,
        table=view.table,
    )
    drawn = league_charts(figures)
    demonstration = view.quarter.fictional
    shown_with = {"page": page, "charts": drawn, "demonstration": demonstration}
    return render(request, "pages/league_table.html", shown_with)
