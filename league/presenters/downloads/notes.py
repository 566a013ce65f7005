"""What every file says of itself: quarter, revision, edition, licence, source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from league import editions
from league.files.writing.sheet import Note
from league.filters.searching import ReaderFilterSet
from league.models import Quarter
from league.presenters import wording
from league.presenters.about import LICENCE, LICENCE_HREF, SOURCE_HREF
from league.reads.league_tables import shown
from league.rules.edition import Edition

from .fields import revision_number

SOURCE = "NHS England, NHS Oversight Framework"
INVENTED = "Invented for demonstration: these figures describe no real trust."
_ATTRIBUTION = f"Contains public sector information licensed under the {LICENCE}."
_MISSING = "An empty cell is a figure that is not known or does not apply. It is never zero."
_SCALE = (
    "Scores run from 1.00 (best) to 4.00. League ranks exist only within a trust type. Ranks of "
    "a filtered table are those of the full table."
)
_APOSTROPHE = (
    "In CSV files an apostrophe stands before a text that a spreadsheet could take for a formula."
)


def of_quarter(quarter: Quarter, *, address: str) -> tuple[Note, ...]:
    """About figures of one quarter; ``address`` is that of the page that shows them."""
    assessment = shown(quarter)
    return (
        Note("quarter", "Quarter", quarter.slug, "dc:temporal"),
        Note("quarter_label", "Quarter in words", quarter.label),
        Note("quarter_starts", "Quarter starts", quarter.starts.isoformat()),
        Note("quarter_ends", "Quarter ends", quarter.ends.isoformat()),
        Note("edition", "Framework edition", quarter.edition),
        Note("edition_name", "Framework", editions.get(quarter.edition).name),
        Note("revision", "Revision", revision_number(quarter), "dc:hasVersion"),
        Note("revision_reason", "Reason of the revision", _reason(quarter)),
        Note("basis", "How the figures were made", assessment.get_basis_display()),
        Note("remarks", "Remarks", tuple(wording.sentence(each) for each in assessment.notes)),
        Note(
            "data_dates",
            "Dates of the data",
            "Each metric has its own reporting period, named beside its value.",
        ),
        *_common(published_at(quarter), address, is_fictional=quarter.fictional),
    )


def of_history(quarters: Sequence[Quarter], *, address: str) -> tuple[Note, ...]:
    """About figures of several quarters, newest first."""
    return (
        Note("quarters", "Quarters", tuple(quarter.slug for quarter in reversed(quarters))),
        Note("revisions", "Revisions", tuple(_revision(quarter) for quarter in reversed(quarters))),
        Note(
            "comparability",
            "What can be compared",
            "The framework changes each April: figures of different editions cannot be compared.",
        ),
        *_common(
            last_published(quarters), address, is_fictional=any(q.fictional for q in quarters)
        ),
    )


def of_register(latest: Quarter | None, *, address: str, is_fictional: bool) -> tuple[Note, ...]:
    """About the register; segments are those of the latest quarter."""
    segments = (Note("segments_of", "Quarter of the segments", latest.slug),) if latest else ()
    made = published_at(latest) if latest else None
    return (*segments, *_common(made, address, is_fictional=is_fictional))


def of_rules(
    editions: Sequence[Edition], *, address: str, examples: Quarter | None = None
) -> tuple[Note, ...]:
    """About the rules of editions; ``examples`` is the quarter that they are shown at work in,
    which may be invented though the rules are not."""
    is_fictional = examples is not None and examples.fictional
    return (
        Note("editions", "Framework editions", tuple(each.slug for each in editions)),
        Note(
            "fingerprints",
            "Fingerprints of the rules files (SHA-256)",
            tuple(f"{each.slug}: {each.checksum}" for each in editions),
        ),
        *((Note("examples_of", "Quarter of the examples", examples.slug),) if examples else ()),
        *((Note("examples", "About the examples", INVENTED),) if is_fictional else ()),
        Note("demonstration", "Demonstration data", is_fictional),
        *_rights(is_fictional=False),
        *_reading(address),
    )


def filters_of(filterset: ReaderFilterSet) -> tuple[str, ...]:
    """``Region: London`` for each filter in use."""
    fields = filterset.form.fields
    return tuple(f"{fields[name].label}: {value}" for name, value in filterset.state.items())


def of_view(
    *,
    order: str,
    shown_rows: int,
    total: int | None = None,
    filters: tuple[str, ...] = (),
    notices: tuple[str, ...] = (),
) -> tuple[Note, ...]:
    """How a table was narrowed and sorted, and which parameters could not be used. ``total`` are
    the rows of the full table."""
    return (
        Note("rows_shown", "Rows", shown_rows),
        Note("rows_total", "Rows of the full table", shown_rows if total is None else total),
        Note("filters", "Filters", filters),
        Note("order", "Order", order),
        *((Note("notices", "Left out", notices),) if notices else ()),
    )


def published_at(quarter: Quarter) -> datetime:
    """When its revision was published: the date of its files."""
    if quarter.current_revision is None:
        raise ValueError(f"{quarter} is not published.")
    return quarter.current_revision.published_at


def last_published(quarters: Sequence[Quarter]) -> datetime:
    return max(published_at(quarter) for quarter in quarters)


def _common(made: datetime | None, address: str, *, is_fictional: bool) -> tuple[Note, ...]:
    when = (Note("generated_at", "Published", moment(made), "dc:issued"),) if made else ()
    return (
        *when,
        Note("demonstration", "Demonstration data", is_fictional),
        *_rights(is_fictional=is_fictional),
        *_reading(address),
    )


def _reading(address: str) -> tuple[Note, ...]:
    """What every file says last: where its page is, and how to read its cells."""
    return (
        Note("address", "Page", address, "dc:references"),
        Note("missing", "Missing figures", _MISSING),
        Note("scale", "Scores and ranks", _SCALE),
        Note("apostrophes", "Apostrophes", _APOSTROPHE),
    )


def _rights(*, is_fictional: bool) -> tuple[Note, ...]:
    if is_fictional:
        return (Note("source", "Source", INVENTED, "dc:source"),)
    return (
        Note("licence", "Licence", LICENCE),
        Note("licence_address", "Licence text", LICENCE_HREF, "dc:license"),
        Note("source", "Source", SOURCE),
        Note("source_address", "Source address", SOURCE_HREF, "dc:source"),
        Note("attribution", "Attribution", _ATTRIBUTION, "dc:rights"),
    )


def moment(when: datetime) -> str:
    """``2026-06-11T08:30:00Z``."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _reason(quarter: Quarter) -> str:
    revision = quarter.current_revision
    return wording.sentence(revision.reason) if revision else ""


def _revision(quarter: Quarter) -> str:
    when = published_at(quarter).date().isoformat()
    return f"{quarter.slug}: revision {revision_number(quarter)} of {when}. {_reason(quarter)}"
