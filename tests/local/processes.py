"""Real processes that use a cluster, for tests of what happens when they race or die."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg

from league.local import guard
from league.local.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]

# Attaches, says `ready PID`, then waits for its standard input to close.
CLIENT = """
import sys
from pathlib import Path
from league.local.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), durable=False)
cluster.attach()
print("ready", flush=True)
sys.stdin.read()
cluster.detach()
"""


def start_client(home: Path) -> subprocess.Popen[str]:
    """A process that attaches to the cluster at `home` and stays until its input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_until_ready(client: subprocess.Popen[str]) -> None:
    """Until it said so; fails when it ended instead."""
    assert client.stdout is not None
    assert client.stdout.readline() == "ready\n"


def finish(client: subprocess.Popen[str]) -> int:
    """Let it detach and end; its exit status."""
    client.communicate(timeout=60)
    return client.returncode


def kill(client: subprocess.Popen[str]) -> None:
    """As `kill -9`: without a chance to tidy up."""
    client.kill()
    client.communicate(timeout=60)


def server_pid(cluster: Cluster) -> int:
    """Process of the running server; fails when none runs."""
    pid = guard.recorded_pid(cluster.data)
    assert pid is not None
    assert guard.runs_here(pid, cluster.data)
    return pid


def kill_server(cluster: Cluster) -> None:
    """As `kill -9` of all its processes at once, as when the machine stops under them."""
    with psycopg.connect(cluster.conninfo) as connection:
        others = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        ).fetchall()
    for pid in (server_pid(cluster), *(pid for (pid,) in others)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    guard.wait_until_gone(cluster.home)
