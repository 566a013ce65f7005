"""A trust's place beside that of the quarter before, in sentences, and how sure the move is."""

from __future__ import annotations

from dataclasses import dataclass

from .standings import Place, move
from .wording import counted, joint, ordinal


@dataclass(frozen=True)
class Stood:
    """Where a trust stood in one quarter."""

    segment: int | None
    place: Place
    shared: bool = False
    """Whether others of its type held the same rank."""
    of: int = 0
    """Trusts of its type with a rank."""
    type: str = ""


def standing_sentence(before: Stood, after: Stood) -> str:
    """The change of segment and of rank, and whether the new place is told from the old."""
    told = [_segments(before.segment, after.segment), _ranks(before, after)]
    return " ".join(each for each in told if each)


def _segments(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    if before == after:
        return f"Its segment is {after}, as before."
    return f"Its segment went from {before} to {after}."


def _ranks(before: Stood, after: Stood) -> str:
    if before.type != after.type:
        return "It is in another league table than before, so its ranks cannot be compared."
    moved = move(before.place.rank, after.place)
    if moved is None or before.place.rank is None or after.place.rank is None:
        return ""
    then = joint(before.place.rank, shared=before.shared)
    now = joint(after.place.rank, shared=after.shared)
    if not moved.places:
        return f"Its rank is {now} of {after.of}, as before."
    way = "up" if moved.places > 0 else "down"
    text = (
        f"Its rank went from {then} of {before.of} to {now} of {after.of}, "
        f"{counted(abs(moved.places), 'place')} {way}"
    )
    return f"{text}{_certainty(moved.within_likely_range, before, after)}."


def _certainty(within: bool | None, before: Stood, after: Stood) -> str:
    if within is None or None in (before.place.rank, after.place.low, after.place.high):
        return ""
    then = ordinal(before.place.rank or 0)
    span = f"{ordinal(after.place.low or 0)} to {ordinal(after.place.high or 0)}"
    if within:
        return (
            f"; {then} lies within the likely range of its rank now ({span}), so the move may be "
            "no more than chance"
        )
    return f"; {then} lies outside the likely range of its rank now ({span})"
