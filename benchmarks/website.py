"""The data of the pages that are measured: generated quarters in NHS England's layout, imported
and published by the same services as real ones."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import compute_data, compute_database
from league.local import bootstrap
from league.local.errors import LocalError
from league.rules.panel import Reading

if TYPE_CHECKING:  # models can be imported once Django is set up
    from league.models import Assessment

ROOT = Path(bootstrap.ROOT)
VAR = compute_database.VAR
QUARTERS = ("2025-26-q4", "2026-27-q1")  # of the same trusts
LATEST = QUARTERS[-1]
TABLE = f"/league-tables/acute/{LATEST}/"
ROWS = "/published/acute?_size=1000"  # of Datasette: all rows on one page
VARIED = "OF0082"  # all trusts report it, and all are ranked by it
COLUMNS = (
    *("trust_id", "name", "league_rank", "final", "average_score", "rank_low", "rank_high"),
    *("override_moved", "region", "subtype"),
)


def prepare() -> None:
    """Static files, an up-to-date database, two quarters published. In this process Django is
    set up after it."""
    compute_database.settle()
    bootstrap.collect_static(str(ROOT), bootstrap.build_front_end(str(ROOT)))
    compute_database.prepare()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", interactive=False, verbosity=0)
    compute_database.empty()
    shutil.rmtree(VAR / "pages", ignore_errors=True)  # with what was asked for in another run
    for quarter in QUARTERS:
        bring_in(quarter, publish=True)
    connections.close_all()


def bring_in(quarter: str, *, publish: bool) -> None:
    """Import a generated quarter. Raises LocalError when it has a fault."""
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), quarter)
        run(import_command(Path(directory), publish=publish))


def run(command: list[str]) -> None:
    """Run a command quietly. Raises LocalError with its last words when it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LocalError(f"{command[1:3]} failed: {done.stderr[-1000:]}")


def write(directory: Path, quarter: str, turn: int = 0) -> None:
    """The files of a quarter; in another turn all trusts' sickness absence is another."""
    made = compute_data.country(quarter=quarter)
    readings = tuple(_in_turn(each, turn) for each in made.readings)
    compute_data.write(directory, replace(made, readings=readings))


def _in_turn(each: Reading, turn: int) -> Reading:
    if each.metric_id != VARIED or each.value is None:
        return each
    return replace(each, value=round(each.value * (1 + turn / 50), 2))


def import_command(directory: Path, *, publish: bool) -> list[str]:
    """`manage.py import_nof` of a directory."""
    options = ["--publish"] if publish else []
    return [sys.executable, "manage.py", "import_nof", str(directory), *options]


def published_rows(file: Path) -> int:
    """Write the acute league table's rows to a SQLite file for Datasette; returns how many."""
    from league.models import SegmentAssignment

    table = SegmentAssignment.objects.league_table(_published(), "acute")
    rows = [tuple(map(_plain, row)) for row in table.values_list(*COLUMNS)]
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute(f"CREATE TABLE acute ({', '.join(COLUMNS)})")
        database.executemany("INSERT INTO acute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.commit()
    return len(rows)


def _published() -> Assessment:
    """Of the latest quarter."""
    from league.models import Quarter
    from league.reads.league_tables import shown

    return shown(Quarter.objects.get(slug=LATEST))


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def trust_codes(**only: str) -> list[str]:
    """Of the latest quarter, by name."""
    from league.models import SegmentAssignment

    latest = SegmentAssignment.objects.filter(assessment=_published(), **only)
    return list(latest.order_by("name").values_list("trust_id", flat=True))
