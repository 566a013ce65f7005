"""The block that every page of figures carries: where they come from and which they are."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.models import Quarter
from league.reads.league_tables import shown
from league.rules.edition import Edition

from . import wording
from .hrefs import href
from .links import Link

LICENCE = "Open Government Licence v3.0"
LICENCE_HREF = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SOURCE_HREF = "https://www.england.nhs.uk/nhs-oversight-framework/"

_AS_PUBLISHED = (
    "These are NHS England's own scores, segments and ranks, taken as published. Some trusts' "
    "values for this quarter are not at hand, so they could not all be computed again."
)


@dataclass(frozen=True)
class AboutFigures:
    """``facts`` are pairs of a name and its words; the licence is empty for invented figures."""

    quarter: str
    facts: tuple[tuple[str, str], ...]
    licence: str
    licence_href: str
    source_href: str
    publications: tuple[Link, ...]
    """NHS England's own pages: its results and data files (of real figures only), its manual."""
    quarter_href: str
    as_published: str
    """A notice for the top of the page; empty when the quarter was computed."""


def about_figures(quarter: Quarter) -> AboutFigures:
    """About the published figures of a quarter."""
    return AboutFigures(
        quarter=quarter.label,
        facts=(
            ("Quarter", f"{quarter.label} ({_span(quarter)})"),
            ("Framework", editions.get(quarter.edition).name),
            ("Revision", _revision(quarter)),
            ("How they were made", _basis(quarter)),
            (
                "Dates of the data",
                "Each metric has its own reporting period, "
                "named beside its figure on the page of a trust",
            ),
        ),
        licence="" if quarter.fictional else LICENCE,
        licence_href=LICENCE_HREF,
        source_href=SOURCE_HREF,
        publications=publications(editions.get(quarter.edition), is_fictional=quarter.fictional),
        quarter_href=href("quarter", quarter.slug),
        as_published="" if shown(quarter).is_computed else _AS_PUBLISHED,
    )


def publications(edition: Edition, *, is_fictional: bool = False) -> tuple[Link, ...]:
    """Those whose addresses the edition knows; invented figures are in no file of theirs."""
    year = edition.financial_year.replace("-", "/")
    known = (
        Link("League tables and data files", "" if is_fictional else edition.results_page),
        Link(f"Methodology manual {year}", edition.manual_page),
    )
    return tuple(link for link in known if link.href)


def _span(quarter: Quarter) -> str:
    return f"{wording.day(quarter.starts)} to {wording.day(quarter.ends)}"


def _revision(quarter: Quarter) -> str:
    revision = quarter.current_revision
    if revision is None:
        raise ValueError(f"{quarter} is not published.")
    published = wording.day(revision.published_at)
    return f"{revision.number}, published here on {published}: {revision.reason}"


def _basis(quarter: Quarter) -> str:
    if quarter.fictional:
        return "Computed by our rules from invented values"
    if shown(quarter).is_computed:
        return "Computed by our rules from the values that NHS England published"
    return "Taken as NHS England published them"
