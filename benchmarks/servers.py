"""The servers that are measured: ours as `make run` starts it, and its peers."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from league.local import bootstrap
from league.local.errors import LocalError

HOST = "127.0.0.1"
ROOT = Path(bootstrap.ROOT)
START_SECONDS = 60
PACKED = {"Accept-Encoding": "br"}  # what a browser takes first from us


@dataclass(frozen=True)
class Server:
    """A server that runs; `process` is its first one."""

    port: int
    process: int

    def url(self, path: str) -> str:
        """Address of one of its pages."""
        return f"http://{HOST}:{self.port}{path}"

    def connect(self) -> http.client.HTTPConnection:
        """A connection that one asks over again and again."""
        return http.client.HTTPConnection(HOST, self.port, timeout=START_SECONDS)


@dataclass(frozen=True)
class Reply:
    """An answer, wholly read; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str] = PACKED
) -> Reply:
    """GET, redirects not followed."""
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    told = {name.lower(): text for name, text in response.getheaders()}
    return Reply(response.status, told, response.read())


def free_port() -> int:
    """One that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(
    command: list[str], port: int, log: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    """Raises LocalError when it does not answer in time."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, port, log)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)  # nothing tells when a port opens
        else:
            return
    raise LocalError(f"A server did not start. It said: {log.read_text()[-1000:]}")


@contextmanager
def ours(var: Path) -> Iterator[Server]:
    """The site with the data of a directory, as `make run` serves it."""
    port = free_port()
    told = {"PORT": str(port), "LEAGUE_VAR_DIR": str(var), "LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "league.local.serve"]
    with _running(command, port, var / "bench-site.log", told) as server:
        yield server


@contextmanager
def bare(var: Path, answer: Path) -> Iterator[Server]:
    """A Django view that returns the answer in a file (see benchmarks.bare)."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare", str(port), str(answer)]
    with _running(command, port, var / "bench-bare.log", {}) as server:
        yield server


@contextmanager
def datasette(var: Path, database: Path) -> Iterator[Server]:
    """Datasette as it comes, serving one SQLite file that it is told never changes."""
    port = free_port()
    command = [_datasette(), "serve", "--immutable", str(database), "--port", str(port)]
    with _running(command, port, var / "bench-datasette.log", {}) as server:
        yield server


def _datasette() -> str:
    """Its program, in an environment of its own that is made now when need be."""
    lock = "benchmarks/requirements.txt"
    directory = ROOT / "var" / "bench-peers"
    step = bootstrap.Step(str(directory), sys.version, bootstrap.fingerprint(str(ROOT), [lock]))
    if not step.is_done():
        print("Installing the peers ...", flush=True)
        install = "-m pip install --quiet --disable-pip-version-check --no-input --require-hashes"
        make = [sys.executable, "-m", "venv", "--clear", str(directory)]
        python = str(directory / "bin" / "python")
        try:
            bootstrap.run("Making var/bench-peers", make, str(ROOT))
            bootstrap.run("Installing", [python, *install.split(), "-r", lock], str(ROOT))
        except bootstrap.SetupError as error:
            raise LocalError(str(error)) from error
        step.finish()
    return str(directory / "bin" / "datasette")
