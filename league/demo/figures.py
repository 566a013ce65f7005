"""The figures of a quarter: every metric of every trust, with what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from league.files.quarters import QuarterName
from league.rules.edition import Better, Edition, Metric, Model
from league.rules.panel import Bools, Floats, State

from . import services as kinds
from .cast import cast
from .chance import stream
from .measures import MONTHLY, Measure, digits, measure_of
from .periods import period
from .quality import standing
from .services import SHARES, Service
from .shapes import Tail
from .trusts import DemoTrust, all_trusts

NOT_SUBMITTED, SUPPRESSED = 0.012, 0.05
"""Chances of a figure to be missing; only where numbers are small is it suppressed."""
_PARTS_NOT_SUBMITTED = 0.003
_FEW = ("079", "081", "082", "020")
"""All that the trust of few metrics hands in."""
_CASES = Tail(1.9, 0.6, 0.5)
"""Number of infections where there are too few for a ratio."""


@dataclass(frozen=True, slots=True)
class Figure:
    code: str
    metric: str
    unit: str
    value: float | None
    state: State
    period: str


def figures(edition: Edition, calendar: tuple[QuarterName, ...], index: int) -> Iterator[Figure]:
    """Of every trust there ever was, for the quarter at that place of the calendar.

    Metrics that are looked up from their parts have no figure of their own.
    """
    for metric in edition.metrics:
        if metric.scoring.model is not Model.MATRIX:
            yield from _of_metric(metric, calendar, index)


def _of_metric(metric: Metric, calendar: tuple[QuarterName, ...], index: int) -> Iterator[Figure]:
    measure = measure_of(metric.id)
    values = _values(metric, measure)[index]
    states = _states(metric, measure, calendar[index])
    by_count = _counted(metric)
    told = period(metric.lag, calendar[measure.moments[index]])
    for row, trust in enumerate(all_trusts()):
        state = State(int(states[row]))
        if state is State.NOT_APPLICABLE or trust.type not in metric.types:
            continue
        unit = metric.variants[0].unit if by_count[row] else metric.unit
        value = float(values[row]) if state is State.REPORTED else None
        yield Figure(trust.code, metric.id, unit, value, state, told)


def _values(metric: Metric, measure: Measure) -> Floats:
    """Rounded as they are printed; shape (quarters, trusts)."""
    better = standing(measure.theme, digits(metric.id), measure.moments)
    ahead = better if metric.better is Better.HIGHER else -better
    shifts = np.array([measure.by_type.get(trust.type, 0.0) for trust in all_trusts()])
    exact = np.array([measure.shape.figures(quarter) + shifts for quarter in ahead])
    if metric.variants:
        cases = np.array([np.floor(_CASES.figures(quarter)) for quarter in ahead])
        exact = np.where(_counted(metric), cases, exact)
    if metric.scoring.standard is not None and metric.scoring.floor is not None:
        exact = _one_between(exact, metric.scoring.standard, metric.scoring.floor)
    return np.round(exact, metric.decimals) + 0.0  # no minus zero


def _one_between(values: Floats, standard: float, floor: float) -> Floats:
    """One trust alone lies between floor and standard; the others miss or reach both."""
    alone = np.array([trust.code == cast().alone for trust in all_trusts()])
    between = (values >= floor) & (values < standard)
    missed = floor - (standard - floor) / 4
    return np.where(alone, (standard + floor) / 2, np.where(between, missed, values))


def _counted(metric: Metric) -> Bools:
    """Which trusts have too few cases for a ratio; shape (trusts,)."""
    drawn = stream("counted", digits(metric.id)).random(len(all_trusts())) < 0.3
    small = np.array([trust.subtype == kinds.SPECIALIST for trust in all_trusts()])
    return drawn & small & bool(metric.variants)


def _states(metric: Metric, measure: Measure, quarter: QuarterName) -> Floats:
    """What is known of each figure; shape (trusts,)."""
    draws = stream("missing", quarter.slug, digits(metric.id)).random(len(all_trusts()))
    states = np.full(len(draws), State.REPORTED)
    if measure.moments == MONTHLY:
        missing = _PARTS_NOT_SUBMITTED if metric.part_of else NOT_SUBMITTED
        states[draws < missing] = State.NOT_SUBMITTED
        if measure.small_numbers:
            states[draws > 1 - SUPPRESSED] = State.SUPPRESSED
    states[[_withholds(trust, metric) for trust in all_trusts()]] = State.NOT_SUBMITTED
    states[~_runs(measure.service)] = State.NOT_APPLICABLE
    return states


def _withholds(trust: DemoTrust, metric: Metric) -> bool:
    if trust.code == cast().few:
        return digits(metric.id) not in _FEW
    return trust.code == cast().unsafe and metric.domain == "safety"


def _runs(service: Service) -> Bools:
    """Which trusts run the service; shape (trusts,)."""
    shares = np.array([SHARES[service].get(trust.subtype, 0.0) for trust in all_trusts()])
    runs = stream("service", service).random(len(shares)) < shares
    if service in (Service.AMBULANCE, Service.MENTAL_HEALTH):
        runs |= np.array([trust.code == cast().island for trust in all_trusts()])
    if service is Service.RATED:
        runs &= np.array([trust.code != cast().unsafe for trust in all_trusts()])
    return runs


def mistaken(figure: Figure) -> Figure:
    """The complement of a percentage: what was handed in by mistake at first."""
    value = None if figure.value is None else round(100 - figure.value, 2)
    return replace(figure, value=value)
