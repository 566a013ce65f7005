"""Two real PostgreSQL servers of a test's own: a primary, and a replica that streams from it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from league.local import guard
from league.local.account import choose_place
from league.local.cluster_files import make_socket_dir
from league.local.postgres import Cluster
from tests.local.processes import server_pid


def ask(cluster: Cluster, statement: str) -> Any:
    """First column of its answer's first row."""
    with psycopg.connect(cluster.conninfo, autocommit=True) as connection:
        answer = connection.execute(statement.encode())
        row = answer.fetchone() if answer.description else None
    return row[0] if row else None


def processes(cluster: Cluster) -> list[int]:
    """Of a running server, its own last."""
    main = server_pid(cluster)
    if sys.platform == "linux":
        children = Path(f"/proc/{main}/task/{main}/children").read_text()
    else:
        children = subprocess.check_output(["pgrep", "-P", str(main)], text=True)
    return [*(int(child) for child in children.split()), main]


def send(cluster: Cluster, what: signal.Signals) -> None:
    """A signal to all processes of a server: SIGKILL as when its machine dies, SIGSTOP as when
    it hangs."""
    for pid in reversed(processes(cluster)):
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def kill(cluster: Cluster) -> None:
    """Dead at once, and for good until it is attached to again."""
    send(cluster, signal.SIGKILL)
    guard.wait_until_gone(cluster.home)


# The tests' servers may lose what a crash interrupts, but what one server shows as committed is to
# be on its way to the other.
COMMIT = "ALTER DATABASE league SET synchronous_commit = on"


def make_copy(source: Cluster, home: Path, *, streams: bool) -> Cluster:
    """A copy of the running server, not yet started: its replica if it streams from it, else a
    server of its own."""
    ask(source, COMMIT)
    place = choose_place(home)
    side = place.home / "data"
    side.mkdir(mode=0o700)
    drop = place.account.popen_options() if place.account else {}
    if place.account:
        os.chown(side, place.account.uid, place.account.gid)
    backup = [str(place.binaries / "pg_basebackup"), "--pgdata", str(side), "--no-sync"]
    backup += ["--checkpoint=fast", "--wal-method=stream", "--dbname", source.conninfo]
    backup += ["--write-recovery-conf"] if streams else []
    subprocess.run(backup, check=True, cwd="/", env={"PATH": os.defpath}, **drop)
    make_socket_dir(Cluster(home).socket_dir, place.account)
    return Cluster(home, durable=False)


@contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """Attached to, and let go of whatever became of it."""
    cluster.attach()
    try:
        yield cluster
    finally:
        with suppress(AssertionError):  # it may be dead, which is what some tests are about
            send(cluster, signal.SIGCONT)
        cluster.detach()
