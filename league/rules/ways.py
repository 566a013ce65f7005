"""What the way up to the next segment is told as: frozen, finished, with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """What holds a trust in its segment."""

    UNSCORED = "unscored"
    PROGRAMME = "programme"
    """A decision, not a score."""
    TOP = "top"
    DEFICIT = "deficit"
    """Its score alone would put it into a better segment."""
    SCORE_AND_DEFICIT = "score-and-deficit"
    SCORE = "score"


@dataclass(frozen=True)
class Peers:
    """The others of the trust's type that report a metric in the same unit."""

    others: int
    best: float | None
    """The best of their values; None without others."""
    achieving: int | None
    """Those that reach the needed value or better; None where no value is needed."""


@dataclass(frozen=True)
class Change:
    """One metric's value as it would have to be."""

    metric_id: str
    unit: str
    today: float
    needed: float
    places: int
    """Organisations of the pool that it would draw level with or pass."""
    pool: int
    peers: Peers

    @property
    def difference(self) -> float:
        """Needed less today; below zero where lower is better."""
        return round(self.needed - self.today, 6)


@dataclass(frozen=True)
class Row:
    """What one metric could do alone; ``change`` is None where it cannot lead to the goal."""

    metric_id: str
    unit: str
    today: float
    change: Change | None
    peers: Peers


@dataclass(frozen=True)
class Way:
    """All of its changes together lead to the goal, none of them alone."""

    changes: tuple[Change, ...]
    share: float
    """Places to gain as a share of the pool, of two metrics the sum: the smaller the shorter."""


@dataclass(frozen=True)
class WayUp:
    case: Case
    segment: int | None = None
    """After the override; None without a score."""
    goal: int | None = None
    """The segment by score that the rows lead to; of a trust held by its deficit that which its
    score alone gives it."""
    average: float | None = None
    """To two decimals."""
    limit: float | None = None
    """The highest score that leads to the goal; in segment 1 the highest that stays there."""
    rows: tuple[Row, ...] = ()
    """What each metric could do alone, the shortest way first."""
    single: Way | None = None
    double: Way | None = None
    finances: tuple[Change, ...] = ()
    """Each of them alone would end the deficit, where the flag follows the finances."""
    flag_source: str = ""
    """Of the deficit: ``reported`` or ``derived``; empty where there is none."""
    sentences: tuple[tuple[str, str], ...] = ()
    """By key, in the order in which they are read: ``holds``, ``distance``, ``single``,
    ``double``, ``meaning``."""

    @property
    def gap(self) -> float | None:
        """By how much the score lies above the limit; below zero in segment 1."""
        if self.average is None or self.limit is None:
            return None
        return round(self.average - self.limit, 2)
