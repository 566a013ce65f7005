"""Rows of official files as lines of a handover, by the edition of their quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from league.files.rows import LeagueRow, MetricRow
from league.models import FigureKind, FigureLayout
from league.rules.edition import Edition, Metric

from .handover import FigureLine, ValueLine
from .official_meaning import FLAG, RANK, SCORE, SEGMENT, Limits, Meaning

Lines = list[ValueLine | FigureLine]


class RowError(Exception):
    """A row that the edition cannot make sense of."""

    def __init__(self, column: str, value: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.column, self.value, self.problem, self.remedy = column, value, problem, remedy


@dataclass(frozen=True)
class Interpreter:
    edition: Edition
    meanings: dict[str, Meaning]
    """By official id; see :func:`official_meaning.meanings`."""

    def metric_lines(self, row: MetricRow, file: int) -> Lines:
        """Raises RowError."""
        meaning = self.meanings.get(row.metric)
        if meaning is None:
            raise RowError(
                "Metric_ID",
                row.metric,
                f"The edition {self.edition.slug} knows no such metric.",
                "Check the id, or add the metric to the edition's file.",
            )
        if meaning.limits and row.value is not None:
            _check("Value", row.value, meaning.limits)
        return [*_value_lines(row, meaning, file), *_figure_lines(row, meaning)]


def league_lines(row: LeagueRow) -> Lines:
    """The figures of a published league table's row, those of empty cells too. Raises RowError."""
    score_low, score_high = row.likely_score or (None, None)
    rank_low, rank_high = row.likely_rank or (None, None)
    figures: list[tuple[FigureKind, str, float | None, Limits]] = [
        (FigureKind.AVERAGE, "Average_score", row.average, SCORE),
        (FigureKind.ADJUSTED_SEGMENT, "Segment", row.segment, SEGMENT),
        (FigureKind.FINANCIAL_OVERRIDE, "Trust_in_financial_deficit", row.deficit, FLAG),
        (FigureKind.LEAGUE_RANK, "Rank", row.rank, RANK),
        (FigureKind.LIKELY_SCORE_LOW, "Likely_range_of_average_score", score_low, SCORE),
        (FigureKind.LIKELY_SCORE_HIGH, "Likely_range_of_average_score", score_high, SCORE),
        (FigureKind.LIKELY_RANK_LOW, "Likely_range_of_rank", rank_low, RANK),
        (FigureKind.LIKELY_RANK_HIGH, "Likely_range_of_rank", rank_high, RANK),
    ]
    lines: Lines = []
    for kind, column, value, limits in figures:
        if value is not None:
            _check(column, value, limits)
        lines.append(FigureLine(row.trust.code, kind, "", value, FigureLayout.LEAGUE_TABLE))
    return lines


def _value_lines(row: MetricRow, meaning: Meaning, file: int) -> Iterator[ValueLine]:
    metric = meaning.metric
    if metric is None and not meaning.flag:
        return
    yield ValueLine(
        code=row.trust.code,
        metric=metric.id if metric else meaning.flag,
        unit=_unit(row, metric) if metric else "flag",
        value=row.value,
        state=row.state,
        period=row.period,
        source_rank=row.rank if metric else None,
        file=file,
        row=row.trust.row,
    )


def _unit(row: MetricRow, metric: Metric) -> str:
    """The edition's unit, because printed ones are wrong at times; but where a metric is
    handed in in several units the row says which."""
    if row.trust.type not in metric.types:
        raise RowError(
            "Trust_type",
            row.trust.type,
            f"No trust of this type reports {metric.id}.",
            "Check the trust's type, or add it to the metric in the edition's file.",
        )
    if not metric.variants:
        return metric.scoring.unit
    units = [scoring.unit for scoring in metric.scorings]
    if row.unit.lower() not in units:
        raise RowError(
            "Units",
            row.unit,
            f"{metric.id} is not handed in in this unit.",
            f"Write one of: {', '.join(units)}.",
        )
    return row.unit.lower()


def _figure_lines(row: MetricRow, meaning: Meaning) -> Iterator[FigureLine]:
    """Those of empty cells too."""
    code, layout = row.trust.code, FigureLayout.METRIC_FILE
    if meaning.kind:
        yield FigureLine(code, meaning.kind, meaning.key, row.value, layout)
    if meaning.rank_kind:
        if row.rank is not None:
            _check("Rank", row.rank, RANK)
        yield FigureLine(code, meaning.rank_kind, "", row.rank, layout)


def _check(column: str, value: float, limits: Limits) -> None:
    if not limits.hold(value):
        problem = f"Only {limits} are possible here."
        raise RowError(column, f"{value:g}", problem, "Download the file again, or correct it.")
