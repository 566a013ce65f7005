"""`make bench`: every benchmark in a process of its own, then one table of all goals.

`BENCH="cold compute"` chooses; without it all run, in about 15 minutes on two cores.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import report

ROOT = Path(__file__).resolve().parent.parent
# Name, as BENCH says it, and module, run as a program: it hands its rows to `report.tell`.
BENCHMARKS = {
    "cold": "benchmarks.cold",
    "warm": "benchmarks.warm",
    "mixed": "benchmarks.mixed",
    "compute": "benchmarks.compute",
    "growth": "benchmarks.compute_growth",
    "history": "benchmarks.compute_history",
}


def chosen(names: str) -> dict[str, str]:
    """The benchmarks to run. Raises SystemExit for a name that is none."""
    wished = names.replace(",", " ").split() or list(BENCHMARKS)
    if unknown := [name for name in wished if name not in BENCHMARKS]:
        sys.exit(f"No benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
    return {name: BENCHMARKS[name] for name in wished}


def main() -> int:
    """0 when all ran to their end; a goal that is missed is told by the table."""
    failed = []
    with tempfile.TemporaryDirectory() as directory:
        rows_file = Path(directory) / "rows.jsonl"
        rows_file.touch()
        for name, module in chosen(os.environ.get("BENCH", "")).items():
            print(f"{name} ...", flush=True)
            command = [sys.executable, "-m", module]
            told = os.environ | {report.ROWS_FILE: str(rows_file)}
            if subprocess.run(command, cwd=ROOT, env=told, check=False).returncode:
                failed.append(name)
        rows = report.gathered(rows_file)
    print(report.table(rows))
    if failed:
        print(f"Did not run to its end: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
