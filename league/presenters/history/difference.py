"""What differs between two states of a quarter: figures, trusts and cuts in words."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.models import Basis, Quarter
from league.presenters import wording
from league.presenters.uploads.changes import (
    SHOWN,
    MoveRow,
    ValueRow,
    move_row,
    of_others,
    value_row,
)
from league.services.comparing import Difference


@dataclass(frozen=True)
class DifferenceView:
    """``columns`` name the two states in the table of figures."""

    sentences: tuple[str, ...]
    values: tuple[ValueRow, ...]
    values_left: str
    moves: tuple[MoveRow, ...]
    moves_left: str
    columns: tuple[str, str]


def difference_view(
    quarter: Quarter, found: Difference, columns: tuple[str, str] = ("Before", "After")
) -> DifferenceView:
    edition, told = editions.get(quarter.edition), found.as_data()
    return DifferenceView(
        sentences=(*_sentences(found), *(wording.sentence(note) for note in found.notes)),
        values=tuple(value_row(edition, each) for each in told["values"][:SHOWN]),
        values_left=_left(len(found.values)),
        moves=tuple(move_row(each) for each in told["moves"][:SHOWN]),
        moves_left=_left(len(found.moves)),
        columns=columns,
    )


def _sentences(found: Difference) -> tuple[str, ...]:
    said = [_figures(found), _trusts(found), _cuts(found), _basis(found)]
    return tuple(each for each in said if each)


def _figures(found: Difference) -> str:
    if not found.values:
        said = "No figure differs"
    else:
        said = wording.count(len(found.values), "figure differs", "figures differ")
    if not found.published_figures:
        return f"{said}."
    theirs = wording.count(found.published_figures, "result")
    return f"{said}, and {theirs} that NHS England published."


def _trusts(found: Difference) -> str:
    if not found.moves:
        whose = "Each of your trusts" if found.others else "Every trust"
        return f"{whose} has the same segment, rank and score.{of_others(found.others)}"
    segments = sum(move.old.segment != move.new.segment for move in found.moves)
    moved = wording.count(len(found.moves), "trust differs", "trusts differ")
    said = f"{moved} in segment, rank or score, {segments or 'none'} of them in segment."
    return said + of_others(found.others)


def _cuts(found: Difference) -> str:
    old, new = (", ".join(f"{cut:.4g}" for cut in cuts) for cuts in found.cuts)
    if old == new:
        return f"The limits of the segments are the same: {new}." if new else ""
    return f"The limits of the segments: {old or 'none'} before, {new or 'none'} after."


def _basis(found: Difference) -> str:
    old, new = found.basis
    if not old or old == new:
        return ""
    before, after = (wording.uncapital(str(Basis(each).label)) for each in (old, new))
    return f"The results were {before}; they are now {after}."


def _left(how_many: int) -> str:
    return f"And {wording.count(how_many - SHOWN, 'more', 'more')}." if how_many > SHOWN else ""
