"""Templates to fill in: a trust's or a whole type's last figures, and what each metric means."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from league.files.quarters import from_slug
from league.files.writing.book import Book
from league.files.writing.sheet import Cell, Column, Kind, Note, Row, Sheet
from league.models import ValueState
from league.rules.edition import Better, Metric
from league.rules.value_limits import value_limits

from .last_figures import LastFigure, LastFigures

_TRUST = Column("trust_code", "Trust code", meaning="The trust's ODS code.")
_NAME = Column("trust_name", "Trust name", meaning="For reading; it is not read back.")
_LONG = (
    _TRUST,
    _NAME,
    Column("metric", "Metric", meaning="The official metric id, or DEFICIT for the flag."),
    Column("metric_name", "Metric name", meaning="For reading; it is not read back."),
    Column("value", "Value", Kind.NUMBER, meaning="The figure; the deficit flag is 1 or 0."),
    Column("state", "State", meaning="Empty, or suppressed, not submitted, not applicable."),
    Column("period", "Period", meaning="What the figure covers, in your words."),
    Column("unit", "Unit", meaning="The unit of the figure."),
)
_METRICS = (
    Column("id", "Id", meaning="The official metric id."),
    Column("name", "Name", meaning="What it is called on this site."),
    Column("meaning", "What it measures", meaning="One plain sentence."),
    Column("unit", "Unit", meaning="Write figures in this unit."),
    Column("values", "Possible values", meaning="Anything else is refused."),
    Column("better", "Better", meaning="Whether a higher or a lower figure is better."),
    Column("source", "Source", meaning="The national collection or survey."),
    Column("lag", "Period", meaning="How far the data lie behind the quarter."),
)


class Shape(StrEnum):
    LONG = "long"
    """A row for each trust and metric."""
    WIDE = "wide"
    """A row for each trust, a column for each metric."""


def template(figures: LastFigures, shape: Shape, *, explained: bool = True) -> Book:
    """A workbook that can be filled in and handed in as it is; without the sheet that explains
    the metrics where the file can hold only one table."""
    label = from_slug(figures.quarter).label
    table = _long(figures) if shape is Shape.LONG else _wide(figures)
    sheets = {"figures": table}
    if explained:
        sheets["metrics"] = _explanations(figures)
    notes = (
        Note("quarter", "Quarter", label),
        Note("how", "How to fill it in", _HOW),
    )
    return Book(f"Figures for {label}", sheets, notes)


_HOW = (
    "The figures are the last ones that count. Write the new ones over them. An empty cell says "
    "nothing: the figure that counts stays. Write * for a figure that is suppressed because "
    "numbers are small, and NA for one that was not submitted."
)


def _long(figures: LastFigures) -> Sheet:
    return Sheet("Figures", _LONG, _long_rows(figures), frozen=3)


def _long_rows(figures: LastFigures) -> Iterator[Row]:
    for trust in figures.trusts:
        for each in figures.by_trust[trust.pk]:
            name = each.metric.name if each.metric else "Financial deficit (1 yes, 0 no)"
            state = ValueState(each.state).value.replace("-", " ") if each.state else ""
            yield (
                *(trust.pk, trust.name, each.id, name),
                *(each.value, state, each.period, each.unit),
            )


def _wide(figures: LastFigures) -> Sheet:
    """A column for each metric that any of the trusts may report."""
    metrics: dict[str, LastFigure] = {}
    for trust in figures.trusts:
        for each in figures.by_trust[trust.pk]:
            metrics.setdefault(each.id, each)
    columns = (_TRUST, _NAME, *(_column(each) for each in metrics.values()))
    return Sheet("Figures", columns, _wide_rows(figures, list(metrics)), frozen=2)


def _column(each: LastFigure) -> Column:
    header = f"{each.id} {each.metric.name}" if each.metric else "Deficit"
    return Column(each.id.lower(), header, unit=each.metric.unit if each.metric else "")


def _wide_rows(figures: LastFigures, ids: list[str]) -> Iterator[Row]:
    for trust in figures.trusts:
        mine = {each.id: each for each in figures.by_trust[trust.pk]}
        yield (trust.pk, trust.name, *(_wide_cell(mine.get(metric)) for metric in ids))


_MARKS = {"suppressed": "*", "not-submitted": "NA", "not-applicable": "not applicable"}


def _wide_cell(each: LastFigure | None) -> Cell:
    """As text: a column holds figures as well as marks for those that are missing."""
    if each is None:
        return ""
    if each.value is None:
        return _MARKS.get(each.state, "")
    if each.metric is None:
        return "Yes" if each.value else "No"
    return f"{each.value:.10g}"


def _explanations(figures: LastFigures) -> Sheet:
    types = {trust.type for trust in figures.trusts}
    rows = [
        _explained(metric)
        for metric in figures.edition.metrics
        if types & set(metric.types) and not metric.scoring.parts
    ]
    return Sheet("Metrics", _METRICS, rows, frozen=2)


def _explained(metric: Metric) -> Row:
    return (
        metric.id,
        metric.name,
        metric.definition,
        " or ".join(scoring.unit for scoring in metric.scorings),
        str(value_limits(metric)),
        "Higher" if metric.better is Better.HIGHER else "Lower",
        metric.source,
        metric.lag,
    )
