"""Values that cannot be: refused before anything is stored, whoever hands them in."""

from __future__ import annotations

from collections.abc import Iterator

from league import editions
from league.models import Quarter

from .handover import Handover, ValueLine
from .official_meaning import Limits, meanings
from .refusals import RefusedError

SHOWN = 5


def refuse(*, quarter: Quarter, handover: Handover) -> None:
    """Scores and flags that come as such must be possible ones.

    Raises:
        RefusedError: naming the first few with file, row, value and remedy.
    """
    found = list(_faults(quarter, handover))
    if found:
        more = f" And {len(found) - SHOWN} more like these." if len(found) > SHOWN else ""
        raise RefusedError(" ".join(found[:SHOWN]) + more)


def _faults(quarter: Quarter, handover: Handover) -> Iterator[str]:
    known = meanings(editions.get(quarter.edition))
    limits = {key: meaning.limits for key, meaning in known.items() if meaning.limits}
    for line in handover.values:
        mine = limits.get(line.metric)
        if mine and line.value is not None and not mine.hold(line.value):
            yield _fault(handover, line, mine)


def _fault(handover: Handover, line: ValueLine, limits: Limits) -> str:
    place = [] if line.file is None else [handover.files[line.file].name]
    if line.row is not None:
        place.append(f"row {line.row}")
    where = ", ".join([*place, f"{line.metric} of {line.code}"])
    return (
        f"{where}, value {line.value:g}: only {limits} are possible here; correct the value, or "
        "leave it out."
    )
