"""Which state of the public data is the newest, asked now and then and not for every reader."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import Error, InterfaceError, OperationalError, connections

from league.databases.routing import PRIMARY, REPLICA, is_last_resort, not_for_ever
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
    """That of the primary; of the replica, where there is one, if the primary does not answer.

    Raises:
        OperationalError, InterfaceError: nobody answers.
    """
    *first, last = _in_turn()
    for alias in first:
        try:
            return _asked(alias)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The newest pages are asked of another server than %s: %s", alias, error)
    return _asked(last)


def _in_turn() -> list[str]:
    """A primary that misses one look on a busy machine still knows best."""
    if REPLICA not in connections:
        return [PRIMARY]
    return [REPLICA, PRIMARY] if is_last_resort(REPLICA) else [PRIMARY, REPLICA]


def _asked(alias: str) -> Generation | None:
    drop_old()
    try:
        with not_for_ever(alias):
            return read(alias)
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
        self._failed_at = float("-inf")
        self._doubts = 0
        self._asking_since: float | None = None
        self._mutex = threading.Lock()

    def current(self, *, patient: bool = False) -> Generation | None:
        """None while it is not known, or known for too long without asking. Who is patient waits
        for whoever asks, however recent it is what is known."""
        now = self._clock()
        if now >= self._due and self._mutex.acquire(timeout=self._wait(now, patient=patient)):
            try:
                self._look(now)
            finally:
                self._mutex.release()
        return self._last if now - self._as_of < OUTAGE_SECONDS else None

    def _wait(self, now: float, *, patient: bool) -> float:
        """Seconds for which to wait for whoever asks; nobody waits for one who hangs."""
        recent = now - max(self._as_of, self._failed_at) < 2 * self._every
        if recent and not patient:
            return 0.0
        since = self._asking_since
        return WAIT_SECONDS if since is None else max(0.0, since + WAIT_SECONDS - now)

    def doubt(self) -> None:
        """Have the next reader ask, also while another one asks already."""
        self._doubts += 1
        self._due = float("-inf")

    def _look(self, now: float) -> None:
        if self._as_of >= now:  # somebody asked while we waited
            return
        self._asking_since = began = self._clock()
        doubts = self._doubts
        try:
            self._learn(self._ask())
        except Error as error:
            self._failed_at = self._clock()
            logger.warning("Pages are shown as last known, no database answers: %s", error)
        else:
            self._as_of = began
        finally:
            self._asking_since = None
            if doubts == self._doubts:
                self._due = began + self._every

    def _learn(self, newest: Generation | None) -> None:
        if _is_behind(newest, self._last):
            return
        if newest and newest != self._last:
            self.prepare(newest)
        self._last = newest


def _is_behind(told: Generation | None, shown: Generation | None) -> bool:
    """Told by a replica that has not heard yet of what is shown already. The primary is believed:
    it may have been restored from a backup."""
    if told is None or shown is None or told.certain:
        return False
    return told.changed_at < shown.changed_at
