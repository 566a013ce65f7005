"""Which state of the public data is the newest, asked now and then and not for every reader."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import InterfaceError, OperationalError, connections

from league.databases.routing import PRIMARY, REPLICA, is_last_resort
from league.models import PageGeneration

from .connecting import drop_old

logger = logging.getLogger(__name__)

OUTAGE_SECONDS = 300.0
"""For so long the last known state is shown while no database can be asked."""
WAIT_SECONDS = 2.0


@dataclass(frozen=True)
class Generation:
    """``token`` stands for exactly one state of what is public. ``certain`` is whether the primary
    said so: a replica may be behind."""

    token: str
    changed_at: datetime
    certain: bool = field(default=True, compare=False)


def read(alias: str) -> Generation | None:
    """By one query; None in a database that was just emptied."""
    try:
        row = PageGeneration.objects.using(alias).now()
    except PageGeneration.DoesNotExist:
        return None
    return Generation(row.token.hex, row.changed_at, certain=alias == PRIMARY)


def ask() -> Generation | None:
    """That of the primary; of the replica, where there is one, while the primary is gone.

    Raises:
        OperationalError, InterfaceError: nobody answers.
    """
    drop_old()
    try:
        return read(REPLICA if REPLICA in connections and is_last_resort(REPLICA) else PRIMARY)
    except (OperationalError, InterfaceError):
        if REPLICA not in connections:
            raise
        return read(REPLICA)
    finally:
        drop_old()


class Known:
    """What is known here of the newest generation; asked by the reader who comes first after
    ``every`` seconds, while others go by what was known.

    Who comes after a long quiet waits for the answer, so that what is shown is at most twice
    ``every`` behind; with 0 every reader's request asks.

    ``prepare`` is called with one that is new, before anybody is shown it.
    """

    def __init__(
        self,
        asked: Callable[[], Generation | None],
        every: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask, self._every, self._clock = asked, every, clock
        self.prepare: Callable[[Generation], None] = lambda _: None
        self._last: Generation | None = None
        self._as_of = self._due = float("-inf")
        self._failing = False
        self._mutex = threading.Lock()

    def current(self) -> Generation | None:
        """None while it is not known, or known for too long without asking."""
        now = self._clock()
        if now >= self._due:
            waits = now - self._as_of >= 2 * self._every and not self._failing
            if self._mutex.acquire(timeout=WAIT_SECONDS if waits else 0):
                try:
                    self._look(now)
                finally:
                    self._mutex.release()
            elif waits:
                self._failing = True  # who asked hangs: nobody else is to wait for it
        return self._last if now - self._as_of < OUTAGE_SECONDS else None

    def doubt(self) -> None:
        """Have the next reader ask."""
        self._due = float("-inf")

    def _look(self, now: float) -> None:
        if self._as_of >= now:  # somebody asked while we waited
            return
        began = self._clock()
        self._due = began + self._every
        try:
            newest = self._ask()
        except (OperationalError, InterfaceError) as error:
            self._failing = True
            logger.warning("Pages are shown as last known, no database answers: %s", error)
            return
        if not _is_behind(newest, self._last):
            if newest and newest != self._last:
                self.prepare(newest)
            self._last = newest
        self._as_of, self._failing = began, False


def _is_behind(told: Generation | None, shown: Generation | None) -> bool:
    """Told by a replica that has not heard yet of what is shown already. The primary is believed:
    it may have been restored from a backup."""
    if told is None or shown is None or told.certain:
        return False
    return told.changed_at < shown.changed_at
