"""The largest real movers between two quarters: what changed, and why the rest is not listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter, SegmentAssignment
from league.reads.movers import Moved, Pair
from league.rules.standings import Move, Place, move
from trusts.types import TrustType

from . import wording
from .links import LeagueAddress, Link
from .segments import SegmentTag, segment

SHOWN = 5
"""So many of each direction."""

_RULE = (
    "Listed are trusts whose segment changed, and trusts whose rank in the quarter before lies "
    "outside the likely range of their rank now; these come first. Where the rank before lies "
    "within it, a changed segment may be no more than chance: the trust stands near a limit."
)


@dataclass(frozen=True)
class Mover:
    name: str
    href: str
    detail: str
    before: SegmentTag
    now: SegmentTag
    rank: str
    """``Rank 95th to 41st``; empty where a rank is not known."""
    certainty: str
    """Whether the change may be chance; empty where that is not known."""


@dataclass(frozen=True)
class Direction:
    name: str
    heading: str
    movers: tuple[Mover, ...]
    more: str
    """How many others there are; empty when there are none."""


@dataclass(frozen=True)
class MoversPart:
    """``note`` says why the latest quarter has none of its own; empty when it has."""

    heading: str
    note: str
    rule: str
    directions: tuple[Direction, ...]
    tables: tuple[Link, ...]
    """Where all changes stand."""


@dataclass(frozen=True)
class _Change:
    now: SegmentAssignment
    segments: int
    """Above zero for a better segment."""
    move: Move | None
    before: SegmentAssignment

    @property
    def size(self) -> tuple[int, int]:
        return self.segments, self.move.places if self.move else 0

    @property
    def is_clear(self) -> bool:
        """The rank left its likely range."""
        return self.move is not None and self.move.within_likely_range is False

    @property
    def is_real(self) -> bool:
        return bool(self.segments) or (self.is_clear and self.size[1] != 0)


def movers_part(latest: Quarter, pair: Pair | None, moved: Sequence[Moved]) -> MoversPart:
    note = _note(latest, pair)
    if pair is None:
        return MoversPart("Largest changes", note, "", (), ())
    changes = [change for change in map(_change, moved) if change.is_real]
    types = {each.now.type for each in moved}
    better = sorted((c for c in changes if c.size > (0, 0)), key=_clear_first, reverse=True)
    worse = sorted((c for c in changes if c.size < (0, 0)), key=_clear_first, reverse=True)
    return MoversPart(
        heading=_heading(latest, pair),
        note=note,
        rule=_RULE,
        directions=(
            _direction("Better", better, pair.now),
            _direction("Worse", worse, pair.now),
        ),
        tables=tuple(
            Link(label, LeagueAddress(slug, pair.now.slug)(sort="change"))
            for slug, label in TrustType.choices
            if slug in types
        ),
    )


def _clear_first(change: _Change) -> tuple[bool, int, int]:
    """What is sure comes before what is large, in either direction."""
    way = 1 if change.size > (0, 0) else -1
    return change.is_clear, way * change.segments, way * change.size[1]


def _heading(latest: Quarter, pair: Pair) -> str:
    span = f"{pair.before.label} to {pair.now.label}"
    if pair.now == latest:
        return f"Largest changes, {span}"
    return f"Earlier changes: {span} (not {latest.label})"


def _note(latest: Quarter, pair: Pair | None) -> str:
    if pair is not None and pair.now == latest:
        return ""
    if pair is None:
        return (
            f"{latest.label} cannot be compared with a quarter before it: changes are shown only "
            "between quarters that follow one another under the same year's framework."
        )
    return (
        f"There are no changes to show for {latest.label}: the framework changed, so its scores, "
        f"segments and ranks cannot be compared with those before. The last two quarters that "
        f"can be compared are {pair.before.label} and {pair.now.label}."
    )


def _change(each: Moved) -> _Change:
    now, before = each.now, each.before
    both = before.final is not None and now.final is not None
    segments = (before.final or 0) - (now.final or 0) if both else 0
    place = Place(now.league_rank, now.rank_low, now.rank_high)
    return _Change(now, segments, move(before.league_rank, place), before)


def _direction(name: str, changes: Sequence[_Change], quarter: Quarter) -> Direction:
    left = len(changes) - SHOWN
    return Direction(
        name=name.lower(),
        heading=f"{name}: {wording.count(len(changes), 'trust')}",
        movers=tuple(_mover(change, quarter) for change in changes[:SHOWN]),
        more=f"and {wording.number(left)} more" if left > 0 else "",
    )


def _mover(change: _Change, quarter: Quarter) -> Mover:
    now, before = change.now, change.before
    rank = ""
    if now.league_rank is not None and before.league_rank is not None:
        rank = f"{wording.ordinal(before.league_rank)} to {wording.ordinal(now.league_rank)}"
    return Mover(
        name=now.name,
        href=reverse("trust", args=[now.trust_id, quarter.slug]),
        detail=f"{TrustType(now.type).label} trust",
        before=segment(before.final),
        now=segment(now.final),
        rank=f"Rank {rank}" if rank else "",
        certainty=_certainty(change),
    )


def _certainty(change: _Change) -> str:
    if change.move is None or change.move.within_likely_range is None:
        return ""
    return "Outside its likely range" if change.is_clear else "May be chance"
