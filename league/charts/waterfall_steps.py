"""What the chart of contributions is made from: a trust's metrics in their order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from league.rules.lift import BEST
from league.rules.waterfall import Part


@dataclass(frozen=True)
class Step:
    """One metric's part, with its name, that of its domain and the page it leads to."""

    part: Part
    name: str
    domain: str
    href: str


@dataclass(frozen=True)
class Waterfall:
    """``steps`` in order, domain by domain; ``cuts`` are where segments 1, 2 and 3 end."""

    name: str
    cuts: tuple[float, ...]
    steps: tuple[Step, ...]

    @property
    def average(self) -> float:
        return self.steps[-1].part.end if self.steps else BEST

    @property
    def by_domain(self) -> tuple[tuple[str, tuple[Step, ...]], ...]:
        grouped = groupby(self.steps, key=lambda step: step.domain)
        return tuple((domain, tuple(steps)) for domain, steps in grouped)
