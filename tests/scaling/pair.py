"""A primary and its replica, and what is done to them."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg.rows import scalar_row

from league.local.postgres import Cluster
from tests.scaling.servers import ask, send

CAUGHT_UP = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"


@dataclass(frozen=True)
class Pair:
    """Two running servers."""

    primary: Cluster
    replica: Cluster

    def hold_back(self) -> None:
        """From here on the replica shows nothing new."""
        ask(self.replica, "SELECT pg_wal_replay_pause()")

    def let_go(self) -> None:
        """It replays again what the primary wrote."""
        ask(self.replica, "SELECT pg_wal_replay_resume()")

    def catch_up(self) -> None:
        """Until the replica shows all that the primary has written."""
        written = ask(self.primary, "SELECT pg_current_wal_lsn()")
        with psycopg.connect(
            self.replica.conninfo, autocommit=True, row_factory=scalar_row
        ) as reader:
            while not reader.execute(CAUGHT_UP, [written]).fetchone():
                reader.execute("SELECT pg_sleep(0.01)")

    def mend(self) -> None:
        """Start what is dead, wake what was stopped; then both hold the same again."""
        for cluster in (self.primary, self.replica):
            with suppress(AssertionError):  # there is nothing to wake
                send(cluster, signal.SIGCONT)
            cluster.attach()
        self.let_go()
        self.catch_up()

    def promote(self) -> None:
        """Make the replica a primary, and wait until it is one."""
        assert ask(self.replica, "SELECT pg_promote(wait => true)")
