"""Whether the replica may answer: it answers at all, and is not too far behind the primary.

How far behind is known without comparing clocks or asking for rights: all that the primary had
written when it was last asked, and that the replica has meanwhile replayed, is to be seen there.
So the page that a reader gets from it is never older than that question. A replica whose
primary is gone is as new as anything there is, and serves on.
"""

import math
import os
import threading
import time
from collections.abc import Sequence

from league.databases.watch import Look, Watch

GOOD_FOR = 5.0  # seconds after which a look says nothing any more


def seconds_behind(primary: Sequence[Look], replica: Look, now: float) -> float:
    """Upper bound of the age of what the replica shows; `primary` is oldest first."""
    for mark in reversed(primary):
        if not mark.replica and mark.position <= replica.position:
            return now - mark.at
    return math.inf


class Replica:
    """What this process knows of its primary and its replica."""

    def __init__(self, primary: Watch, replica: Watch, max_lag: float) -> None:
        self.primary = primary
        self.replica = replica
        self._max_lag = max_lag
        self._begun_by = 0
        self._mutex = threading.Lock()

    def begin(self) -> None:
        """Start to watch both, once in each process."""
        with self._mutex:
            if self._begun_by == os.getpid():
                return
            self._begun_by = os.getpid()
        for watch in (self.primary, self.replica):
            threading.Thread(target=watch.run_for_ever, name=watch.name, daemon=True).start()

    def is_fit(self) -> bool:
        """Whether published reads may go to it now. Asks nobody."""
        if not self.answers() or self.primary.gone:
            return self.answers()
        # One that was promoted while the primary lives has another history than the primary.
        seen = self.replica.last()
        return bool(seen and seen.replica) and self.seconds_behind() <= self._max_lag

    def answers(self) -> bool:
        """Whether it lives; that is enough for whoever just asked the primary in vain."""
        seen = self.replica.last()
        recent = seen is not None and time.monotonic() - seen.at <= GOOD_FOR
        return recent and not self.replica.failed

    def seconds_behind(self) -> float:
        """Upper bound of the age of what it shows, infinite while nothing is known; of that which
        it showed when the primary last answered, where it has failed since."""
        seen, marks = self.replica.last(), list(self.primary.looks)
        if seen is None or not marks:
            return math.inf
        now = marks[-1].at if self.primary.failed else time.monotonic()
        return seconds_behind(marks, seen, now)
