"""A publication day: 64 connections ask for 300 addresses for a minute, while two imports and a
publication run. No error may come of it, and memory must stay flat."""

import math
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import readers, report, servers, website, wrk
from benchmarks.servers import PACKED, Server

SECONDS = 60
BEFORE_SECONDS = 3
"""Readers come before the first import."""
FLAT = 1.1
"""Memory in the last quarter of the run, divided by that in the quarter before."""


@dataclass
class Memory:
    """The resident memory of each process of the site, in bytes, once a second."""

    of: dict[int, list[int]] = field(default_factory=dict)

    def look(self, server: Server) -> None:
        """Add what each worker holds now."""
        for worker in workers(server):
            self.of.setdefault(worker, []).append(resident(worker))

    @property
    def largest(self) -> int:
        """The most that one worker ever held."""
        return max(max(held) for held in self.of.values())

    @property
    def growth(self) -> float:
        """Of the worker that grew most."""
        return max(_growth(held) for held in self.of.values())


@dataclass(frozen=True)
class Day:
    """What came of it; `imports_took` is in seconds."""

    load: wrk.Load
    memory: Memory
    addresses: int
    imports_took: float


def _growth(held: list[int]) -> float:
    quarter = max(1, len(held) // 4)
    return median(held[-quarter:]) / median(held[-2 * quarter : -quarter] or held)


def workers(server: Server) -> list[int]:
    """The processes that answer: those below the first that have loaded the program."""
    below = [pid for pid in _children(server.process) if resident(pid) > 40 * 2**20]
    return below or [server.process]


def _children(parent: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    return [pid for pid, above in pairs if above == parent]


def resident(pid: int) -> int:
    """Bytes of memory that a process has in use; 0 once it is gone."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False)
    return int(told.stdout or 0) * 1024


def main() -> None:
    """Tell the rows."""
    website.prepare()
    with ExitStack() as held:
        directory = Path(held.enter_context(tempfile.TemporaryDirectory()))
        addresses = directory / "addresses"
        addresses.write_text("\n".join(readers.addresses()))
        files = [_written(directory, turn) for turn in (1, 2)]
        site = held.enter_context(servers.ours(website.VAR))
        _open_all(site)
        report.tell(_rows(_under_load(site, addresses, files)))


def _written(directory: Path, turn: int) -> Path:
    path = directory / f"turn-{turn}"
    path.mkdir()
    website.write(path, website.LATEST, turn)
    return path


def _open_all(site: Server) -> None:
    """Each address is right, and was opened before: the day began earlier."""
    connection = site.connect()
    for path in sorted(set(readers.addresses())):
        reply = servers.ask(connection, path)
        assert reply.status in (200, 302), f"{path}: {reply.status}"
    connection.close()


def _under_load(site: Server, addresses: Path, files: list[Path]) -> Day:
    """Raises LocalError when an import fails, ValueError when wrk does."""
    command = wrk.command(site.url("/"), seconds=SECONDS, headers=PACKED, addresses=addresses)
    memory, done = Memory(), threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as load:
        watch = threading.Thread(target=_watch, args=(site, memory, done))
        watch.start()
        try:
            done.wait(BEFORE_SECONDS)
            begun = time.monotonic()
            for path, publish in zip(files, (False, True), strict=True):
                website.run(website.import_command(path, publish=publish))
            took = time.monotonic() - begun
            output, _ = load.communicate()
        finally:
            done.set()
            watch.join()
    return Day(wrk.read(output), memory, len(set(addresses.read_text().split())), took)


def _watch(site: Server, memory: Memory, done: threading.Event) -> None:
    while not done.wait(1):
        memory.look(site)


def _rows(day: Day) -> Iterator[report.Row]:
    load, memory = day.load, day.memory
    what = f"{wrk.CONNECTIONS} connections, {SECONDS} s, {day.addresses} addresses"
    speed = report.per_second(load.per_second)
    in_time = BEFORE_SECONDS + day.imports_took < SECONDS
    late = "" if in_time else ", longer than the readers stayed"
    yield report.Row(
        work=f"publication day ({what}): errors",
        ours=f"{load.faults} of {load.requests:,} ({speed})",
        peer=report.NONE,
        ratio=load.errors if in_time else math.nan,
        goal=report.at_most(0),
        note="Meanwhile two imports of England's quarter and a publication ran; they took "
        f"{report.seconds(day.imports_took)}{late}.",
    )
    yield report.Row(
        work="the same: p99, in ms",
        ours=f"{report.seconds(load.p99)} (p50 {report.seconds(load.p50)}, "
        f"longest {report.seconds(load.longest)})",
        peer=report.NONE,
        ratio=load.p99 * 1000,
        goal=report.at_most(100),
    )
    yield report.Row(
        work="the same: memory of a web worker at most, in MiB",
        ours=report.mebibytes(memory.largest),
        peer=report.NONE,
        ratio=memory.largest / 2**20,
        goal=report.at_most(300),
        note=f"{len(memory.of)} workers, resident memory, looked at once a second.",
    )
    yield report.Row(
        work="the same: memory in the last quarter of it, by that in the one before",
        ours=report.figure(memory.growth),
        peer=report.NONE,
        ratio=memory.growth,
        goal=report.at_most(FLAT),
    )


if __name__ == "__main__":
    main()
