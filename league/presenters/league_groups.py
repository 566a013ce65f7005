"""A league table in bands: the trusts of each segment under a heading with their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from league.tables.sortable import Line, joined

from . import wording
from .segments import SegmentTag, segment


@dataclass(frozen=True)
class Group:
    """``tag`` is None for a table without groups; ``count`` is such as ``23 trusts``."""

    tag: SegmentTag | None
    count: str
    rows: SafeString


def ungrouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    return (Group(None, "", joined(lines)),)


def by_segment(
    lines: Iterable[Line], totals: Mapping[int | None, int], *, backwards: bool
) -> tuple[Group, ...]:
    """Lines of a table by their record's segment, best first unless ``backwards``; those without
    one last either way. Within a group the order stays. ``totals``: trusts of each segment in
    the full table."""
    found: dict[int | None, list[Line]] = {}
    for line in lines:
        found.setdefault(line.record.final, []).append(line)
    numbers = sorted((number for number in found if number is not None), reverse=backwards)
    order: list[int | None] = [*numbers, *([None] if None in found else [])]
    return tuple(
        Group(segment(number), _count(len(found[number]), totals[number]), joined(found[number]))
        for number in order
    )


def _count(shown: int, total: int) -> str:
    whole = wording.count(total, "trust")
    return whole if shown == total else f"{shown} of {whole}"
