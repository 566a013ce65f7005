"""Every metric of compared trusts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from league.models import MetricScore, ValueState
from league.rules.comparison import Figure, Marked, Tally, marks, tallies
from league.rules.edition import Better, Edition, Metric

from .compare_grid import Cell, Group, Line, marked
from .league_rows import NO_DATA
from .metric_rows import MetricRow, metric_rows

Scores = Mapping[str, tuple[MetricScore, ...]]


@dataclass(frozen=True)
class ComparedMetrics:
    """``groups`` are domains; ``inapplicable`` names metrics that apply to none of the trusts."""

    groups: tuple[Group, ...]
    inapplicable: tuple[str, ...]
    tallies: tuple[Tally, ...]
    """One a trust, over the metrics that count; empty when no metric is known."""


@dataclass(frozen=True)
class _Held:
    """One trust's result of one metric, and the same in words."""

    row: MetricScore
    words: MetricRow

    @property
    def applies(self) -> bool:
        return self.row.score is not None or self.row.state != ValueState.NOT_APPLICABLE


def compared_metrics(edition: Edition, codes: Sequence[str], scores: Scores) -> ComparedMetrics:
    """In the edition's order; nothing at all when no metric of any trust is known."""
    held = [_held(edition, scores.get(code, ())) for code in codes]
    lines: dict[str, list[Line]] = {domain.key: [] for domain in edition.domains}
    inapplicable: list[str] = []
    counted: list[tuple[Marked, ...]] = []
    for metric in edition.metrics:
        found = [each.get(metric.id) for each in held]
        if any(each and each.applies for each in found):
            made = marks([_figure(each) for each in found], _better(metric, found))
            lines[metric.domain].append(_line(metric, found, made))
            counted += [made] if metric.counts else []
        elif any(found):
            inapplicable.append(metric.name)
    groups = [Group(domain.name, tuple(lines[domain.key])) for domain in edition.domains]
    return ComparedMetrics(
        tuple(group for group in groups if group.lines), tuple(inapplicable), tallies(counted)
    )


def _held(edition: Edition, scores: tuple[MetricScore, ...]) -> dict[str, _Held]:
    rows = {row.metric: row for row in scores}
    words = (row for found in metric_rows(edition, scores, {}).values() for row in found)
    return {each.id: _Held(rows[each.id], each) for each in words}


def _figure(held: _Held | None) -> Figure:
    return Figure(held.row.score, held.row.value) if held else Figure()


def _better(metric: Metric, found: Sequence[_Held | None]) -> Better | None:
    """None where the trusts' values come in several units."""
    units = {each.row.unit for each in found if each and each.row.value is not None}
    return metric.better if len(units) < 2 else None


def _line(metric: Metric, found: Sequence[_Held | None], made: Sequence[Marked]) -> Line:
    words = [each.words for each in found if each]
    periods = {each.period for each in words if each.period}
    common = next(iter(periods)) if len(periods) == 1 else ""
    details = (words[0].better, "" if metric.counts else "Not counted by itself", common)
    return Line(
        label=metric.name,
        cells=tuple(
            marked(_cell(each, own_period=not common), mark)
            for each, mark in zip(found, made, strict=True)
        ),
        code=metric.id,
        detail=". ".join(filter(None, details)),
    )


def _cell(held: _Held | None, *, own_period: bool) -> Cell:
    if held is None:
        return Cell(NO_DATA, missing=True)
    row, words = held.row, held.words
    period = words.period if own_period and row.value is not None else ""
    if row.score is None:
        scored = "Not scored" if row.value is not None else ""
        return Cell(words.value, _joined(scored, period), missing=row.value is None)
    if row.value is None or row.unit == "score":
        return Cell(f"Score {words.score}", period)
    return Cell(words.value, _joined(f"Score {words.score}", period))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
