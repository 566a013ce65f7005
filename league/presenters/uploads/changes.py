"""What an upload would change, from its stored preview: figures, trusts and cuts in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from league.models import ValueState
from league.presenters import wording
from league.rules.edition import Edition
from league.rules.wording import limit
from trusts.types import TrustType

SHOWN = 300
_NONE = "No figure"


@dataclass(frozen=True)
class ValueRow:
    trust: str
    metric: str
    old: str
    new: str
    difference: str


@dataclass(frozen=True)
class MoveRow:
    trust: str
    code: str
    type: str
    segment: str
    rank: str
    score: str
    changes_segment: bool


@dataclass(frozen=True)
class Changes:
    sentence: str
    values: tuple[ValueRow, ...]
    values_left: str
    moves: tuple[MoveRow, ...]
    moves_left: str
    cuts: str
    notes: tuple[str, ...]


def changes(edition: Edition, preview: dict[str, Any]) -> Changes | None:
    """None where there is no preview."""
    if not preview:
        return None
    values, moves = preview["values"], preview["moves"]
    return Changes(
        sentence=_sentence(preview),
        values=tuple(value_row(edition, each) for each in values[:SHOWN]),
        values_left=_left(len(values)),
        moves=tuple(move_row(each) for each in moves[:SHOWN]),
        moves_left=_left(len(moves)),
        cuts=_cuts(preview["cuts"]),
        notes=tuple(preview["notes"]),
    )


def _sentence(preview: dict[str, Any]) -> str:
    moves, others = preview["moves"], preview.get("others", 0)
    segments = sum(each["old"]["segment"] != each["new"]["segment"] for each in moves)
    figures = wording.count(len(preview["values"]), "figure changes", "figures change")
    same = preview["unchanged"]
    count_already = f" ({wording.count(same, 'figure')} in the file count already)" if same else ""
    if not moves:
        whose = "None of your trusts'" if others else "No trust's"
        said = f"{figures}{count_already}. {whose} segment, rank or score does."
    else:
        said = (
            f"{figures}{count_already}. "
            f"{wording.count(segments, 'trust')} would be in another segment, and "
            f"{wording.count(len(moves), 'trust')} would have another segment, rank or score."
        )
    return said + of_others(others)


def of_others(how_many: int) -> str:
    """Empty where there are none, or the reader sees them all."""
    if not how_many:
        return ""
    others = wording.count(how_many, "other trust moves", "other trusts move")
    return f" {others} too: where they stand is not shown before it is published."


def _left(how_many: int) -> str:
    return f"And {wording.count(how_many - SHOWN, 'more', 'more')}." if how_many > SHOWN else ""


def value_row(edition: Edition, each: dict[str, Any]) -> ValueRow:
    metric = edition.by_id.get(each["metric"])

    def shown(value: float | None, state: str) -> str:
        if value is None:
            return str(ValueState(state).label) if state else _NONE
        if metric is None:
            return "Yes" if value else "No"
        return limit(value, metric, each["unit"])

    difference = each["difference"]
    return ValueRow(
        trust=each["trust"],
        metric=f"{metric.name} ({metric.id})" if metric else "In deficit",
        old=shown(each["old"], each["old_state"]),
        new=shown(each["new"], each["new_state"]),
        difference="Not comparable" if difference is None else wording.signed(round(difference, 6)),
    )


def move_row(each: dict[str, Any]) -> MoveRow:
    old, new = each["old"], each["new"]
    return MoveRow(
        trust=each["name"],
        code=each["trust"],
        type=str(TrustType(each["type"]).label),
        segment=_pair(old["segment"], new["segment"], str),
        rank=_pair(old["rank"], new["rank"], wording.ordinal),
        score=_pair(old["score"], new["score"], wording.score),
        changes_segment=old["segment"] != new["segment"],
    )


def _pair(old: Any, new: Any, shown: Any) -> str:
    """``2 to 3``, ``2, as now``."""
    words = ["none" if each is None else shown(each) for each in (old, new)]
    return f"{words[1]}, as now" if old == new else f"{words[0]} to {words[1]}"


def _cuts(cuts: list[list[float]]) -> str:
    old, new = (", ".join(f"{cut:.4g}" for cut in each) for each in cuts)
    if not new:
        return "There are no limits of segments."
    if old == new:
        return f"The limits of the segments stay at {new}."
    return f"The limits of the segments would go from {old or 'none'} to {new}."
