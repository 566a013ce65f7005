"""Compared trusts' figures with their marks: what pages word and files write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from league.models import DomainScore, MetricScore
from league.rules.comparison import Figure, Marked, marks
from league.rules.edition import Better, Domain, Edition, Metric

from .trust.metric_rows import NOTHING_TO_SAY

Subject = TypeVar("Subject", bound=Domain | Metric)
Row = TypeVar("Row", bound=DomainScore | MetricScore)


@dataclass(frozen=True)
class Compared(Generic[Subject, Row]):
    """One domain or metric. ``rows`` and ``marks`` are in the order of the trusts; a row is None
    where a trust has none."""

    subject: Subject
    rows: tuple[Row | None, ...]
    marks: tuple[Marked, ...]


def compared_domains(
    edition: Edition, codes: Sequence[str], scores: Mapping[str, Mapping[str, DomainScore]]
) -> tuple[Compared[Domain, DomainScore], ...]:
    """Domains in which any of the trusts has a score, in the edition's order."""
    found = []
    for domain in edition.domains:
        rows = tuple(scores.get(code, {}).get(domain.key) for code in codes)
        figures = [_score(row) for row in rows]
        if any(each.score is not None for each in figures):
            found.append(Compared(domain, rows, marks(figures, None)))
    return tuple(found)


def _score(row: DomainScore | None) -> Figure:
    """As published: equal to two decimals is equal."""
    return Figure(float(row.rounded)) if row and row.rounded is not None else Figure()


def compared_metrics(
    edition: Edition, codes: Sequence[str], scores: Mapping[str, Sequence[MetricScore]]
) -> tuple[Compared[Metric, MetricScore], ...]:
    """Metrics that any of the trusts may report, in the edition's order."""
    held = [{row.metric: row for row in scores.get(code, ())} for code in codes]
    found = []
    for metric in edition.metrics:
        rows = tuple(each.get(metric.id) for each in held)
        if any(rows):
            figures = [Figure(row.score, row.value) if row else Figure() for row in rows]
            found.append(Compared(metric, rows, marks(figures, _better(metric, rows))))
    return tuple(found)


def _better(metric: Metric, rows: Sequence[MetricScore | None]) -> Better | None:
    """None where the trusts' values come in several units."""
    units = {row.unit for row in rows if row and row.value is not None}
    return metric.better if len(units) < 2 else None


def applies(row: MetricScore | None) -> bool:
    """Whether the metric says anything of the trust, be it that its value is missing."""
    if row is None:
        return False
    return row.score is not None or row.state not in NOTHING_TO_SAY
