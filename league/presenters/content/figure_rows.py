"""One trust's row in a table of a metric or a domain, finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from league.models import DomainScore, MetricScore, Quarter
from league.presenters import wording
from league.presenters.segments import SegmentTag, segment
from league.rules.edition import Metric
from league.rules.wording import figure

from . import addresses


@dataclass(frozen=True)
class FigureRow:
    """What a table leaves out is empty."""

    code: str
    name: str
    href: str
    rank: str
    rank_words: str
    score: str
    segment: SegmentTag
    value: str = ""
    sentence: str = ""
    domain_segment: SegmentTag | None = None
    metrics: str = ""


def metric_row(row: MetricScore, metric: Metric, quarter: Quarter, *, shared: bool) -> FigureRow:
    """``row`` carries ``place``, ``name`` and ``segment``."""
    found: Any = row
    return FigureRow(
        code=row.trust_id,
        name=found.name,
        href=addresses.trust(row.trust_id, quarter),
        rank=_rank(found.place, shared=shared),
        rank_words=wording.joint(found.place, shared=shared),
        score="Not scored" if row.score is None else wording.score(row.score),
        segment=segment(found.segment),
        value=_value(row, metric),
        sentence=wording.sentence(row.sentence) or "No data: only the score is published.",
    )


def _rank(place: int, *, shared: bool) -> str:
    return f"={place}" if shared else str(place)


def _value(row: MetricScore, metric: Metric) -> str:
    """The value with its unit, or the name of its band."""
    if row.value is None:
        return "Not published"
    if metric.labels:
        return metric.labels[int(row.value) - 1]
    return figure(row.value, metric, row.unit or None)


def domain_row(row: DomainScore, quarter: Quarter, *, shared: bool) -> FigureRow:
    """``row`` has a score and carries ``place``, ``name`` and ``overall``."""
    found: Any = row
    return FigureRow(
        code=row.trust_id,
        name=found.name,
        href=addresses.trust(row.trust_id, quarter),
        rank=_rank(found.place, shared=shared),
        rank_words=wording.joint(found.place, shared=shared),
        score=wording.score(found.rounded),
        segment=segment(found.overall),
        domain_segment=segment(row.segment),
        metrics=wording.number(row.metrics_scored),
    )
