"""Faults of an edition file: where, what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


class EditionError(ValueError):
    """An edition file is refused; ``errors`` has every fault that was found."""

    def __init__(
        self,
        filename: str,
        key: str,
        problem: str,
        remedy: str,
        *,
        others: Sequence[EditionError] = (),
    ) -> None:
        super().__init__(filename, key, problem, remedy)
        self.filename = filename
        self.key = key
        """Path of the key, such as ``metrics[OF0013].bands[1]``; lists count from 1."""
        self.problem = problem
        self.remedy = remedy
        self.errors: tuple[EditionError, ...] = (self, *others)
        """This fault, then the others of the same file."""

    def __str__(self) -> str:
        """One line for each fault."""
        return "\n".join(
            f"{fault.filename}: {fault.key}: {fault.problem}. {fault.remedy}"
            for fault in self.errors
        )


class Faults:
    """Collects the faults of one file, so that all are told at once."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self._found: list[EditionError] = []

    def add(self, key: str, problem: str, remedy: str) -> None:
        self._found.append(EditionError(self.filename, key, problem, remedy))

    def raise_any(self) -> None:
        """Raise one EditionError that tells all that was found, if anything was."""
        if self._found:
            first, *others = self._found
            raise EditionError(
                first.filename, first.key, first.problem, first.remedy, others=others
            )


def suggest(text: str, known: Sequence[str]) -> str:
    """The remedy for a text that is none of the known ones."""
    near = get_close_matches(text, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(known)}."
