"""The page of one chart: the chart, its table and the file, which needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Quarter
from trusts.types import TrustType

from .about import LICENCE, AboutFigures, about_figures
from .charts import ChartTable, ChartView, Offer, payload, table, view
from .links import LeagueAddress, Link


@dataclass(frozen=True)
class ChartPage:
    heading: str
    caption: str
    chart: ChartView
    table: ChartTable
    league_table: Link
    about: AboutFigures


def chart_page(quarter: Quarter, trust_type: str, offer: Offer) -> ChartPage:
    whose = _whose(quarter, trust_type)
    caption = f"{offer.title}: {whose}"
    return ChartPage(
        heading=offer.finding,
        caption=caption,
        chart=view(quarter, trust_type, offer, offer.reading),
        table=table(offer.make(), caption),
        league_table=Link(f"League table: {whose}", LeagueAddress(trust_type, quarter.slug)()),
        about=about_figures(quarter),
    )


def figure_payload(quarter: Quarter, trust_type: str, offer: Offer) -> dict[str, object]:
    """What the script draws one chart from."""
    return payload(
        offer.make(),
        title=f"{offer.title}: {_whose(quarter, trust_type)}",
        source=_source(quarter),
        file_name=file_name(quarter, trust_type, offer),
    )


def file_name(quarter: Quarter, trust_type: str, offer: Offer) -> str:
    """Says what it is; without an ending."""
    return f"trust-league-{trust_type}-{quarter.slug}-{offer.name}"


def _whose(quarter: Quarter, trust_type: str) -> str:
    return f"{TrustType(trust_type).label} trusts, {quarter.label}"


def _source(quarter: Quarter) -> str:
    """One line under a picture that leaves the site."""
    if quarter.fictional:
        return f"Invented figures for demonstration, {quarter.label}. Trust League."
    return (
        f"Source: NHS England, NHS Oversight Framework, {quarter.label}. {LICENCE}. Trust League."
    )
