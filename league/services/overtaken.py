"""What another import brought in while this one read its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from league.files.official import OfficialFile

from .handover import FileLine
from .known_files import sort_out
from .official_quarters import Gathered
from .refusals import RefusedError


def ask_again(slug: str, one: Gathered) -> Gathered:
    """What is still new of the quarter, to be asked under the register's lock: files were sorted
    out before it, and the later in a quarter hides the earlier.

    Nothing is, when all its files are known by now or a later issue of them is.

    Raises:
        RefusedError: some of them are: what was gathered of several files is one, and cannot be
            taken apart any more.
    """
    if one.handover is None:
        return one
    files = one.handover.files
    known = sort_out(slug, [_unread(slug, line) for line in files])
    if len(known.fresh) == len(files):
        return one
    if not known.fresh:
        return replace(one, handover=None, notes=(*one.notes, *known.notes))
    fresh = {file.sha256 for file in known.fresh}
    raise RefusedError(_told(line.name for line in files if line.sha256 not in fresh))


def _unread(slug: str, line: FileLine) -> OfficialFile:
    """The file without its rows, which are not held any more."""
    return OfficialFile(line.name, line.sha256, line.size, quarters=frozenset([slug]))


def _told(names: Iterable[str]) -> str:
    return (
        f"While this import ran, another one brought {', '.join(names)} or a later issue of it. "
        "Start it again."
    )
