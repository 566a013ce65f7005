"""The page of a league table."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from league import editions
from league.filters.league_tables import LeagueTableFilter
from league.models import Quarter
from league.reads.league_tables import Frame
from league.reads.quarters import PublishedQuarters
from league.tables.league import LeagueTable
from trusts.types import TrustType

from . import wording
from .about import AboutFigures, about_figures
from .content import addresses
from .links import LeagueAddress, Link, quarter_options, trusts_of, type_links
from .segments import SegmentTag, segment

NO_RANGE = "No data: not published"
LIKELY_NOTE = (
    "The likely range shows where a trust's rank could fall if its score rested on a somewhat "
    "different mix of its own metrics (95% of 10,000 random draws). It does not measure errors "
    "in the data. Trusts whose ranges overlap widely cannot be told apart."
)


@dataclass(frozen=True)
class LeaguePage:
    heading: str
    caption: str
    quarter: str
    lead: str
    types: tuple[Link, ...]
    trust_type: str
    quarters: tuple[tuple[str, str, bool], ...]
    kept: tuple[tuple[str, str], ...]
    """Parameters that the quarter switch carries along."""
    form: BaseForm
    sort: str
    filtered: bool
    reset_href: str
    notices: tuple[str, ...]
    showing: str
    table: LeagueTable
    change_note: str
    likely_note: str
    segments: tuple[SegmentTag, ...]
    domains: tuple[Link, ...]
    """The same trusts by each domain's score."""
    about: AboutFigures


def league_page(
    *,
    quarters: PublishedQuarters,
    quarter: Quarter,
    frame: Frame,
    filterset: LeagueTableFilter,
    table: LeagueTable,
) -> LeaguePage:
    address = table.league_address
    trusts = trusts_of(address.trust_type)
    filters = {name: value for name, value in address.parameters.items() if name != "sort"}
    return LeaguePage(
        heading=f"{TrustType(address.trust_type).label} trusts",
        caption=f"{TrustType(address.trust_type).label} trusts, {quarter.label}",
        quarter=quarter.label,
        lead=(
            f"All {frame.total} {trusts} by segment and then by average score. A lower score is "
            "better. Trusts with close ranks often cannot be told apart: read the likely range."
        ),
        types=type_links(address),
        trust_type=address.trust_type,
        quarters=quarter_options(quarters, quarter.slug),
        kept=tuple(address.parameters.items()),
        form=filterset.form,
        sort=table.sort_parameter,
        filtered=bool(filters),
        reset_href=LeagueAddress(address.trust_type, quarter.slug)(sort=table.sort_parameter),
        notices=notices_of(filterset, table),
        showing=_showing(len(table.rows), frame.total, bool(filters), table.sorted_words),
        table=table,
        change_note=_change_note(quarters, quarter, table),
        likely_note=LIKELY_NOTE,
        segments=tuple(segment(number) for number in frame.segments),
        domains=_domains(quarter, address.trust_type),
        about=about_figures(quarter),
    )


def notices_of(filterset: LeagueTableFilter, table: LeagueTable) -> tuple[str, ...]:
    """One sentence for each parameter of the address that could not be used."""
    return (*filterset.notices, *_sort_notice(table))


def _sort_notice(table: LeagueTable) -> tuple[str, ...]:
    if not table.faulty_sort:
        return ()
    given = table.faulty_sort[:40]
    return (f"This table cannot be sorted by “{given}”, so it is {table.sorted_words}.",)


def _showing(shown: int, total: int, filtered: bool, sorted_words: str) -> str:
    """``Showing 23 of 134 trusts, sorted by rank, best first. Ranks are those of ...``"""
    if not filtered:
        return f"Showing all {wording.count(total, 'trust')}, {sorted_words}."
    return (
        f"Showing {shown} of {wording.count(total, 'trust')}, {sorted_words}. "
        "Ranks are those of the full table."
    )


def _domains(quarter: Quarter, trust_type: str) -> tuple[Link, ...]:
    return tuple(
        Link(domain.name, addresses.domain_table(trust_type, quarter.slug, domain.key)())
        for domain in editions.get(quarter.edition).domains
    )


def _change_note(quarters: PublishedQuarters, quarter: Quarter, table: LeagueTable) -> str:
    """Why there is no change to show; empty when there is."""
    if "change" in table.columns.names():
        return ""
    before = quarters.before(quarter)
    if before is None:
        return "No change is shown, because this is the first quarter here."
    return (
        f"No change since {before.label} is shown, because the framework changed between the two "
        "quarters: their scores, segments and ranks cannot be compared."
    )
