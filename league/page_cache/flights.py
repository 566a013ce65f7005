"""One rendering at a time of the same address: who comes meanwhile waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_T = TypeVar("_T")

WAIT_SECONDS = 30.0


@dataclass
class _Flight(Generic[_T]):
    over: threading.Event = field(default_factory=threading.Event)
    brought: _T | None = None


class Flights(Generic[_T]):
    """What is being made in this process."""

    def __init__(self) -> None:
        self._flying: dict[Hashable, _Flight[_T]] = {}
        self._mutex = threading.Lock()

    def join(self, key: Hashable, make: Callable[[], _T | None]) -> _T | None:
        """What ``make`` returns, called by the first that comes; None for all when it fails the
        first, who gets its exception."""
        with self._mutex:
            flight = self._flying.get(key)
            first = flight is None
            if flight is None:
                flight = self._flying[key] = _Flight()
        if not first:
            flight.over.wait(WAIT_SECONDS)
            return flight.brought
        try:
            flight.brought = make()
            return flight.brought
        finally:
            with self._mutex:
                del self._flying[key]
            flight.over.set()
