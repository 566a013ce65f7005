"""The page of one chart: the chart and its table, which needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.models import Quarter
from trusts.types import TrustType

from .about import LICENCE, AboutFigures, about_figures
from .charts import ChartTable, ChartView, Offer, payload, table, view
from .downloads import names
from .downloads.fields import revision_number
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
    caption = caption_of(quarter, trust_type, offer)
    league_table = f"League table: {_whose(quarter, trust_type)}"
    return ChartPage(
        heading=offer.finding,
        caption=caption,
        chart=view(quarter, trust_type, offer, offer.reading),
        table=table(offer.make(), caption),
        league_table=Link(league_table, LeagueAddress(trust_type, quarter.slug)()),
        about=about_figures(quarter),
    )


def figure_payload(quarter: Quarter, trust_type: str, offer: Offer) -> dict[str, object]:
    """What the script draws one chart from."""
    return payload(
        offer.make(),
        title=caption_of(quarter, trust_type, offer),
        source=_source(quarter),
        file_name=file_name(quarter, trust_type, offer),
    )


def file_name(quarter: Quarter, trust_type: str, offer: Offer) -> str:
    """Of its table and its picture; without an ending."""
    return names.of_quarter(f"{trust_type}_{offer.name}", quarter)


def caption_of(quarter: Quarter, trust_type: str, offer: Offer) -> str:
    """``Patient safety: Acute trusts, Q4 2025/26``."""
    return f"{offer.title}: {_whose(quarter, trust_type)}"


def _whose(quarter: Quarter, trust_type: str) -> str:
    return f"{TrustType(trust_type).label} trusts, {quarter.label}"


def _source(quarter: Quarter) -> str:
    """One line under a picture that leaves the site."""
    framework = editions.get(quarter.edition).name
    which = f"{framework}, {quarter.label}, revision {revision_number(quarter)}. "
    if quarter.fictional:
        return f"Invented figures for demonstration, {which}Trust League."
    return f"Source: NHS England, {which}{LICENCE}. Trust League."
