"""The files that an import was pointed at: found, read, and put in order of their issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from league.files.faults import Fault
from league.files.official import OfficialFile, read_official
from league.files.tables import MAX_BYTES
from league.files.versions import family_and_version

from . import collector

Progress = Callable[[str], None]


@collector.resting()
def read_all(
    paths: Sequence[Path], progress: Progress
) -> tuple[tuple[OfficialFile, ...], tuple[Fault, ...]]:
    """Every CSV file of the paths, later issues last, and faults of paths as such."""
    found, faults = _find(paths)
    files = []
    for at, path in enumerate(found, start=1):
        progress(f"Reading {path.name} ({at} of {len(found)})")
        try:
            files.append(read_official(path.name, _start(path)))
        except OSError as error:
            problem = f"It cannot be read ({error.strerror})."
            faults.append(Fault(str(path), problem, "Check its permissions."))
    return tuple(sorted(files, key=lambda file: family_and_version(file.name)[1])), tuple(faults)


def _start(path: Path) -> bytes:
    """All of a file, or one byte more than is taken: enough to be refused as too large, however
    much follows."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _find(paths: Sequence[Path]) -> tuple[list[Path], list[Fault]]:
    found: dict[Path, Path] = {}
    faults = []
    for path in paths:
        inside = list(_files_of(path))
        if not path.exists():
            faults.append(Fault(str(path), "There is no such file.", "Check the path."))
        elif not inside:
            problem = "The directory holds no CSV file."
            faults.append(Fault(str(path), problem, "Point to NHS England's CSV files."))
        found |= {each.resolve(): each for each in inside}
    return list(found.values()), faults


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix.lower() == ".csv")
