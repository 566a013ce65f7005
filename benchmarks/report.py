"""What a benchmark hands back, and how it is printed: a row for each goal, met or missed."""

import dataclasses
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
ROWS_FILE = "BENCH_ROWS"  # names the file that `make bench` gathers the rows of its parts in
NONE = "–"


@dataclass(frozen=True)
class Goal:
    """What `Row.ratio` must reach: at least the limit when `more` is better, else at most."""

    limit: float
    more: bool = False

    def met(self, ratio: float) -> bool:
        """Whether the goal is reached; a ratio that is not a number never does."""
        return ratio >= self.limit if self.more else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.more else '≤'} {figure(self.limit)}"


def at_least(limit: float) -> Goal:
    """More is better."""
    return Goal(limit, more=True)


def at_most(limit: float) -> Goal:
    """Less is better."""
    return Goal(limit)


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `work` says what was done; `ours` and `peer` are the medians in words, with their unit. `ratio`
    is ours divided by the peer's; where there is no peer it is our own figure, in the unit of the
    goal. `note` says what the figure does not: spread, size of the data, what bounds it.
    """

    work: str
    ours: str
    peer: str
    ratio: float
    goal: Goal
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.goal.met(self.ratio)


# --- Measuring ------------------------------------------------------------------------------------


def seconds_of(work: Callable[[], object]) -> float:
    """How long one run of the work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(*measures: Callable[[], float], runs: int = RUNS) -> list[list[float]]:
    """The figures of each measure, taken in turns, so that a slow minute hits all alike."""
    figures: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for kept, measure in zip(figures, measures, strict=True):
            kept.append(measure())
    return figures


def medians(*measures: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The median of each measure over runs in turns."""
    return [statistics.median(figures) for figures in interleaved(*measures, runs=runs)]


# --- Wording --------------------------------------------------------------------------------------


def figure(value: float) -> str:
    """Three significant digits, without an exponent: `0.812`, `1.49`, `15,300`."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def seconds(value: float) -> str:
    """A time in its fitting unit."""
    return f"{figure(value)} s" if value >= 1 else f"{figure(value * 1000)} ms"


def per_second(value: float) -> str:
    """A throughput."""
    return f"{figure(value)} requests/s"


def mebibytes(value: float) -> str:
    """A size, of bytes."""
    return f"{value / 2**20:,.0f} MiB"


# --- Printing -------------------------------------------------------------------------------------


def _cells(row: Row) -> tuple[str, ...]:
    ratio = f"{figure(row.ratio)}" if row.peer != NONE else NONE
    return (row.work, row.ours, row.peer, ratio, str(row.goal), "met" if row.met else "MISSED")


def table(rows: Sequence[Row]) -> str:
    """The rows as a table of text, in Markdown too, the notes below it."""
    head = ("Work", "Ours", "Peer", "Ratio", "Goal", "Reached")
    lines = [head, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    texts = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    texts.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [f"- {row.work}: {row.note}" for row in rows if row.note]
    return "\n".join([*texts, "", *notes] if notes else texts)


def tell(rows: Iterable[Row]) -> None:
    """Print each row as it comes; alone also the table, else hand the rows to `make bench`."""
    kept = []
    for row in rows:
        kept.append(row)
        print(f"  {'met   ' if row.met else 'MISSED'} {' · '.join(_cells(row)[:5])}", flush=True)
    if gathered := os.environ.get(ROWS_FILE):
        with Path(gathered).open("a") as file:
            file.writelines(json.dumps(dataclasses.asdict(row)) + "\n" for row in kept)
    else:
        print(table(kept))


def gathered(path: Path) -> list[Row]:
    """The rows that the parts handed over."""
    fields = [json.loads(line) for line in path.read_text().splitlines()]
    return [Row(**{**one, "goal": Goal(**one["goal"])}) for one in fields]
