"""The page of one chart: the chart and its table, which needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.models import Quarter
from trusts.types import TrustType

from .about import LICENCE, AboutFigures, about_figures
from .charts import ChartTable, ChartView, Offer, Place, payload, table, view_at
from .downloads import names
from .downloads.fields import revision_number
from .links import LeagueAddress, Link


@dataclass(frozen=True)
class ChartPage:
    heading: str
    caption: str
    chart: ChartView
    table: ChartTable
    parent: Link
    about: AboutFigures


def table_place(quarter: Quarter, trust_type: str) -> Place:
    """Where the charts of a league table stand."""
    whose = f"{TrustType(trust_type).label} trusts, {quarter.label}"
    return Place(
        quarter=quarter,
        whose=whose,
        parent=Link(f"League table: {whose}", LeagueAddress(trust_type, quarter.slug)()),
        stem=trust_type,
        kind="league-chart",
        args=(trust_type, quarter.slug),
    )


def chart_page(place: Place, offer: Offer) -> ChartPage:
    caption = caption_of(place, offer)
    return ChartPage(
        heading=offer.finding,
        caption=caption,
        chart=view_at(place.kind, place.args, offer, offer.reading, place.query),
        table=table(offer.make(), caption),
        parent=place.parent,
        about=about_figures(place.quarter),
    )


def figure_payload(place: Place, offer: Offer) -> dict[str, object]:
    """What the script draws one chart from."""
    return payload(
        offer.make(),
        title=caption_of(place, offer),
        source=_source(place.quarter),
        file_name=file_name(place, offer),
    )


def file_name(place: Place, offer: Offer) -> str:
    """Of its table and its picture; without an ending."""
    return names.of_quarter(f"{place.stem}_{offer.name}", place.quarter)


def caption_of(place: Place, offer: Offer) -> str:
    """``Patient safety: Acute trusts, Q4 2025/26``."""
    return f"{offer.title}: {place.whose}"


def _source(quarter: Quarter) -> str:
    """One line under a picture that leaves the site."""
    framework = editions.get(quarter.edition).name
    which = f"{framework}, {quarter.label}, revision {revision_number(quarter)}. "
    if quarter.fictional:
        return f"Invented figures for demonstration, {which}Trust League."
    return f"Source: NHS England, {which}{LICENCE}. Trust League."
