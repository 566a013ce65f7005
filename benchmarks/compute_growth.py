"""How import and recompute grow from 1 to 10 to 100 Englands in one quarter, and their memory.

Each size runs in a process of its own, so that its peak memory is its own; it is that of the
process that reads, computes and stores, without PostgreSQL's. BENCH_ENGLANDS="1 10" leaves the
largest out.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks import compute_data, compute_database, report

RUNS = {1: 5, 10: 3}
"""Once for the largest, which takes minutes."""
MEASURES = {
    "import": "import with recompute",
    "recompute": "submission applied, with recompute of all",
}


def main() -> None:
    """Tell the rows."""
    sizes = [int(size) for size in os.environ.get("BENCH_ENGLANDS", "1 10 100").split()]
    report.tell(_rows({size: _in_its_own_process(size) for size in sizes}))


def _rows(found: dict[int, dict[str, float]]) -> Iterator[report.Row]:
    for measure, work in MEASURES.items():
        cpu = f"{measure} cpu"
        for few, many in pairwise(found):
            ours, before = found[many][measure], found[few][measure]
            yield report.Row(
                work=f"{work}: {many} Englands in a quarter",
                ours=report.seconds(ours),
                peer=f"{report.seconds(before)} (at {few})",
                ratio=ours / before,
                goal=report.at_most(12),
                note=f"{205 * many:,} trusts; median of {RUNS.get(many, 1)} and {RUNS[few]}. "
                f"Processor time without PostgreSQL's: {report.seconds(found[many][cpu])} after "
                f"{report.seconds(found[few][cpu])}, "
                f"{found[many][cpu] / found[few][cpu]:.1f} times.",
            )
    largest = max(found)
    memory = {size: report.mebibytes(each["memory"]) for size, each in found.items()}
    yield report.Row(
        work=f"peak memory at {largest} Englands in a quarter, GiB",
        ours=memory[largest],
        peer=report.NONE,
        ratio=found[largest]["memory"] / 2**30,
        goal=report.at_most(2),
        note="With " + ", ".join(f"{size}: {told}" for size, told in memory.items()) + ".",
    )


def _in_its_own_process(size: int) -> dict[str, float]:
    """Seconds by measure, and bytes of memory."""
    with tempfile.TemporaryDirectory() as directory:
        compute_data.write(Path(directory), compute_data.country(size))
        command = [sys.executable, "-m", "benchmarks.compute_growth", str(size), directory]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(size: int, directory: Path) -> dict[str, float]:
    """What one size takes, in this process."""
    runs = RUNS.get(size, 1)
    paths = sorted(directory.iterdir())
    with compute_database.fresh():
        # Django has to be set up before this can be imported.
        from benchmarks import compute_services

        imported = [_timed(partial(compute_services.import_anew, paths)) for _ in range(runs)]
        handed_in = [compute_services.prepared(turn) for turn in range(runs)]
        applied = [_timed(partial(compute_services.hand_in, each)) for each in handed_in]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    times = {"import": imported, "recompute": applied}
    return {
        **{name: median(wall for wall, _ in found) for name, found in times.items()},
        **{f"{name} cpu": median(cpu for _, cpu in found) for name, found in times.items()},
        "memory": peak,
    }


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process alone."""
    before = time.process_time()
    wall = report.seconds_of(work)
    return wall, time.process_time() - before


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))
    else:
        main()
