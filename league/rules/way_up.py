"""What would lead a trust to the next better segment, everybody else's values staying.

Three things can hold a trust where it is: its score, its deficit, a decision of NHS England. Only
for the first is there a way by metrics (see :mod:`league.rules.routes`); for the second the
finances that would end the deficit are told, where the flag follows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .edition import Edition
from .figures import Figures
from .levers import Lever, levers
from .panel import Panel
from .routes import Route, alone, together
from .scoring import lower_is_better
from .trial import Trial
from .way_up_words import sentences
from .ways import Case, Change, Peers, Row, Way, WayUp


def way_up(edition: Edition, panel: Panel, figures: Figures, code: str) -> WayUp:
    """The way to the next segment of one trust.

    Raises:
        ValueError: no such trust is in the panel.
    """
    found = _Finder(edition, panel, figures, panel.codes.index(code)).found()
    return replace(found, sentences=sentences(edition, found))


def _shortness(single: tuple[Lever, Route | None]) -> float:
    """The shortest ways first, those that lead nowhere last."""
    route = single[1]
    return np.inf if route is None else route.share


@dataclass(frozen=True)
class _Finder:
    edition: Edition
    panel: Panel
    figures: Figures
    row: int

    def found(self) -> WayUp:
        case, figures = self._case(), self.figures
        if case is Case.UNSCORED:
            return WayUp(case)
        found = WayUp(
            case,
            segment=int(figures.adjusted[self.row]),
            average=int(figures.averages.hundredths[self.row]) / 100,
        )
        if case is Case.TOP:
            return replace(found, limit=self._limit(1))
        if case is Case.DEFICIT:
            return self._with_finances(replace(found, goal=int(figures.unadjusted[self.row])))
        if case is Case.PROGRAMME:
            return found
        found = self._with_ways(found, int(figures.unadjusted[self.row]) - 1)
        return self._with_finances(found) if case is Case.SCORE_AND_DEFICIT else found

    def _case(self) -> Case:
        figures, row = self.figures, self.row
        unadjusted, adjusted = int(figures.unadjusted[row]), int(figures.adjusted[row])
        if not unadjusted:
            return Case.UNSCORED
        if figures.final[row] != adjusted:
            return Case.PROGRAMME
        if adjusted > unadjusted:
            return Case.DEFICIT
        if adjusted == 1:
            return Case.TOP
        held = figures.override.flagged[row] and adjusted <= self.edition.override.no_better_than
        return Case.SCORE_AND_DEFICIT if held else Case.SCORE

    def _limit(self, goal: int) -> float | None:
        highest = Trial(self.edition, self.figures, self.row, goal).highest()
        return highest / 100 if highest >= 100 else None

    @cached_property
    def _levers(self) -> tuple[Lever, ...]:
        return levers(self.edition, self.panel, self.figures, self.panel.codes[self.row])

    def _with_ways(self, found: WayUp, goal: int) -> WayUp:
        trial = Trial(self.edition, self.figures, self.row, goal)
        least = trial.least_gains(self._levers)
        singles = [
            (lever, alone(trial, lever, float(least[place, place])))
            for place, lever in enumerate(self._levers)
        ]
        routes = [route for _, route in singles if route]
        shortest = min(routes, key=lambda route: route.share, default=None)
        return replace(
            found,
            goal=goal,
            limit=self._limit(goal),
            rows=tuple(self._row(lever, route) for lever, route in sorted(singles, key=_shortness)),
            single=self._way(shortest),
            double=self._way(together(trial, singles, least)),
        )

    def _with_finances(self, found: WayUp) -> WayUp:
        override = self.figures.override
        source = override.sources[self.row]
        changes = tuple(self._ending_deficit()) if source == "derived" else ()
        return replace(found, flag_source=source, finances=changes)

    def _ending_deficit(self) -> Iterator[Change]:
        """Plan or variance, one of them changed so that neither the plan nor their sum is below
        zero; the least that does it."""
        rule, override = self.edition.override, self.figures.override
        plan, variance = float(override.plans[self.row]), float(override.variances[self.row])
        needed = {rule.plan: 0.0 if np.isnan(variance) else max(0.0, -variance)}
        if plan >= 0:
            needed[rule.variance] = -plan + 0.0
        for lever in self._levers:
            if lever.metric.id in needed:
                yield self._change(lever, needed[lever.metric.id])

    def _way(self, route: Route | None) -> Way | None:
        if route is None:
            return None
        changes = (self._change(lever, float(lever.values[step])) for lever, step in route.steps)
        return Way(tuple(changes), route.share)

    def _row(self, lever: Lever, route: Route | None) -> Row:
        step = None if route is None else route.steps[0][1]
        change = None if step is None else self._change(lever, float(lever.values[step]))
        unit = lever.scoring.unit
        return Row(lever.metric.id, unit, lever.today, change, self._peers(lever, None))

    def _change(self, lever: Lever, needed: float) -> Change:
        return Change(
            metric_id=lever.metric.id,
            unit=lever.scoring.unit,
            today=lever.today,
            needed=needed,
            places=lever.passed(needed),
            pool=lever.pool,
            peers=self._peers(lever, needed),
        )

    def _peers(self, lever: Lever, needed: float | None) -> Peers:
        others = lever.members & (self.figures.types == self.figures.types[self.row])
        others[self.row] = False
        keys = lower_is_better(lever.column.values[others], lever.metric.better)
        if not len(keys):
            return Peers(0, None, None if needed is None else 0)
        best = float(lower_is_better(np.array([keys.min()]), lever.metric.better)[0])
        if needed is None:
            return Peers(len(keys), best, None)
        own = lower_is_better(np.array([needed]), lever.metric.better)[0]
        return Peers(len(keys), best, int((keys <= own).sum()))
