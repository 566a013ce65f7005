"""What readers ask for most, so that a publication makes those pages before it is seen.

Each process counts what it sends and now and then writes the most wanted down beside the kept
pages, where the process that publishes finds it: another worker, or a command.
"""

from __future__ import annotations

import heapq
import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

from .addresses import Address

logger = logging.getLogger(__name__)

EVERY_SECONDS = 10.0
"""Between two times of writing."""
LASTS = 0.98
"""What a count is worth after each time of writing: half after six minutes."""
FORGOTTEN = 0.1
FRESH_SECONDS = 600.0
"""What nobody wrote for so long is forgotten."""
COUNTED_AT_MOST = 5_000
TOLD_AT_MOST = 1_000
"""Addresses; those with a query are without number, and anybody can make them up."""


class Demand:
    """The counts of this process, and the notes of all that share a directory.

    ``root`` is None where nothing can be written: then only this process is counted.
    ``meanwhile`` is called at each time of writing.
    """

    def __init__(self, root: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._root, self._clock = root, clock
        self._name = secrets.token_hex(8)
        self._asked: dict[Address, float] = {}
        self._due = clock() + EVERY_SECONDS
        self._mutex = threading.Lock()
        self.meanwhile: Callable[[], None] = lambda: None

    def note(self, address: Address) -> None:
        """It was sent once more. Threads may lose a count to each other, which changes nothing."""
        asked = self._asked
        if address in asked:
            asked[address] += 1
        elif len(asked) < COUNTED_AT_MOST:
            asked[address] = 1
        if self._clock() >= self._due and self._mutex.acquire(blocking=False):
            try:
                self._due = self._clock() + EVERY_SECONDS
                self._tell()
                self.meanwhile()
            finally:
                self._mutex.release()

    def wanted(self) -> list[Address]:
        """By all processes together, the most wanted first."""
        told = dict(self._asked)
        for path in self._notes():
            for address, count in _read(path) if path.name != self._name else ():
                told[address] = told.get(address, 0) + count
        return [address for address, _ in _most(told)]

    def _tell(self) -> None:
        counted = _most(dict(self._asked))
        worth = ((address, count * LASTS) for address, count in counted)
        self._asked = {address: count for address, count in worth if count > FORGOTTEN}
        if self._root is None:
            return
        path = self._root / self._name
        own = path.with_suffix(".new")
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            own.write_text(json.dumps([[*address, count] for address, count in counted]))
            own.replace(path)
        except OSError as error:
            logger.warning("What readers ask for could not be written down: %s", error)

    def _notes(self) -> Iterator[Path]:
        """Those of processes that still write; the others are removed."""
        with suppress(OSError):
            for path in sorted(self._root.iterdir()) if self._root else ():
                if time.time() - path.stat().st_mtime > FRESH_SECONDS:
                    path.unlink(missing_ok=True)
                elif path.suffix != ".new":
                    yield path


def _most(counts: dict[Address, float]) -> list[tuple[Address, float]]:
    return heapq.nlargest(TOLD_AT_MOST, counts.items(), key=itemgetter(1))


def _read(path: Path) -> list[tuple[Address, float]]:
    """Empty for what is damaged."""
    try:
        return [
            (Address(str(scheme), str(host), str(asked), str(query), bool(few)), float(count))
            for scheme, host, asked, query, few, count in json.loads(path.read_text())
        ]
    except (OSError, ValueError, TypeError):
        logger.warning("A note of what readers ask for cannot be read: %s", path.name)
        return []
