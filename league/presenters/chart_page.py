"""The page of one chart: the chart, its table and the file, which needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Quarter
from league.reads.charts import TableFigures
from trusts.types import TrustType

from .about import LICENCE, AboutFigures, about_figures
from .charts import ChartTable, ChartView, payload, table
from .league_charts import Offer, view
from .links import LeagueAddress, Link


@dataclass(frozen=True)
class ChartPage:
    heading: str
    caption: str
    chart: ChartView
    table: ChartTable
    league_table: Link
    about: AboutFigures


def chart_page(figures: TableFigures, offer: Offer) -> ChartPage:
    label = _whose(figures)
    return ChartPage(
        heading=offer.finding,
        caption=f"{offer.title}: {label}",
        chart=view(figures, offer, offer.reading),
        table=table(offer.make(), f"{offer.title}: {label}"),
        league_table=Link(
            f"League table: {label}", LeagueAddress(figures.trust_type, figures.quarter.slug)()
        ),
        about=about_figures(figures.quarter),
    )


def figure_payload(figures: TableFigures, offer: Offer) -> dict[str, object]:
    return payload(
        offer.make(),
        title=f"{offer.title}: {_whose(figures)}",
        source=_source(figures.quarter),
        file_name=file_name(figures, offer),
    )


def file_name(figures: TableFigures, offer: Offer) -> str:
    """Says what it is; without an ending."""
    return f"trust-league-{figures.trust_type}-{figures.quarter.slug}-{offer.name}"


def _whose(figures: TableFigures) -> str:
    return f"{TrustType(figures.trust_type).label} trusts, {figures.quarter.label}"


def _source(quarter: Quarter) -> str:
    """One line under a picture that leaves the site."""
    if quarter.fictional:
        return f"Invented figures for demonstration, {quarter.label}. Trust League."
    return (
        f"Source: NHS England, NHS Oversight Framework, {quarter.label}. {LICENCE}. Trust League."
    )
