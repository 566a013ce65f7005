"""What a soak found: memory and latency near its beginning and at its end, and every fault."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MIB = 1024 * 1024
# Parts of the run that are compared: caches are full by the first, and both have as many
# publications and the same kinds of fault, of which there are twelve in a run.
BEGINNING, END = (2 / 12, 4 / 12), (10 / 12, 1.0)
MEMORY_GROWS_BY = 1.10
LATENCY_GROWS_BY, LATENCY_SLACK = 1.5, 0.010  # seconds


@dataclass(frozen=True)
class Sample:
    """A few seconds of the run."""

    at: float
    """Seconds since the run began."""
    memory: int
    """Bytes of the larger web worker."""
    seconds: list[float]
    """That each request took."""

    def line(self) -> str:
        taken = Window.of([self])
        return (
            f"{self.at / 60:6.1f} min  {taken.memory / MIB:5.0f} MiB  {taken.requests:6d} requests"
            f"  median {taken.median * 1000:5.1f} ms  p99 {taken.p99 * 1000:6.1f} ms"
        )


@dataclass(frozen=True)
class Window:
    """A part of the run."""

    memory: float
    requests: int
    median: float
    p99: float

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Window:
        taken = sorted(second for sample in samples for second in sample.seconds) or [0.0]
        return cls(
            statistics.median(sample.memory for sample in samples),
            len(taken),
            statistics.median(taken),
            taken[int(len(taken) * 0.99)],
        )


def part(samples: Sequence[Sample], bounds: tuple[float, float]) -> Window:
    """The window between these fractions of the run."""
    low, high = (round(bound * len(samples)) for bound in bounds)
    return Window.of(samples[low:high] or samples[-1:])


def growths(before: Window, after: Window) -> list[str]:
    """What is not flat."""
    found = []
    if after.memory > before.memory * MEMORY_GROWS_BY:
        found.append(f"memory grew from {before.memory / MIB:.0f} to {after.memory / MIB:.0f} MiB")
    for name in ("median", "p99"):
        first, last = getattr(before, name), getattr(after, name)
        if last > first * LATENCY_GROWS_BY + LATENCY_SLACK:
            found.append(f"{name} grew from {first * 1000:.1f} to {last * 1000:.1f} ms")
    return found


def verdict(samples: Sequence[Sample], faults: Sequence[str], done: Sequence[str]) -> int:
    """Print the report; 0 when nothing was wrong."""
    before, after = part(samples, BEGINNING), part(samples, END)
    requests = sum(len(sample.seconds) for sample in samples)
    print(f"\n{requests} requests, {len(faults)} faults, in {samples[-1].at / 60:.0f} minutes")
    print("Meanwhile: " + ", ".join(f"{count} {what}" for what, count in Counter(done).items()))
    print(f"{'':12}{'memory':>10}{'median':>12}{'p99':>12}")
    for name, window in (("beginning", before), ("end", after)):
        print(
            f"{name:12}{window.memory / MIB:6.0f} MiB"
            f"{window.median * 1000:9.1f} ms{window.p99 * 1000:9.1f} ms"
        )
    wrong = [*growths(before, after), *faults[:20]]
    for line in wrong:
        print(f"FAULT {line}")
    print("failed" if wrong else "passed: no fault, memory and latency flat")
    return 1 if wrong else 0
