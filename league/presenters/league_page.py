"""The page of a league table."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.filters.league_tables import LeagueTableFilter
from league.models import Quarter
from league.reads.league_tables import Frame
from league.reads.quarters import QuarterAmongAll
from league.rules.standings import RULE
from league.tables.league import LeagueTable
from trusts.types import TrustType

from . import wording
from .about import AboutFigures, about_figures
from .compare_address import TRUST, CompareAddress
from .content import addresses
from .league_chooser import Chooser, chooser
from .league_rows import CLOSE_MARK
from .links import LeagueAddress, Link, quarter_options, trusts_of, type_links
from .segments import SegmentTag, segment
from .ticks import Ticks, ticks

LIKELY_NOTE = (
    "The likely range shows where a trust's rank could fall if its score rested on a somewhat "
    "different mix of its own metrics (95% of 10,000 random draws). It does not measure errors "
    "in the data. The picture shows it on a line from first at the left to last at the right, "
    "with the rank as a dot."
)
CLOSE_NOTE = (
    f"{RULE} {CLOSE_MARK} marks a trust that cannot be told apart from the one ranked next above "
    "it; where that is so of nearly all, a sentence above the table says it instead."
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
    filters: LeagueTableFilter
    filters_kept: tuple[tuple[str, str], ...]
    """Parameters that the filters carry along."""
    active: str
    """``2 active``, of the filters; empty when none is."""
    filtered: bool
    reset_href: str
    revision: str
    """Which revision it is and why, when it is not the first."""
    notices: tuple[str, ...]
    showing: str
    certainty: str
    rule: str
    """When two trusts cannot be told apart; empty where the page says nothing of it."""
    compare_href: str
    quarter_slug: str
    table: LeagueTable
    ticks: Ticks
    chooser: Chooser
    change_note: str
    likely_note: str
    close_note: str
    segments: tuple[SegmentTag, ...]
    domains: tuple[Link, ...]
    """The same trusts by each domain's score."""
    about: AboutFigures


def league_page(
    *,
    among: QuarterAmongAll,
    frame: Frame,
    filterset: LeagueTableFilter,
    table: LeagueTable,
) -> LeaguePage:
    address, quarter = table.league_address, among.quarter
    filters = filterset.state
    kept = {name: value for name, value in address.parameters.items() if name not in filters}
    return LeaguePage(
        heading=f"{TrustType(address.trust_type).label} trusts",
        caption=f"{TrustType(address.trust_type).label} trusts, {quarter.label}",
        quarter=quarter.label,
        lead=_lead(frame.total, address.trust_type),
        types=type_links(address),
        trust_type=address.trust_type,
        quarters=quarter_options(among.listed, quarter.slug),
        kept=tuple(address.parameters.items()),
        filters=filterset,
        filters_kept=tuple(kept.items()),
        active=f"{len(filters)} active" if filters else "",
        filtered=bool(filters),
        reset_href=LeagueAddress(address.trust_type, quarter.slug, kept)(),
        revision=_revision(quarter),
        notices=notices_of(filterset, table),
        showing=_showing(len(table.rows), frame.total, filterset, table),
        certainty=_certainty(frame),
        rule=RULE if frame.closeness.close else "",
        compare_href=CompareAddress(quarter.slug)(),
        quarter_slug=quarter.slug,
        table=table,
        ticks=_ticks(table),
        chooser=chooser(table),
        change_note=_change_note(among, table),
        likely_note=LIKELY_NOTE,
        close_note=CLOSE_NOTE,
        segments=tuple(segment(number) for number in frame.segments),
        domains=_domains(quarter, address.trust_type),
        about=about_figures(quarter),
    )


def _lead(total: int, trust_type: str) -> str:
    return (
        f"All {total} {trusts_of(trust_type)} by segment and then by average score. A lower score "
        "is better. Trusts with close ranks often cannot be told apart: read the likely range."
    )


def _ticks(table: LeagueTable) -> Ticks:
    in_sight = {record.trust_id for record in table.data.data}
    view = table.league_address(**{TRUST: ""})
    return ticks(table.league_address.parameters.get(TRUST, ""), in_sight, view)


def notices_of(filterset: LeagueTableFilter, table: LeagueTable) -> tuple[str, ...]:
    """One sentence for each parameter of the address that could not be used."""
    return (*filterset.notices, *table.notices, *table.shown_columns.notices)


def _showing(shown: int, total: int, filterset: LeagueTableFilter, table: LeagueTable) -> str:
    """``Showing 23 of 134 trusts, grouped by segment, sorted by ...  Ranks are those of ...``"""
    said = f"{wording.count(total, 'trust')}, {table.sorted_words}."
    if not table.is_grouped:
        said += " Segments are not grouped in this order."
    if not filterset.state:
        return f"Showing all {said}"
    said = f"Showing {shown} of {said} Ranks are those of the full table."
    if filterset.misspelt:
        text = filterset.state["q"]
        return f"No trust is called “{text}”. Showing trusts with names like it. {said}"
    return said


def _certainty(frame: Frame) -> str:
    """How many trusts cannot be told apart from the one above; empty when nothing is known."""
    found, ranked = frame.closeness, wording.count(len(frame.places), "trust")
    if not found.close:
        return ""
    if found.close == found.of:
        return (
            "No trust can be told apart from the one ranked next above it: read the bands and the "
            "likely ranges rather than the places."
        )
    said = f"{found.close} of {ranked} cannot be told apart from the one ranked next above"
    if found.nearly_all:
        return f"{said}: read the bands and the likely ranges rather than the places."
    return f"{CLOSE_MARK} {said}."


def _revision(quarter: Quarter) -> str:
    revision = quarter.current_revision
    if revision is None or revision.number == 1:
        return ""
    published = wording.day(revision.published_at)
    return f"Revision {revision.number}, published on {published}: {revision.reason}"


def _domains(quarter: Quarter, trust_type: str) -> tuple[Link, ...]:
    return tuple(
        Link(domain.name, addresses.domain_table(trust_type, quarter.slug, domain.key)())
        for domain in editions.get(quarter.edition).domains
    )


def _change_note(among: QuarterAmongAll, table: LeagueTable) -> str:
    """Why there is no change to show; empty when there is."""
    if table.before:
        return ""
    before = among.before
    if before is None:
        return "No change is shown, because this is the first quarter here."
    return (
        f"No change since {before.label} is shown, because the framework changed between the two "
        "quarters: their scores, segments and ranks cannot be compared."
    )
