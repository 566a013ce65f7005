"""How far a server's log has come, asked once in a while beside the requests.

A request never waits for this: it goes by what was last seen. A server that does not answer in time
counts as failed, whether it is dead, cut off or hangs.
"""

import contextlib
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

LOOK_EVERY = 1.0  # seconds
ANSWER_WITHIN = 2.0  # seconds; also the least that the driver takes as time to connect
GONE_AFTER = 5.0  # seconds without an answer: a busy machine alone misses a look, but hardly three
LOOKS_KEPT = 120

# On a replica how far it has replayed the primary's log, on a primary how far it has written it.
QUESTION = """
    SELECT pg_is_in_recovery(), pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery()
        THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')
"""


@dataclass(frozen=True)
class Look:
    """What a server said: `position` in bytes of log, `at` the time before it was asked."""

    at: float
    replica: bool
    position: int


def cut(connection: "psycopg.Connection[Any] | None") -> None:
    """End a connection from another thread: whoever waits for its answer gets an error at once."""
    if connection is None:
        return
    with contextlib.suppress(psycopg.Error, OSError), socket_of(connection) as line:
        line.shutdown(socket.SHUT_RDWR)


def socket_of(connection: "psycopg.Connection[Any]") -> socket.socket:
    """A second handle on the connection's socket."""
    return socket.socket(fileno=os.dup(connection.fileno()))


class Watch:
    """Looks at one server again and again, in a thread of its own."""

    def __init__(
        self, name: str, parameters: Callable[[], dict[str, Any]], *, patient: bool = False
    ) -> None:
        """`parameters` are what the driver's connect() is told. A patient one ends connections only
        once the server is gone."""
        self.name = name
        self._parameters, self._patient = parameters, patient
        self.looks: deque[Look] = deque(maxlen=LOOKS_KEPT)  # oldest first
        self._failing_since: float | None = None
        self._connection: psycopg.Connection[Any] | None = None
        self._used_by: set[BaseDatabaseWrapper] = set()
        self._mutex = threading.Lock()

    @property
    def failed(self) -> bool:
        """Whether it failed somebody since it last answered a look."""
        return self._failing_since is not None

    @property
    def gone(self) -> bool:
        """Whether it has been failing for longer than by chance."""
        since = self._failing_since
        return since is not None and time.monotonic() - since >= GONE_AFTER

    def last(self) -> Look | None:
        """The newest look, or None before the first."""
        return self.looks[-1] if self.looks else None

    def run_for_ever(self) -> None:
        """The thread's work."""
        while True:
            self.look()
            time.sleep(LOOK_EVERY)  # a thread of its own: nobody waits for it

    def look(self) -> None:
        """Ask once. A failure ends the requests' connections too, which might hang as well."""
        began = time.monotonic()
        try:
            row = self._answer()
        except (psycopg.Error, OSError):
            self.close()
            self.fail()
            return
        if row and row[1] is not None:
            self.looks.append(Look(began, bool(row[0]), int(row[1])))
            self._failing_since = None

    def _answer(self) -> Any:
        """The row that QUESTION gives. A connection that was ended meanwhile says nothing of the
        server, so another is made at once; of one that hangs nothing more is asked."""
        began, held = time.monotonic(), self._connection is not None
        try:
            return self._asked()
        except (psycopg.Error, OSError):
            self.close()
            if not held or time.monotonic() - began >= ANSWER_WITHIN:
                raise
        return self._asked()

    def _asked(self) -> Any:
        with self._in_time() as connection:
            return connection.execute(QUESTION).fetchone()

    @contextlib.contextmanager
    def _in_time(self) -> "Iterator[psycopg.Connection[Any]]":
        if self._connection is None:
            wait = {"connect_timeout": int(ANSWER_WITHIN), "autocommit": True}
            self._connection = psycopg.connect(**self._parameters() | wait)
        timer = threading.Timer(ANSWER_WITHIN, cut, [self._connection])
        timer.start()
        try:
            yield self._connection
        finally:
            timer.cancel()

    def close(self) -> None:
        """Let go of its own connection; the next look makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def fail(self) -> None:
        """It failed somebody: nobody is to wait for it until it has answered a look again."""
        if self._failing_since is None:
            self._failing_since = time.monotonic()
        if self._patient and not self.gone:
            return
        with self._mutex:
            for wrapper in self._used_by:
                cut(wrapper.connection)

    @contextlib.contextmanager
    def used(self, wrapper: BaseDatabaseWrapper) -> Iterator[None]:
        """Within it, a failure of the server ends this connection; also where it is nested."""
        with self._mutex:
            outermost = wrapper not in self._used_by
            self._used_by.add(wrapper)
        try:
            yield
        finally:
            if outermost:
                with self._mutex:
                    self._used_by.discard(wrapper)
