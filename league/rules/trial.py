"""One trust's values changed by steps, tried on the whole quarter: does its segment get better?

Everybody else's values stay. Where segments end at quartiles, a trust that rises moves its peers'
ranks and so, a little, the end itself; where they are fixed, peers do not matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from . import segments
from .edition import CutKind, Edition, Model
from .figures import Figures
from .levers import Lever
from .panel import Floats, Ints
from .rounding import to_hundredths
from .scoring import BEST, score_metric
from .what_if import with_value

Steps = tuple[tuple[Lever, int], ...]
"""Each metric that changes, and which of its steps it takes."""


@dataclass
class Trial:
    """Tries changes of one trust's values on the whole quarter."""

    edition: Edition
    figures: Figures
    row: int
    goal: int
    """The segment by score to be reached; better than the present one."""
    _changes: dict[tuple[str, int], Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table = self.figures.table
        self._sums = segments.weighted_sums(table.scores, table.weights)
        self._weights = self.figures.averages.weight_sums
        self._some = self._weights > 0
        self._moves_peers = self.edition.cuts.kind is CutKind.QUARTILES

    def reaches(self, steps: Steps) -> bool:
        """Whether these steps together lead to the goal."""
        if any(np.isnan(lever.gains[step]) for lever, step in steps):
            return False
        changes = sum((self.change(lever, step) for lever, step in steps), start=0.0)
        return self._stands(self._hundredths(self._sums + changes))

    def gains(self, gain: float) -> bool:
        """Whether a gain of the sum of weighted scores that moves no peer does; NaN is none."""
        if np.isnan(gain):
            return False
        sums = self._sums.copy()
        sums[self.row] -= gain
        return self._stands(self._hundredths(sums))

    def change(self, lever: Lever, step: int) -> Floats:
        """What the step adds to each trust's sum of weighted scores; shape (trusts,)."""
        key = lever.metric.id, step
        if key not in self._changes:
            self._changes[key] = self._change(lever, step)
        return self._changes[key]

    def _change(self, lever: Lever, step: int) -> Floats:
        peers_stay = lever.scoring.model in (Model.BANDED, Model.BY_SOURCE)
        if peers_stay or not self._moves_peers:
            change = np.zeros(len(self._sums))
            change[self.row] = -lever.gains[step]
            return change
        column = with_value(lever.column, self.row, float(lever.values[step]))
        now = score_metric(lever.metric, column, self.figures.types).scores
        difference = np.nan_to_num(now - self.figures.scored[lever.metric.id].scores)
        return np.asarray(float(lever.counted.weight) * difference, dtype=np.float64)

    def _hundredths(self, sums: Floats) -> Ints:
        hundredths = np.full(len(sums), -1, dtype=np.int64)
        hundredths[self._some] = to_hundredths(sums[self._some] / self._weights[self._some])
        return hundredths

    def _stands(self, hundredths: Ints) -> bool:
        cuts = segments.cuts(self.edition.cuts, hundredths)
        return bool(segments.segments(hundredths, cuts)[self.row] <= self.goal)

    def highest(self) -> int:
        """The highest own score, in hundredths, that reaches the goal while peers stay; 99 when
        even 1.00 does not."""
        hundredths = self._hundredths(self._sums)

        def too_high(own: int) -> bool:
            tried = hundredths.copy()
            tried[self.row] = own
            return not self._stands(tried)

        return 99 + bisect_left(range(100, 401), True, key=too_high)

    def least_gains(self, levers: Sequence[Lever]) -> Floats:
        """What the sum of weighted scores must gain at least when both of two metrics change, at
        the most that they could cost peers; shape (levers, levers), one alone on the diagonal.

        A bound, to try fewer steps: what it lets through has still to be tried.
        """
        highest = np.full((len(levers), len(levers)), float(self.highest()))
        if self._moves_peers and levers:
            worst = np.array([self._at_worst(lever) for lever in levers])
            one, other = np.triu_indices(len(levers))
            added = worst[one] + np.where((one == other)[:, None], 0.0, worst[other])
            highest[one, other] = self._highest_among(self._sums + added)
        bounds: Floats = (highest + 0.5) / 100
        return np.asarray(self._sums[self.row] - self._weights[self.row] * bounds)

    def _highest_among(self, sums: Floats) -> Floats:
        """An upper bound of the highest own score in hundredths, for each row of sums.

        With the trust's own score among them, no quartile is higher than that of the others
        taken from the same places; where it is not rounded, the trust is not above it only
        when it is not above the lower of the two places.
        """
        others = self._some.copy()
        others[self.row] = False
        places = int(others.sum()) * self.goal
        below, part = divmod(places, 4)
        ordered = np.sort(to_hundredths(sums[:, others] / self._weights[others]), axis=1)
        if self.edition.cuts.round_to is None:
            return ordered[:, below].astype(np.float64)
        above = ordered[:, min(below + 1, ordered.shape[1] - 1)]
        return np.floor((ordered[:, below] * (4 - part) + above * part + 2) / 4)

    def _at_worst(self, lever: Lever) -> Floats:
        """What it could cost peers: most before the trust leaves the ranking for the standard,
        or after."""
        inside = np.flatnonzero(lever.scores > BEST)
        ends = {len(lever.values) - 1, *inside[-1:].tolist()} - {-1}
        worst = np.zeros(len(self._sums))
        for step in ends:
            worst = np.fmax(worst, self.change(lever, step))
        return worst
