"""`python -m tests.scaling.leashed MODULE ...` runs a module that ends when our standard input
does: a test or a soak that is killed leaves no server behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading


def end_with_input() -> None:
    """Kill this process and all that it started, once whoever holds the other end is gone."""
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=end_with_input, daemon=True).start()
    command = [sys.executable, "-m", *sys.argv[1:]]
    sys.exit(subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode)
