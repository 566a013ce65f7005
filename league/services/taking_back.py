"""Published results that NHS England took back: their cells are empty in a later file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from league.models import FigureLayout, PublishedFigure, Quarter

from .handover import FigureLine, Handover
from .import_report import listed
from .inputs import Inputs

Cell = tuple[str, str, str]
"""Trust code, figure kind and key."""


@dataclass(frozen=True)
class Settled:
    handover: Handover
    """Its lines without a value are those that take something back."""
    notes: tuple[str, ...]


def settle(*, quarter: Quarter, handover: Handover, held: Inputs) -> Settled:
    """Leave out the empty cells that take nothing back: of a result that is not in force, and of
    one that a file of the other layout gave last, for that one still says it. One query, and only
    where there are any.

    Args:
        held: what is in force of the quarter.
    """
    empty = {_cell(line): line for line in handover.figures if line.value is None}
    if not empty:
        return Settled(handover, ())
    layouts = _layouts(quarter, empty.keys() & held.figures.keys())
    taken = {cell for cell, layout in layouts.items() if layout in ("", empty[cell].layout)}
    kept = tuple(
        line for line in handover.figures if line.value is not None or _cell(line) in taken
    )
    stays = {cell: layout for cell, layout in layouts.items() if cell not in taken}
    return Settled(replace(handover, figures=kept), tuple(_notes(taken, stays)))


def _cell(line: FigureLine) -> Cell:
    return (line.code, line.kind, line.key)


def _layouts(quarter: Quarter, cells: Collection[Cell]) -> dict[Cell, str]:
    """The layout that gave each of the cells last."""
    if not cells:
        return {}
    codes = {code for code, _, _ in cells}
    held = PublishedFigure.objects.in_force(quarter).filter(trust__in=codes)
    rows = held.values_list("trust_id", "kind", "key", "layout")
    told = {(code, kind, key): layout for code, kind, key, layout in rows}
    return {cell: told[cell] for cell in cells}


def _notes(taken: Collection[Cell], stays: dict[Cell, str]) -> Iterator[str]:
    if taken:
        yield f"Taken back, because the cell is empty now: {_results(taken)}."
    for layout in FigureLayout:
        if cells := [cell for cell, of in stays.items() if of == layout]:
            yield (
                f"Still in force though the cell is empty, because a {layout.label.lower()} gave "
                f"it last: {_results(cells)}. Empty the cell there too."
            )


def _results(cells: Collection[Cell]) -> str:
    noun = "published result" if len(cells) == 1 else "published results"
    return f"{len(cells)} {noun} of {listed(sorted({code for code, _, _ in cells}))}"
