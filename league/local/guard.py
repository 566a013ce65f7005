"""The embedded server's keeper: starts it, reaps it, and stops it once nobody uses it any more.

Run by file name as its own process (standard library only), so that a client which is killed
without a chance to tidy up leaves no server behind. Every client holds a shared lock on the file
`users`; the kernel drops it with the client, and only then does the keeper get its exclusive one.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

STOP_SECONDS = 30


def open_lock(path: Path) -> int:
    """A descriptor to lock by; readable is enough, so another account may share it."""
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def nobody_uses(users: int) -> bool:
    """Whether this descriptor could take the exclusive lock (it then holds it)."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_kept(home: Path) -> bool:
    """Whether a keeper lives: its server runs, is about to, or has just ended."""
    with os.fdopen(open_lock(home / "guard")) as alive:
        return not nobody_uses(alive.fileno())


def wait_until_gone(home: Path) -> None:
    """Until no keeper lives, without a busy loop."""
    with os.fdopen(open_lock(home / "guard")) as alive:
        fcntl.flock(alive, fcntl.LOCK_SH)


def recorded_pid(data: Path) -> int | None:
    """The process id that the server last wrote down; it can lie."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def runs_here(pid: int, data: Path) -> bool:
    """Whether that process is alive, is a PostgreSQL server, and serves this directory."""
    try:
        if sys.platform == "linux":
            stat = Path(f"/proc/{pid}/stat").read_text()
            name, state = stat[stat.index("(") + 1 : stat.rindex(")")], stat[stat.rindex(")") + 2]
        else:
            output = subprocess.check_output(
                ["ps", "-o", "state=,comm=", "-p", str(pid)], text=True
            )
            state, name = output[0], Path(output.split(None, 1)[1].strip()).name
        if state in "ZX" or not name.startswith("postgres"):
            return False
        return sys.platform != "linux" or Path(f"/proc/{pid}/cwd").readlink() == data
    except PermissionError:  # another account's server: alive, and not ours to look into
        return True
    except (OSError, subprocess.CalledProcessError):
        return False


def stop(data: Path) -> None:
    """Fast shutdown of the server of this directory, and wait; an immediate one if it hangs."""
    pid = recorded_pid(data)
    for wish in (signal.SIGINT, signal.SIGQUIT):
        deadline = time.monotonic() + STOP_SECONDS
        if pid is None or not runs_here(pid, data):
            return
        os.kill(pid, wish)
        while runs_here(pid, data) and time.monotonic() < deadline:
            time.sleep(0.01)


def _stop_when_unused(home: Path, server: "subprocess.Popen[bytes]") -> None:
    users = open_lock(home / "users")
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)  # waits, without a busy loop, for the last user to go
        fcntl.flock(users, fcntl.LOCK_UN)  # starters take `lock` first and `users` second: so do we
        with os.fdopen(open_lock(home / "lock")) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if nobody_uses(users):
                server.send_signal(signal.SIGINT)
                server.wait()
                return


def main(home: Path, account: str, command: list[str]) -> None:
    """Leave the client's session, then keep the server until it ends."""
    alive = open_lock(home / "guard")  # held, through the fork, for as long as this process lives
    fcntl.flock(alive, fcntl.LOCK_EX)
    if os.fork():
        os._exit(0)
    os.setsid()
    os.chdir("/")
    who: dict[str, Any] = {}
    if account:
        uid, gid = (int(part) for part in account.split(":"))
        who = {"user": uid, "group": gid, "extra_groups": []}
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, umask=0o077, **who)
    threading.Thread(target=_stop_when_unused, args=(home, server), daemon=True).start()
    server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
