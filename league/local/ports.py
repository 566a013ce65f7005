"""Whether a port of this machine is free, and if not, who has it."""

import contextlib
import errno
import socket
from pathlib import Path

from league.local.errors import LocalError

LISTENING = "0A"


def check_free(host: str, port: int) -> None:
    """Raise LocalError, naming the holder where it can be seen, when the port cannot be had."""
    if not 0 < port < 65536:
        raise LocalError(f"PORT={port} is not a port. Choose one from 1024 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise LocalError(_explain(port, error)) from error


def _explain(port: int, error: OSError) -> str:
    other = port + 1 if port >= 1024 else 8000
    remedy = f"choose another port: make run PORT={other}"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken{_holder(port)}. Stop that, or {remedy}"
    return f"Port {port} cannot be had ({error.strerror}); {remedy}"


def _holder(port: int) -> str:
    """` by NAME (process N)`, or nothing where the system does not tell."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        if sockets & _open_files(process):
            return f" by {(process / 'comm').read_text().strip()} (process {process.name})"
    return ""


def _open_files(process: Path) -> set[str]:
    """What the process has open; nothing when it has ended or is another account's."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for file in (process / "fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                found.add(str(file.readlink()))
    return found


def _listening_inodes(port: int) -> set[str]:
    rows: list[list[str]] = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if Path(table).exists():
            rows += [line.split() for line in Path(table).read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[3] == LISTENING and row[1].endswith(f":{port:04X}")}
