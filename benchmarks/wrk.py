"""The load generator: wrk from PATH, else installed from Debian's packages where that may be."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from league.local.errors import LocalError

SCRIPT = Path(__file__).with_name("load.lua")
ADVICE = (
    "No wrk was found, and none could be installed. Install it (apt-get install wrk, "
    "brew install wrk) or name one: WRK=/path/to/wrk make bench"
)
CONNECTIONS = 64
KINDS = ("refused", "broken", "statuses", "timeouts")


@dataclass(frozen=True)
class Load:
    """What a run did. Times are in seconds; `kinds` of errors are connections refused or broken,
    answers with a status of 400 or more, and answers that took more than two seconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    longest: float
    kinds: Mapping[str, int]

    @property
    def per_second(self) -> float:
        """Throughput."""
        return self.requests / self.seconds

    @property
    def errors(self) -> int:
        """Of all kinds."""
        return sum(self.kinds.values())

    @property
    def faults(self) -> str:
        """``2 (timeouts 2)``."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.items() if count)
        return f"{self.errors} ({kinds})" if kinds else "0"


def _found() -> str | None:
    return os.environ.get("WRK") or shutil.which("wrk")


def require() -> str:
    """Path of wrk. Raises LocalError when there is none to be had."""
    if found := _found():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing wrk with apt-get ...", file=sys.stderr, flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", "wrk", "procps"]):
            subprocess.run(
                ["apt-get", "-qq", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=False,
            )
    if found := _found():
        return found
    raise LocalError(ADVICE)


def command(
    url: str,
    *,
    seconds: int,
    headers: Mapping[str, str],
    connections: int = CONNECTIONS,
    addresses: Path | None = None,
) -> list[str]:
    """One thread of wrk keeps the connections busy, with the URL or with the paths of a file."""
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT)]
    for name, value in headers.items():
        options += ["-H", f"{name}: {value}"]
    return [require(), *options, url, *(["--", str(addresses)] if addresses else [])]


def read(output: str) -> Load:
    """What a run said at its end. Raises ValueError when it said nothing."""
    for line in output.splitlines():
        if line.startswith("LOAD "):
            told = json.loads(line.removeprefix("LOAD "))
            return Load(
                requests=told["requests"],
                seconds=told["microseconds"] / 1e6,
                p50=told["p50"] / 1e6,
                p99=told["p99"] / 1e6,
                longest=told["longest"] / 1e6,
                kinds={kind: told[kind] for kind in KINDS},
            )
    raise ValueError(f"wrk said nothing of its run: {output[-500:]}")


def run(
    url: str, *, seconds: int, headers: Mapping[str, str], connections: int = CONNECTIONS
) -> Load:
    """Load an address for some seconds."""
    told = command(url, seconds=seconds, headers=headers, connections=connections)
    return read(subprocess.run(told, capture_output=True, text=True, check=True).stdout)
