"""One quarter's figures as arrays: what the rules work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from .edition import Edition

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class State(IntEnum):
    """What is known of a value. Missing is never zero."""

    NO_FIGURE = 0
    """No row at all: it may not apply, or may not have been published."""
    REPORTED = 1
    SUPPRESSED = 2
    NOT_SUBMITTED = 3
    NOT_APPLICABLE = 4


@dataclass(frozen=True)
class Column:
    """One metric's values, one for each organisation of the panel, in its order."""

    values: Floats
    """NaN wherever the state is not reported."""
    states: npt.NDArray[np.uint8]
    tie_ranks: Floats
    """The published rank within the trust type, NaN where none: it orders values
    that are printed equal, because the ranking used unrounded ones."""
    variants: npt.NDArray[np.uint8]
    """Index into ``Metric.scorings``: which unit the value came in."""


@dataclass(frozen=True)
class Panel:
    """A quarter's organisations and their values, for one edition.

    Order has no meaning: the same organisations in any order give the same results.
    """

    codes: tuple[str, ...]
    types: tuple[str, ...]
    columns: Mapping[str, Column]
    """By metric id; a metric without a column is reported by nobody."""
    reported_flags: Mapping[str, bool] = field(default_factory=dict)
    """Deficit flag by code, where it is reported."""
    programme: frozenset[str] = frozenset()
    """Codes in the Provider Improvement Programme."""


@dataclass(frozen=True)
class Reading:
    """One figure as it was handed in."""

    code: str
    metric_id: str
    value: float | None
    """None unless the state is reported."""
    state: State = State.REPORTED
    unit: str = ""
    """Tells variants of a metric apart; otherwise the edition's unit holds."""
    tie_rank: float | None = None
    """The published rank within the trust type, where there is one."""


def build_panel(edition: Edition, types: Mapping[str, str], readings: Iterable[Reading]) -> Panel:
    """The readings of a quarter as arrays.

    Args:
        edition: the framework of the quarter.
        types: trust type by ODS code; every organisation of the quarter.
        readings: at most one for each organisation and metric; readings of metrics that
            the edition does not have are left out.

    Raises:
        KeyError: a reading of an organisation that is not among the types.
    """
    codes = tuple(sorted(types))
    rows = {code: index for index, code in enumerate(codes)}
    columns = {metric.id: _empty_column(len(codes)) for metric in edition.metrics}
    figures = edition.figures
    flags: dict[str, bool] = {}
    programme: set[str] = set()
    for reading in readings:
        if reading.metric_id in columns:
            _place(columns[reading.metric_id], rows[reading.code], reading, edition)
        elif reading.metric_id == figures.override and reading.value is not None:
            flags[reading.code] = reading.value > 0
        elif reading.metric_id == figures.programme and reading.value:
            programme.add(reading.code)
    kinds = tuple(types[code] for code in codes)
    return Panel(codes, kinds, columns, flags, frozenset(programme))


def _empty_column(size: int) -> Column:
    nothing = np.zeros(size, dtype=np.uint8)
    return Column(np.full(size, np.nan), nothing, np.full(size, np.nan), nothing.copy())


def _place(column: Column, row: int, reading: Reading, edition: Edition) -> None:
    """Write one reading into its column, while the panel is being built."""
    column.states[row] = reading.state
    if reading.state is State.REPORTED and reading.value is not None:
        column.values[row] = reading.value
    if reading.tie_rank is not None:
        column.tie_ranks[row] = reading.tie_rank
    for number, scoring in enumerate(edition.by_id[reading.metric_id].variants, start=1):
        if scoring.unit == reading.unit:
            column.variants[row] = number
