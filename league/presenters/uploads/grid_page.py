"""The form to type one trust's figures into: each metric with its last figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from league.files.quarters import from_slug
from league.models import ValueState
from league.rules.edition import Better
from league.rules.value_limits import value_limits
from league.rules.wording import limit
from league.services.uploads.grid import GridCell
from league.services.uploads.last_figures import LastFigure, LastFigures
from trusts.models import Trust

STATES = (
    ("", "As typed"),
    ("suppressed", "Suppressed for small numbers"),
    ("not submitted", "Not submitted"),
    ("not applicable", "Does not apply"),
)
DEFICITS = (("", "As it counts now"), ("Yes", "In deficit"), ("No", "Not in deficit"))


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class GridRow:
    """One line of the form; ``name`` is the start of its fields' names."""

    name: str
    id: str
    label: str
    meaning: str
    unit: str
    values: str
    """Which values are possible, and which way is better."""
    last: str
    value: str
    period: str
    choices: tuple[Choice, ...]
    """Of states; of the flag where ``is_flag``."""
    is_flag: bool


@dataclass(frozen=True)
class GridPage:
    title: str
    trust: str
    code: str
    quarter: str
    rows: tuple[GridRow, ...]
    note: str
    restored: bool
    """Whether what is shown was typed before the reader was signed out."""


def grid_page(figures: LastFigures, trust: Trust, typed: Mapping[str, str]) -> GridPage:
    """``typed`` are posted fields, shown again instead of the last figures."""
    label = from_slug(figures.quarter).label
    return GridPage(
        title=f"Figures of {trust.name} for {label}",
        trust=trust.name,
        code=trust.pk,
        quarter=figures.quarter,
        rows=tuple(_row(each, figures.quarter, typed) for each in figures.by_trust[trust.pk]),
        note=typed.get("note", ""),
        restored=bool(typed),
    )


def cells(figures: LastFigures, trust: Trust, typed: Mapping[str, str]) -> Iterator[GridCell]:
    """The posted fields as lines of the file that the form stands for."""
    for each in figures.by_trust[trust.pk]:
        value = typed.get(f"{each.id}-value", "")
        state = typed.get(f"{each.id}-state", "")
        period = typed.get(f"{each.id}-period", "")
        yield GridCell(each.id, value, state, period, each.unit)


def _row(each: LastFigure, quarter: str, typed: Mapping[str, str]) -> GridRow:
    metric = each.metric
    chosen = typed.get(f"{each.id}-{'value' if metric is None else 'state'}", "")
    options = DEFICITS if metric is None else STATES
    return GridRow(
        name=each.id,
        id=each.id,
        label=metric.name if metric else "Financial deficit",
        meaning=metric.definition if metric else "Whether the trust is in deficit.",
        unit=each.unit,
        values=_values(each),
        last=_last(each, quarter),
        value=typed.get(f"{each.id}-value", "" if each.value is None else f"{each.value:.10g}"),
        period=typed.get(f"{each.id}-period", each.period),
        choices=tuple(Choice(value, label, value == chosen) for value, label in options),
        is_flag=metric is None,
    )


def _values(each: LastFigure) -> str:
    if each.metric is None:
        return ""
    better = "Higher" if each.metric.better is Better.HIGHER else "Lower"
    return f"{better} is better; {value_limits(each.metric, each.unit)}."


def _last(each: LastFigure, quarter: str) -> str:
    if not each.of:
        return "No figure yet"
    when = "now" if each.of == quarter else f"in {from_slug(each.of).label}"
    if each.value is None:
        return f"{ValueState(each.state).label} {when}"
    if each.metric is None:
        return f"{'Yes' if each.value else 'No'} {when}"
    return f"{limit(each.value, each.metric, each.unit)} {when}"
