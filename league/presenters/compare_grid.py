"""A table of figures side by side: one column for each trust, marks said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from league.models import Quarter, SegmentAssignment
from league.rules.comparison import Mark, Marked

from .segments import SegmentTag

_WIDE = 4
"""With more trusts than this a table needs a wide screen to stand side by side."""

_ENDINGS = (" NHS Foundation Trust", " NHS Trust")


@dataclass(frozen=True)
class Head:
    """A compared trust at the top of its column."""

    name: str
    short: str
    """The name without what most trusts' names end in, for narrow screens and sentences."""
    code: str
    href: str


@dataclass(frozen=True)
class Cell:
    """``figure`` is what is compared; ``mark`` its place among the others in words, if any."""

    figure: str
    detail: str = ""
    mark: str = ""
    mark_slug: str = ""
    """``best``, ``worst`` or ``same``: how the words look; never the only sign."""
    tag: SegmentTag | None = None
    missing: bool = False
    head: Head | None = None
    """Whose it is, which a narrow screen says beside each figure."""


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]
    code: str = ""
    detail: str = ""
    href: str = ""
    term: str = ""
    """The label's word of the glossary, if it has one."""


@dataclass(frozen=True)
class Group:
    """Lines that belong together, under a heading that may be empty."""

    heading: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Grid:
    caption: str
    slug: str
    first: str
    """Heading of the first column."""
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]

    @property
    def columns(self) -> int:
        return len(self.heads) + 1

    @property
    def wide(self) -> bool:
        return len(self.heads) > _WIDE


def grid(
    caption: str, slug: str, first: str, heads: tuple[Head, ...], groups: Sequence[Group]
) -> Grid:
    """Groups without lines are left out; each cell is told whose it is."""
    return Grid(
        caption,
        slug,
        first,
        heads,
        tuple(
            replace(group, lines=tuple(_headed(line, heads) for line in group.lines))
            for group in groups
            if group.lines
        ),
    )


def _headed(line: Line, heads: tuple[Head, ...]) -> Line:
    pairs = zip(line.cells, heads, strict=True)
    return replace(line, cells=tuple(replace(cell, head=head) for cell, head in pairs))


def heads(rows: Sequence[SegmentAssignment], quarter: Quarter) -> tuple[Head, ...]:
    names = [row.name for row in rows]
    return tuple(
        Head(
            name=row.name,
            short=short,
            code=row.trust_id,
            href=reverse("trust", args=[row.trust_id, quarter.slug]),
        )
        for row, short in zip(rows, short_names(names), strict=True)
    )


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names without their usual endings; whole where two would then be the same."""
    short = [_shortened(name) for name in names]
    return tuple(
        whole if short.count(cut) > 1 else cut for whole, cut in zip(names, short, strict=True)
    )


def _shortened(name: str) -> str:
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name.rstrip(",")


def marked(cell: Cell, mark: Marked) -> Cell:
    """The cell with its mark in words."""
    slug = mark.mark.value if mark.mark in (Mark.BEST, Mark.WORST, Mark.SAME) else ""
    return replace(cell, mark=mark.words, mark_slug=slug)
