"""The site's processes as they run on machines of their own: web servers, and a clerk's."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.local.processes import ROOT
from tests.local.site import free_port

GRANIAN = (
    *("-m", "tests.scaling.leashed", "granian", "--interface", "wsgi"),
    *("--host", "127.0.0.1", "--workers", "1"),
)
THREADS = 4
READY_SECONDS = 120


@dataclass(frozen=True)
class Reply:
    """What a web server answered."""

    status: int
    body: bytes
    headers: Mapping[str, str]


def ask(port: int, address: str, *, method: str = "GET", **headers: str) -> Reply:
    """One request on a connection of its own. Raises OSError."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, address, headers=headers)
        response = connection.getresponse()
        return Reply(response.status, response.read(), dict(response.getheaders()))
    finally:
        connection.close()


def start(environment: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    """A Python process with these settings and no others of this process's."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Kill it and those it started, who may have ended before."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


class Web:
    """A web server, which may be asked while it runs."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        address = (*GRANIAN, "--port", str(self.port), "--blocking-threads", str(THREADS))
        self.process = start(environment, *address, "league.wsgi:application")
        self.said: list[str] = []
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(self.process.stdout)

    def end(self) -> None:
        """Kill it, having heard all that it said."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._listener.join()
        end(self.process)

    def get(self, address: str, **headers: str) -> Reply:
        return ask(self.port, address, **headers)

    def wait(self) -> None:
        """Until it answers from its database."""
        halt = threading.Event()
        for _ in range(READY_SECONDS * 20):
            try:
                if self.get("/healthz").status == 200:
                    return
            except OSError:
                pass
            assert self.process.poll() is None, "".join(self.said)
            halt.wait(0.05)
        raise AssertionError("".join(self.said))

    def memory(self) -> int:
        """Bytes that its worker holds for itself, on Linux."""
        worker = str(self.process.pid)
        for _ in ("the server", "its worker"):
            worker = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()[-1]
        status = Path(f"/proc/{worker}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024


@contextmanager
def web(environment: Mapping[str, str]) -> Iterator[Web]:
    """One that answers, until the block ends."""
    made = Web(environment)
    try:
        made.wait()
        yield made
    finally:
        made.end()


class Clerk:
    """Somebody who hands in and publishes."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = start(environment, "-m", "tests.scaling.clerk")
        self.log: list[str] = []

    def told(self, order: str) -> str:
        """What came of the order; lines of the log are set aside."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.strip().isdigit() or line.startswith(("refused", "session")):
                return line.strip()
            self.log.append(line)
        raise AssertionError("".join(self.log))

    def publishes(self) -> int:
        """Hand in, publish; the revision's number."""
        assert self.told("hand in").isdigit(), self.log
        return int(self.told("publish"))


@contextmanager
def clerk(environment: Mapping[str, str]) -> Iterator[Clerk]:
    """One at work until the block ends."""
    made = Clerk(environment)
    try:
        yield made
    finally:
        end(made.process)
