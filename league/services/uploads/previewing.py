"""What an upload would change, worked out by the rules alone: nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from league.files.uploads.reading import UploadedTable
from league.models import Quarter, QuarterTrust
from league.rules.results import QuarterResult, TrustResult
from league.services import assessments, inputs
from league.services.audit import Actor
from league.services.digests import digest_of
from league.services.handover import FileLine, Handover, TrustLine, ValueLine
from league.services.refusals import RefusedError
from league.services.rights import own_trusts

from .checking import of_quarter
from .known import Known
from .meaning import sort_out


@dataclass(frozen=True)
class ValueChange:
    """``old`` is None where there was no figure; the states say what is known of each."""

    trust: str
    metric: str
    unit: str
    old: float | None
    old_state: str
    """Empty where no row spoke of it."""
    new: float | None
    new_state: str
    difference: float | None


@dataclass(frozen=True)
class Place:
    """Where a trust stands; None where it has no score."""

    segment: int | None
    rank: int | None
    score: float | None


@dataclass(frozen=True)
class Move:
    trust: str
    name: str
    type: str
    old: Place
    new: Place


@dataclass(frozen=True)
class Preview:
    """What would change. ``moves`` are the trusts whose segment, rank or score differs, those
    of another segment first."""

    values: tuple[ValueChange, ...]
    unchanged: int
    """Figures of the file that are in force already."""
    moves: tuple[Move, ...]
    cuts: tuple[tuple[float, ...], tuple[float, ...]]
    """Upper bounds of segments 1 to 3, before and after; empty where there are none."""
    basis: tuple[str, str]
    notes: tuple[str, ...]
    """What is not at hand afterwards."""
    digest: str
    """SHA-256 of what is in force and of what would be laid over it: the same digest is the
    same preview."""

    def as_data(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)


def as_seen(*, by: Actor, preview: dict[str, Any]) -> dict[str, Any]:
    """A stored preview for somebody's eyes. Where other trusts stand in a quarter that is not
    published is not for those who act for some: of the others they are told how many move."""
    own = own_trusts(by)
    if own is None or not preview:
        return preview
    mine = [move for move in preview["moves"] if move["trust"] in own]
    return preview | {"moves": mine, "others": len(preview["moves"]) - len(mine)}


def handover(known: Known, file: FileLine, table: UploadedTable) -> tuple[Handover, int]:
    """The file's figures that are news, and how many are in force already.

    A figure that is in force is left out: laid over itself it would lose the published rank
    that parts it from equal ones.
    """
    parts = sort_out(known.edition, of_quarter(known, table.rows), table.layout)
    lines = [each.line for each in parts.figures]
    news = [line for line in lines if _is_news(known.held, line)]
    codes = sorted({line.code for line in news} - known.held.members.keys())
    made = Handover(
        quarter=known.name.slug,
        trusts=tuple(_trust_line(known, code) for code in codes),
        values=tuple(news),
        files=(file,),
        fictional=known.fictional,
    )
    return made, len(lines) - len(news)


def _is_news(held: inputs.Inputs, line: ValueLine) -> bool:
    old = held.values.get((line.code, line.metric))
    if old is None:
        return True
    return (old.value, old.state, old.unit) != (line.value, line.state, line.unit)


def _trust_line(known: Known, code: str) -> TrustLine:
    """A trust that is new to the quarter, as the register has it now."""
    trust = known.trusts[code]
    return TrustLine(code, trust.name, trust.type, trust.subtype, trust.region)


def preview(quarter: Quarter, known: Known, new: Handover, unchanged: int) -> Preview:
    """Raises:
    RefusedError: with the new figures nothing could be computed.
    """
    before = _outcome(quarter, known.held)
    after_inputs = laid_over(known.held, new)
    ground, _, after = assessments.work_out(quarter, after_inputs, draws=0)
    names = {code: member.name for code, member in after_inputs.members.items()}
    return Preview(
        values=tuple(_change(known.held, line) for line in new.values),
        unchanged=unchanged,
        moves=_moves(before[1], after, names),
        cuts=(before[1].cuts if before[1] else (), after.cuts),
        basis=(before[0], ground.basis),
        notes=ground.notes,
        digest=_digest(known.held, new),
    )


def _outcome(quarter: Quarter, held: inputs.Inputs) -> tuple[str, QuarterResult | None]:
    """Basis and results of what is in force; none where nothing can be computed yet."""
    try:
        ground, _, result = assessments.work_out(quarter, held, draws=0)
    except RefusedError:
        return "", None
    return ground.basis, result


def laid_over(held: inputs.Inputs, new: Handover) -> inputs.Inputs:
    """The inputs that would be in force with the handover."""
    members = {
        line.code: QuarterTrust(
            trust_id=line.code,
            name=line.name,
            type=line.type,
            subtype=line.subtype,
            region=line.region,
        )
        for line in new.trusts
    }
    values = {(line.code, line.metric): inputs.Value.of(line) for line in new.values}
    return replace(held, members=held.members | members, values=held.values | values)


def _change(held: inputs.Inputs, line: ValueLine) -> ValueChange:
    old = held.values.get((line.code, line.metric))
    before = old.value if old else None
    comparable = old is not None and old.unit == line.unit
    return ValueChange(
        trust=line.code,
        metric=line.metric,
        unit=line.unit,
        old=before,
        old_state=old.state if old else "",
        new=line.value,
        new_state=line.state,
        difference=_difference(before, line.value) if comparable else None,
    )


def _difference(old: float | None, new: float | None) -> float | None:
    return None if old is None or new is None else new - old


_NOWHERE = Place(None, None, None)


def _moves(
    before: QuarterResult | None, after: QuarterResult, names: Mapping[str, str]
) -> tuple[Move, ...]:
    old = {trust.code: _place(trust) for trust in before.trusts} if before else {}
    found = [
        Move(trust.code, names.get(trust.code, trust.code), trust.type, was, now)
        for trust in after.trusts
        if (now := _place(trust)) != (was := old.get(trust.code, _NOWHERE))
    ]
    return tuple(sorted(found, key=_by_weight))


def _by_weight(move: Move) -> tuple[bool, str, int, str]:
    return (move.old.segment == move.new.segment, move.type, move.new.rank or 0, move.trust)


def _place(trust: TrustResult) -> Place:
    return Place(trust.final, trust.league_rank, trust.rounded)


def _digest(held: inputs.Inputs, new: Handover) -> str:
    lines = sorted(
        (line.code, line.metric, line.unit, line.value, line.state, line.period)
        for line in new.values
    )
    members = sorted((line.code, line.name, line.type) for line in new.trusts)
    return digest_of([held.digest(with_figures=True), lines, members])
