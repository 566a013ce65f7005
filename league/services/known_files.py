"""Which files of an import are known already, so that the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from league.files.official import OfficialFile
from league.files.versions import family_and_version
from league.models import SubmissionState, SubmittedFile


@dataclass(frozen=True)
class Sorted:
    fresh: tuple[OfficialFile, ...]
    notes: tuple[str, ...]
    """Which files were left out: a later issue is known, or the same was given twice."""


def sort_out(slug: str, files: Sequence[OfficialFile]) -> Sorted:
    """The quarter's files that were not applied before, by checksum, each once. One query."""
    submitted = SubmittedFile.objects.filter(
        submission__quarter=slug, submission__state=SubmissionState.APPLIED
    )
    known = list(submitted.values_list("name", "sha256"))
    checksums = {sha256 for _, sha256 in known}
    newest = _newest_issues(name for name, _ in known)
    fresh: dict[tuple[str, str], OfficialFile] = {}
    notes = []
    for file in files:
        if slug not in file.quarters or file.sha256 in checksums:
            continue
        family, version = family_and_version(file.name)
        if (file.name, file.sha256) in fresh:
            notes.append(f"{file.name} was given more than once: it is read once.")
        elif version < newest.get(family, 0):
            notes.append(f"{file.name} is left out: its issue {newest[family]} is known already.")
        else:
            fresh[file.name, file.sha256] = file
    return Sorted(tuple(fresh.values()), tuple(notes))


def _newest_issues(names: Iterable[str]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for family, version in map(family_and_version, names):
        newest[family] = max(version, newest.get(family, 0))
    return newest
