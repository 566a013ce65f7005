"""The application as a worker of `make run` loads it: it ends when the process that began it does.

A server killed with -9 cannot stop its workers, and they would keep its port. Each worker therefore
waits for the lock that the server holds; getting it means that the server is gone.
"""

import fcntl
import os
import threading
from pathlib import Path

from league.local import guard
from league.local.serve import LIFELINE
from league.wsgi import application

__all__ = ["application"]


def _end_with(lifeline: Path) -> None:
    fcntl.flock(guard.open_lock(lifeline), fcntl.LOCK_SH)
    os._exit(1)


threading.Thread(target=_end_with, args=(Path(os.environ[LIFELINE]),), daemon=True).start()
