"""Two states of a quarter side by side: figures, trusts and cuts. Nothing is stored.

A state is as an assessment had it. Where its rows are kept they are read; those of a superseded
draft were dropped, and are computed again from what was in force then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from league import rules
from league.models import Assessment, Quarter, SegmentAssignment
from league.rules.results import QuarterResult

from . import assessments, inputs
from .audit import Actor
from .inputs import Inputs
from .refusals import RefusedError
from .rights import own_trusts
from .uploads.previewing import Move, Place, ValueChange

NOWHERE = Place(None, None, None)


@dataclass(frozen=True)
class Standing:
    """``places`` by trust code, as (name, type, place)."""

    inputs: Inputs
    basis: str
    cuts: tuple[float, ...]
    places: Mapping[str, tuple[str, str, Place]]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What differs between two states. ``moves`` are the trusts whose segment, rank or score
    differs, those of another segment first; a trust that is only in one has nothing in the other.
    """

    values: tuple[ValueChange, ...]
    moves: tuple[Move, ...]
    cuts: tuple[tuple[float, ...], tuple[float, ...]]
    """Upper bounds of segments 1 to 3; empty where there are none."""
    basis: tuple[str, str]
    """Empty where there is no earlier state."""
    published_figures: int
    """How many of NHS England's own results differ."""
    notes: tuple[str, ...]
    others: int = 0
    """Trusts that differ as well and that the reader may not see; none of them in ``moves``."""

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def compare(*, earlier: Assessment | None, later: Assessment) -> Difference:
    """``earlier`` None: beside a quarter of which nothing was known.

    Raises:
        RefusedError: the two belong to different quarters, or one of them cannot be computed.
    """
    if earlier is not None and earlier.quarter_id != later.quarter_id:
        raise RefusedError("Only assessments of one quarter can be compared.")
    found = difference(standing(earlier) if earlier else None, standing(later))
    return replace(found, notes=(*found.notes, *_rules_differ(earlier, later)))


def standing(assessment: Assessment) -> Standing:
    """Raises:
    RefusedError: its rows were dropped, and today's rules cannot compute it.
    """
    given = inputs.in_force(assessment.quarter, up_to=assessment.submission.number)
    kept = tuple(SegmentAssignment.objects.of_assessment(assessment))
    if not kept:
        return standing_of(assessment.quarter, given)
    places = {row.trust_id: (row.name, row.type, _stored(row)) for row in kept}
    cuts = tuple(assessment.cuts)
    return Standing(given, assessment.basis, cuts, places, tuple(assessment.notes))


def standing_of(quarter: Quarter, given: Inputs) -> Standing:
    """The state that those inputs would give.

    Raises:
        RefusedError: nothing could be computed from them.
    """
    ground, _, result = assessments.work_out(quarter, given, draws=0)
    return Standing(given, ground.basis, tuple(result.cuts), _places(result, given), ground.notes)


def difference(before: Standing | None, after: Standing) -> Difference:
    old = before or Standing(Inputs({}, {}, {}), "", (), {}, ())
    return Difference(
        values=_values(old.inputs, after.inputs),
        moves=_moves(old.places, after.places),
        cuts=(old.cuts, after.cuts),
        basis=(old.basis, after.basis),
        published_figures=_differing(old.inputs.figures, after.inputs.figures),
        notes=after.notes,
    )


def as_seen(*, by: Actor, found: Difference) -> Difference:
    """What somebody may see of it: where others stand in a draft is not for those who act for
    some trusts."""
    own = own_trusts(by)
    if own is None:
        return found
    mine = tuple(move for move in found.moves if move.trust in own)
    return replace(found, moves=mine, others=len(found.moves) - len(mine))


def _stored(row: SegmentAssignment) -> Place:
    score = None if row.average_score is None else float(row.average_score)
    return Place(row.final, row.league_rank, score)


def _places(result: QuarterResult, given: Inputs) -> dict[str, tuple[str, str, Place]]:
    return {
        each.code: (
            given.members[each.code].name,
            each.type,
            Place(each.final, each.league_rank, _plain(each.rounded)),
        )
        for each in result.trusts
    }


def _plain(score: Any) -> float | None:
    return None if score is None else float(score)


def _values(old: Inputs, new: Inputs) -> tuple[ValueChange, ...]:
    keys = sorted(old.values.keys() | new.values.keys())
    return tuple(change for key in keys if (change := _change(key, old, new)) is not None)


def _change(key: tuple[str, str], old: Inputs, new: Inputs) -> ValueChange | None:
    was, now = old.values.get(key), new.values.get(key)
    before = (was.value, was.state, was.unit) if was else (None, "", "")
    after = (now.value, now.state, now.unit) if now else (None, "", "")
    if before == after:
        return None
    comparable = before[2] == after[2] and before[0] is not None and after[0] is not None
    return ValueChange(
        trust=key[0],
        metric=key[1],
        unit=after[2] or before[2],
        old=before[0],
        old_state=before[1],
        new=after[0],
        new_state=after[1],
        difference=(after[0] or 0.0) - (before[0] or 0.0) if comparable else None,
    )


def _moves(
    old: Mapping[str, tuple[str, str, Place]], new: Mapping[str, tuple[str, str, Place]]
) -> tuple[Move, ...]:
    found = []
    for code in old.keys() | new.keys():
        name, kind, _ = new.get(code) or old[code]
        was = old[code][2] if code in old else NOWHERE
        now = new[code][2] if code in new else NOWHERE
        if was != now:
            found.append(Move(code, name, kind, was, now))
    return tuple(sorted(found, key=_by_weight))


def _by_weight(move: Move) -> tuple[bool, str, int, str]:
    return (move.old.segment == move.new.segment, move.type, move.new.rank or 0, move.trust)


def _differing(old: Mapping[Any, float], new: Mapping[Any, float]) -> int:
    return sum(old.get(key) != new.get(key) for key in old.keys() | new.keys())


def _rules_differ(earlier: Assessment | None, later: Assessment) -> tuple[str, ...]:
    """Said where a difference may come from the rules and not from the figures."""
    versions = {each.rules_version for each in (earlier, later) if each}
    if versions <= {rules.VERSION}:
        return ()
    return (
        f"Not both were computed by today's rules (version {rules.VERSION}): some of what differs "
        "may come from the rules.",
    )
