"""What the embedded server finds on disk: its data directory, its socket's directory, its log."""

import os
import shutil
import subprocess
from pathlib import Path

from league.local.account import Account, Place
from league.local.errors import LocalError, no_space

USER = DATABASE = "league"
INITDB = (
    f"--username={USER}",
    "--auth=trust",  # whoever may enter the socket's directory may connect
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)
# What a server says that finds remains of one just killed: these go away by themselves.
PASSING_FAULTS = ("pre-existing shared memory block", "lock file")
LARGEST_LOG = 10_000_000


class ServerLog:
    """The server's log file, of which the part since a mark tells why a start failed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        self._start = 0
        self.mark()

    def mark(self) -> None:
        """From here on it counts."""
        self._start = self.path.stat().st_size if self.path.exists() else 0

    def _since(self) -> str:
        if not self.path.exists():
            return ""
        return self.path.read_bytes()[self._start :].decode(errors="replace")

    def says_passing_fault(self) -> bool:
        """Whether trying again will help."""
        return any(fault in self._since() for fault in PASSING_FAULTS)

    def explain(self, what: str) -> str:
        """One line: the fault as the server put it, and where to read more."""
        said = self._since()
        if "No space left on device" in said:
            return str(no_space(self.path.parent))
        faults = [line for line in said.splitlines() if "FATAL" in line or "error" in line.lower()]
        reason = faults[-1].strip() if faults else "it said nothing"
        return (
            f"{what} ({reason}). Read {self.path}, mend that and start again, or set DATABASE_URL."
        )


def _give_to(path: Path, account: Account | None) -> None:
    if account:
        os.chown(path, account.uid, account.gid)


def make_data(place: Place, *, durable: bool) -> None:
    """Make the data directory aside and rename it, so that it is whole or absent."""
    for left in place.home.glob("data.new*"):
        shutil.rmtree(left)
    side = place.home / "data.new"
    side.mkdir(mode=0o700)
    _give_to(side, place.account)
    log = ServerLog(place.home / "initdb.log")
    hurry = [] if durable else ["--no-sync"]
    _run(place, log, ["initdb", *INITDB, *hurry, "-D", str(side)])
    _run(
        place,
        log,
        ["postgres", "--single", "-D", str(side), "postgres"],
        f"CREATE DATABASE {DATABASE}",
    )
    side.rename(place.home / "data")


def _run(place: Place, log: ServerLog, command: list[str], words: str = "") -> None:
    program = str(place.binaries / command[0])
    drop = place.account.popen_options() if place.account else {}
    with log.path.open("ab") as output:
        done = subprocess.run(
            [program, *command[1:]],
            input=words.encode(),
            stdout=output,
            stderr=output,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            check=False,
            **drop,
        )
    if done.returncode:
        raise LocalError(log.explain("The embedded PostgreSQL could not be set up"))


def make_socket_dir(path: Path, account: Account | None) -> None:
    """The directory of the socket: closed to all but the server's account (and root)."""
    path.mkdir(mode=0o700, exist_ok=True)
    if account and os.lstat(path).st_uid == 0:
        _give_to(path, account)
    found = os.lstat(path)
    wanted = account.uid if account else os.geteuid()
    if found.st_uid != wanted or found.st_mode & 0o077 or path.is_symlink():
        raise LocalError(f"{path} is not this server's own directory. Remove it and start again.")
