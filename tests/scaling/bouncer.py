"""A real PgBouncer in transaction mode, with a single connection to the server behind it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from league.local.errors import LocalError
from league.local.postgres import Cluster
from tests.local.site import free_port

PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
ADVICE = (
    "No PgBouncer was found, and none could be installed. Install it: apt-get install pgbouncer"
)
SETTINGS = """
[databases]
league = host={host} port=5432 dbname=league user=league
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 1
max_client_conn = 200
"""


def require_pgbouncer() -> str:
    """Find one, else install one. Raises LocalError when there is none to be had."""
    if not shutil.which("pgbouncer", path=PATH) and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "pgbouncer"]
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run(command, env=quiet, capture_output=True, check=False)
    if found := shutil.which("pgbouncer", path=PATH):
        return found
    raise LocalError(ADVICE)


@contextmanager
def pooled(cluster: Cluster, home: Path) -> Iterator[str]:
    """DATABASE_URL of a PgBouncer before the running server, run as the server's account."""
    port = free_port()
    settings = home / "pgbouncer.ini"
    settings.write_text(SETTINGS.format(host=cluster.socket_dir, port=port))
    settings.chmod(0o644)
    account = cluster.place.account
    drop = account.popen_options() if account else {}
    with subprocess.Popen(
        [require_pgbouncer(), str(settings)], cwd="/", stderr=subprocess.PIPE, text=True, **drop
    ) as process:
        try:
            wait(process)
            yield f"postgres://league@127.0.0.1:{port}/league"
        finally:
            process.kill()


def wait(process: subprocess.Popen[str]) -> None:
    """Until it says that it is up."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "process up" in line:
            return
    raise AssertionError("".join(said))


LEFT_BEHIND = {
    "prepared statements": "SELECT statement FROM pg_prepared_statements",
    "cursors": "SELECT statement FROM pg_cursors WHERE is_holdable",
    "advisory locks": "SELECT mode FROM pg_locks WHERE locktype = 'advisory'",
    "temporary tables": "SELECT relname::text FROM pg_class WHERE relpersistence = 't'",
    "channels": "SELECT pg_listening_channels()",
    # What the pooler itself keeps for each client is set anew for the next one.
    "settings": """SELECT name FROM pg_settings WHERE source = 'session'
        AND setting IS DISTINCT FROM reset_val AND name NOT IN
        ('TimeZone', 'client_encoding', 'application_name', 'DateStyle',
         'standard_conforming_strings')""",
}


def left_behind(url: str) -> dict[str, list[str]]:
    """What is left of each kind in the pool's only connection to the server."""
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        return {
            what: [str(row[0]) for row in connection.execute(question.encode())]
            for what, question in LEFT_BEHIND.items()
        }
