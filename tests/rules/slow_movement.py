"""A change of an average split a second time: slow, obvious, one trust and metric at a time.

Own and peers' parts are found by putting one value into the other quarter's panel and scoring
the whole metric again. Averages are exact fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from league.rules.edition import Edition, Metric, Model
from league.rules.movement_results import Part
from league.rules.panel import Column, Panel
from league.rules.scoring import score_edition, score_metric, type_numbers

Scores = Mapping[str, Fraction]
Split = dict[tuple[str, Part], Fraction]


class SlowMovement:
    """Two quarters of one edition."""

    def __init__(self, edition: Edition, before: Panel, after: Panel) -> None:
        self.edition = edition
        self.panels = (before, after)
        self.scored = tuple(score_edition(edition, panel) for panel in self.panels)

    def scores(self, side: int, code: str) -> Scores:
        """A trust's scores in one of the quarters, by metric id; those that count."""
        row = self.panels[side].codes.index(code)
        found = {
            metric.id: float(self.scored[side][metric.id].scores[row])
            for metric in self.edition.counted
        }
        return {name: exact(score) for name, score in found.items() if score == score}

    def average(self, scores: Scores) -> Fraction:
        weights = {name: self.edition.by_id[name].weight for name in scores}
        total = sum((weights[name] * score for name, score in scores.items()), Fraction())
        return total / sum(weights.values())

    def split(self, code: str) -> Split:
        """The parts of the change that are not nothing, by metric and part."""
        old, new = self.scores(0, code), self.scores(1, code)
        shared = [name for name in old if name in new]
        old_shared = {name: old[name] for name in shared}
        new_shared = {name: new[name] for name in shared}
        parts: Split = {}
        for name in new.keys() - old.keys():
            share = self._weight(name) / self._weights(new)
            parts[name, Part.ENTERED] = share * (new[name] - self.average(new_shared))
        for name in old.keys() - new.keys():
            share = self._weight(name) / self._weights(old)
            parts[name, Part.LEFT] = -share * (old[name] - self.average(old_shared))
        for name in shared:
            share = self._weight(name) / self._weights(new_shared)
            for part, change in self._of_shared(code, name, old[name], new[name]).items():
                parts[name, part] = share * change
        return {key: amount for key, amount in parts.items() if amount}

    def _weight(self, name: str) -> Fraction:
        return self.edition.by_id[name].weight

    def _weights(self, scores: Scores) -> Fraction:
        return sum((self._weight(name) for name in scores), Fraction())

    def _of_shared(
        self, code: str, name: str, old: Fraction, new: Fraction
    ) -> dict[Part, Fraction]:
        metric = self.edition.by_id[name]
        if metric.scoring.model is Model.MATRIX:
            return {Part.OWN: new - old}
        rows = [panel.codes.index(code) for panel in self.panels]
        columns = [panel.columns[name] for panel in self.panels]
        if columns[0].variants[rows[0]] != columns[1].variants[rows[1]]:
            return {Part.RULES: new - old}
        if columns[0].values[rows[0]] == columns[1].values[rows[1]]:
            return {Part.PEERS: new - old}
        new_then = self._put(metric, columns[1], rows[1], side=0, row=rows[0])
        old_now = self._put(metric, columns[0], rows[0], side=1, row=rows[1])
        own = (new_then - old) / 2 + (new - old_now) / 2
        return {Part.OWN: own, Part.PEERS: new - old - own}

    def _put(self, metric: Metric, given: Column, at: int, *, side: int, row: int) -> Fraction:
        """The score of one value in place of the one that stands in the other quarter."""
        panel = self.panels[side]
        there = panel.columns[metric.id]
        values, ties = there.values.copy(), there.tie_ranks.copy()
        values[row], ties[row] = given.values[at], given.tie_ranks[at]
        changed = replace(there, values=values, tie_ranks=ties)
        return exact(float(score_metric(metric, changed, type_numbers(panel.types)).scores[row]))


def exact(score: float) -> Fraction:
    """A score as the ratio of small whole numbers that it is."""
    return Fraction(score).limit_denominator(1_000)
