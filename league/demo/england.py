"""Everything in the order in which it is handed in and published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import UTC, date, datetime

from league import editions
from league.files.quarters import QuarterName, from_slug

from .cast import cast
from .figures import Figure, figures, mistaken
from .flags import flags
from .trusts import DemoTrust, all_trusts

CALENDAR = tuple(
    from_slug(slug)
    for slug in ("2025-26-q1", "2025-26-q2", "2025-26-q3", "2025-26-q4", "2026-27-q1")
)
_PUBLISHED = {
    "2025-26-q1": datetime(2025, 9, 9, 8, 30, tzinfo=UTC),
    "2025-26-q2": datetime(2025, 12, 11, 9, 30, tzinfo=UTC),
    "2025-26-q3": datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
    "2025-26-q4": datetime(2026, 6, 11, 8, 30, tzinfo=UTC),
    "2026-27-q1": datetime(2026, 9, 10, 8, 30, tzinfo=UTC),
}
_MISTAKE_IN, _MISTAKE = "2025-26-q2", "OF0013"
_CORRECTED = datetime(2026, 1, 22, 9, 30, tzinfo=UTC)
_NEW_NAME_FROM = 2
"""Place in the calendar of the first quarter with the renamed trust's new name."""
MERGER = date(2026, 1, 1)
_MERGED_FROM = 3


@dataclass(frozen=True)
class Release:
    """What is handed in for a quarter, and published, at one moment."""

    quarter: str
    at: datetime
    reason: str
    publication: str
    """Why a revision is published."""
    trusts: tuple[DemoTrust, ...]
    figures: tuple[Figure, ...]


def releases() -> tuple[Release, ...]:
    """The quarters, and the correction of one, in the order of their publication."""
    firsts = [_release(index) for index in range(len(CALENDAR))]
    return tuple(sorted([*firsts, _correction(firsts)], key=lambda release: release.at))


def digest() -> str:
    """SHA-256 of all that is handed in: the same on every machine and in every run."""
    told = repr([astuple(release) for release in releases()])
    return hashlib.sha256(told.encode()).hexdigest()


def members(index: int) -> tuple[DemoTrust, ...]:
    """The trusts of a quarter, as they were named then."""
    there = (t for t in all_trusts() if index < _MERGED_FROM or t.code != cast().merged)
    return tuple(_as_named(trust, index) for trust in there)


def _as_named(trust: DemoTrust, index: int) -> DemoTrust:
    if trust.code == cast().renamed and index < _NEW_NAME_FROM:
        return replace(trust, name=cast().former_name)
    return trust


def _release(index: int) -> Release:
    quarter, trusts = CALENDAR[index], members(index)
    codes = {trust.code for trust in trusts}
    return Release(
        quarter=quarter.slug,
        at=_PUBLISHED[quarter.slug],
        reason=f"Invented figures of {quarter.label}",
        publication=f"First publication of {quarter.label} (demonstration data)",
        trusts=trusts,
        figures=tuple(
            mistaken(figure) if _is_mistake(quarter, figure) else figure
            for figure in _all_figures(index)
            if figure.code in codes
        ),
    )


def _correction(firsts: list[Release]) -> Release:
    """The one figure anew, as it should have been."""
    index = next(i for i, release in enumerate(firsts) if release.quarter == _MISTAKE_IN)
    quarter = CALENDAR[index]
    (trust,) = (each for each in members(index) if each.code == cast().corrected)
    reason = (
        f"{trust.name} had handed in the share of A&E visits of more than four hours "
        "instead of those within four hours"
    )
    return Release(
        quarter=quarter.slug,
        at=_CORRECTED,
        reason=reason,
        publication=f"Correction: {reason}.",
        trusts=(trust,),
        figures=tuple(each for each in _all_figures(index) if _is_mistake(quarter, each)),
    )


def _all_figures(index: int) -> Iterator[Figure]:
    quarter = CALENDAR[index]
    edition = editions.for_financial_year(quarter.financial_year)
    told = tuple(figures(edition, CALENDAR, index))
    yield from told
    yield from flags(edition, told, quarter.label)


def _is_mistake(quarter: QuarterName, figure: Figure) -> bool:
    return (quarter.slug, figure.metric, figure.code) == (_MISTAKE_IN, _MISTAKE, cast().corrected)
