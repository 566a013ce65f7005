"""What a run chart of a trust is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .quantiles import Quartiles


@dataclass(frozen=True)
class QuarterPoint:
    """One quarter; figures are None where the trust has none.

    ``order`` counts quarters, so that neighbours differ by one. ``peers`` are the quartiles of the
    average scores of its type, its own among them, and ``ranked`` how many of it have a rank.
    """

    label: str
    href: str
    edition: str
    order: int
    average: float | None
    low: float | None = None
    high: float | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    shared: bool = False
    peers: Quartiles | None = None
    ranked: int = 0
    revision: int = 1

    @property
    def revised(self) -> bool:
        return self.revision > 1


@dataclass(frozen=True)
class Gap:
    """A quarter between others, of which there are no results here."""

    label: str
    order: int


@dataclass(frozen=True)
class Trend:
    """``quarters`` in order of time."""

    name: str
    trust: str
    whose: str
    quarters: tuple[QuarterPoint, ...]
    gaps: tuple[Gap, ...] = ()


def runs(quarters: tuple[QuarterPoint, ...]) -> Iterator[list[QuarterPoint]]:
    """Neighbouring quarters of one edition, which a line may join."""
    run: list[QuarterPoint] = []
    for point in quarters:
        if run and (point.order - run[-1].order != 1 or point.edition != run[-1].edition):
            yield run
            run = []
        run.append(point)
    if run:
        yield run
