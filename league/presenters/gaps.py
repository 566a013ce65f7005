"""Quarters between those held: missing data are named, not passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.files.quarters import QuarterName, between, from_slug
from league.models import Quarter

from .links import LeagueAddress, Link

NOT_HELD = "Not held here"
WHY = "No file of this quarter was imported."


def gaps(quarters: Sequence[Quarter]) -> tuple[QuarterName, ...]:
    """Those between the oldest and the newest that are not among them; newest first."""
    if not quarters:
        return ()
    held = {quarter.slug for quarter in quarters}
    named = sorted((from_slug(slug) for slug in held), key=lambda name: name.starts)
    inside = between(named[0], named[-1])
    return tuple(name for name in reversed(inside) if name.slug not in held)


def span(quarters: Sequence[Quarter]) -> str:
    """``Q1 2025/26 to Q1 2026/27, without Q2 2025/26``; quarters come newest first."""
    newest, oldest = quarters[0], quarters[-1]
    if newest == oldest:
        return newest.label
    missing = [name.label for name in reversed(gaps(quarters))]
    without = f", without {', '.join(missing)}" if missing else ""
    return f"{oldest.label} to {newest.label}{without}"


@dataclass(frozen=True)
class AbsentQuarterPage:
    """A quarter that was asked for and is not held, and those that are."""

    label: str
    quarters: tuple[Link, ...]


def absent_quarter_page(
    slug: str, quarters: Sequence[Quarter], trust_type: str = ""
) -> AbsentQuarterPage | None:
    """``trust_type`` is that of the league table asked for, if one was. None for a quarter that
    is held, and for what names none."""
    if slug in {quarter.slug for quarter in quarters}:
        return None
    try:
        name = from_slug(slug)
    except ValueError:
        return None
    return AbsentQuarterPage(
        label=name.label,
        quarters=tuple(Link(each.label, _address(each, trust_type)) for each in quarters),
    )


def _address(quarter: Quarter, trust_type: str) -> str:
    if trust_type:
        return LeagueAddress(trust_type, quarter.slug)()
    return reverse("quarter", args=[quarter.slug])
