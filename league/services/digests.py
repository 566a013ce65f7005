"""Checksums of plain data that is too much to be held as one text."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

TOLD = 250
"""Rows that are made JSON at a time."""


class Digest:
    """SHA-256 of the JSON of plain data that is told piece by piece; floats by their shortest
    exact text."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def text(self, text: str) -> None:
        """Tell JSON as it stands."""
        self._hash.update(text.encode())

    def plain(self, data: Any) -> None:
        """Tell data as JSON."""
        self.text(_json(data))

    def passing(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows as they are, told as one list once they are through."""
        self.text("[")
        for place, some in enumerate(batches(rows, TOLD)):
            self.text(("," if place else "") + _json(some)[1:-1])
            yield from some
        self.text("]")

    def rows(self, rows: Iterable[Any]) -> None:
        """Tell rows as one list."""
        deque(self.passing(rows), maxlen=0)

    def told(self) -> str:
        """What was told so far, in hexadecimal."""
        return self._hash.hexdigest()


def digest_of(data: list[Any]) -> str:
    """SHA-256 of plain data as JSON."""
    digest = Digest()
    digest.plain(data)
    return digest.told()


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False, default=str)
