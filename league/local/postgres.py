"""The embedded PostgreSQL server: one for a checkout, shared by every process that needs it.

    with Cluster(VAR_DIR / "postgres") as cluster:
        psycopg.connect(cluster.conninfo)

Files of a cluster's directory: `data` (made in a side directory and renamed, so never half-made),
`run` (the socket, 0700: whoever may enter it may connect; there is no TCP port), `server.log`,
`lock` (held while starting or stopping) and `users` (a shared lock for each process using it).
The last user to leave stops the server; for one that is killed, league.local.guard does.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from league.local import cluster_files, guard
from league.local.account import Place, choose_place
from league.local.cluster_files import DATABASE, USER, ServerLog
from league.local.errors import LocalError, plain_errors

START_SECONDS = 60
LONGEST_SOCKET_PATH = 100
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """A PostgreSQL cluster in a directory; `durable=False` trades safety for speed (tests)."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self._wished_home = home
        self._durable = durable
        self._users: int | None = None
        self._owner_pid = 0
        self._mutex = threading.RLock()

    # --- what a client needs ------------------------------------------------------------------

    @cached_property
    def place(self) -> Place:
        """Where it lives and as whom it runs. Raises LocalError."""
        with plain_errors(self._wished_home):
            return choose_place(self._wished_home)

    @property
    def home(self) -> Path:
        """The directory that holds it."""
        return self.place.home

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "data"

    @cached_property
    def socket_dir(self) -> Path:
        """Directory of the Unix socket, whose path the kernel limits to some 100 bytes."""
        inside = self.home / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(os.sep, "tmp", f"trust-league-{digest}")

    @property
    def conninfo(self) -> str:
        """How psycopg connects to it."""
        return psycopg.conninfo.make_conninfo(
            host=str(self.socket_dir), user=USER, dbname=DATABASE, connect_timeout=5
        )

    @property
    def url(self) -> str:
        """The same as a DATABASE_URL."""
        return f"postgres://{USER}@{str(self.socket_dir).replace('/', '%2F')}/{DATABASE}"

    # --- attach and detach --------------------------------------------------------------------

    def attach(self) -> None:
        """Count this process as a user, and start the server unless it runs. Raises LocalError."""
        with self._mutex, plain_errors(self._wished_home):
            if not self._attached():
                with _held(self.home / "lock"):
                    users = guard.open_lock(self.home / "users")
                    fcntl.flock(users, fcntl.LOCK_SH)
                    self._users, self._owner_pid = users, os.getpid()
                    atexit.register(self.detach)
            self._ensure_running_or_leave()

    def detach(self) -> None:
        """Stop counting; the last user stops the server. Does nothing when not attached."""
        with self._mutex:
            atexit.unregister(self.detach)
            if not self._attached() or self._users is None:
                return
            with _held(self.home / "lock"):
                if guard.nobody_uses(self._users):
                    guard.stop(self.data)
                    guard.wait_until_gone(self.home)
                os.close(self._users)
                self._users = None

    def __enter__(self) -> Self:
        self.attach()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.detach()

    def _attached(self) -> bool:
        return self._users is not None and self._owner_pid == os.getpid()

    def _ensure_running_or_leave(self) -> None:
        if self._answers():
            return
        try:
            with _held(self.home / "lock"):
                self._ensure_running()
        except BaseException:
            self.detach()
            raise

    # --- start --------------------------------------------------------------------------------

    def _answers(self) -> bool:
        """A real connection is the only proof; the pid file can lie."""
        try:
            psycopg.connect(self.conninfo).close()
        except psycopg.OperationalError:
            return False
        return True

    def _ensure_running(self) -> None:
        if not self.data.exists():
            cluster_files.make_data(self.place, durable=self._durable)
        cluster_files.make_socket_dir(self.socket_dir, self.place.account)
        deadline = time.monotonic() + START_SECONDS
        log = ServerLog(self.home / "server.log")
        launched = False
        while not self._answers():
            if not self._is_alive():
                if launched and (time.monotonic() > deadline or not log.says_passing_fault()):
                    raise LocalError(log.explain("The embedded PostgreSQL did not start"))
                log.mark()
                self._launch(log.path)
                launched = True
            elif time.monotonic() > deadline:
                raise LocalError(log.explain("The embedded PostgreSQL does not answer"))
            time.sleep(0.02)

    def _is_alive(self) -> bool:
        pid = guard.recorded_pid(self.data)
        return guard.is_kept(self.home) or (pid is not None and guard.runs_here(pid, self.data))

    def _launch(self, log: Path) -> None:
        """Start the server under its keeper, which leaves our session and process group."""
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        if (stale := guard.recorded_pid(self.data)) is not None:
            # A dead server's pid may meanwhile be a zombie or a stranger. This is how pg_ctl, too,
            # says which pid is no other server; the check of shared memory stays in force.
            environment["PG_GRANDPARENT_PID"] = str(stale)
        account = self.place.account
        keeper = [sys.executable, "-I", "-S", guard.__file__, str(self.home)]
        keeper.append(f"{account.uid}:{account.gid}" if account else "")
        output = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        pid = os.posix_spawn(
            sys.executable,
            [*keeper, *self._server_command()],
            environment,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(log), output, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
        )
        os.waitpid(pid, 0)

    def _server_command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            **({} if self._durable else UNSAFE_BUT_FAST),
        }
        settings = [part for item in options.items() for part in ("-c", "=".join(item))]
        return [str(self.place.binaries / "postgres"), "-D", str(self.data), *settings]


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """The exclusive lock of this file; waits for it."""
    with os.fdopen(guard.open_lock(path)) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
