"""What an official id means in an edition: a value, a published result, or both."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import FigureKind
from league.rules.edition import Edition, Metric, Model


@dataclass(frozen=True)
class Limits:
    low: float
    high: float
    whole: bool

    def hold(self, value: float) -> bool:
        return self.low <= value <= self.high and (value.is_integer() or not self.whole)

    def __str__(self) -> str:
        numbers = "whole numbers" if self.whole else "numbers"
        return f"{numbers} from {self.low:g} to {self.high:g}"


SCORE = Limits(1, 4, whole=False)
SEGMENT = Limits(1, 4, whole=True)
FINAL_SEGMENT = Limits(1, 5, whole=True)
FLAG = Limits(0, 1, whole=True)
RANK = Limits(1, 100_000, whole=True)


@dataclass(frozen=True)
class Meaning:
    """``metric`` or ``flag``: the row is a value. ``kind``: it is a published result."""

    metric: Metric | None = None
    flag: str = ""
    kind: str = ""
    key: str = ""
    rank_kind: str = ""
    """What the row's Rank is, where it is itself a result."""
    limits: Limits | None = None


def meanings(edition: Edition) -> dict[str, Meaning]:
    """By official id; an id that is missing here is unknown to the edition."""
    found = {metric.id: _of_value(metric) for metric in edition.metrics}
    for score_id, metric in edition.by_score_id.items():
        value_of = metric if metric.id == score_id and _is_handed_in(metric) else None
        limits = value_limits(metric) if value_of else None
        found[score_id] = Meaning(
            metric=value_of, kind=FigureKind.METRIC_SCORE, key=metric.id, limits=limits or SCORE
        )
    for domain in edition.domains:
        key = domain.key
        found[domain.score_id] = Meaning(kind=FigureKind.DOMAIN_SCORE, key=key, limits=SCORE)
        found[domain.segment_id] = Meaning(kind=FigureKind.DOMAIN_SEGMENT, key=key, limits=SEGMENT)
    return found | _overall(edition)


def _is_handed_in(metric: Metric) -> bool:
    return metric.scoring.model is not Model.MATRIX


def _of_value(metric: Metric) -> Meaning:
    return Meaning(metric=metric, limits=value_limits(metric))


def value_limits(metric: Metric) -> Limits | None:
    """Of a metric that comes as a score. Bands with names, and parts of a table, are whole."""
    if metric.scoring.model is not Model.BY_SOURCE:
        return None
    whole = bool(metric.labels or metric.part_of)
    return Limits(1, len(metric.labels) or 4, whole=True) if whole else SCORE


def _overall(edition: Edition) -> dict[str, Meaning]:
    ids = edition.figures
    reported = edition.override.flag == "reported"
    found = {
        ids.average: Meaning(
            kind=FigureKind.AVERAGE, rank_kind=FigureKind.SCORE_RANK, limits=SCORE
        ),
        ids.adjusted_segment: Meaning(
            kind=FigureKind.ADJUSTED_SEGMENT, rank_kind=FigureKind.LEAGUE_RANK, limits=SEGMENT
        ),
        ids.unadjusted_segment: Meaning(kind=FigureKind.UNADJUSTED_SEGMENT, limits=SEGMENT),
        ids.override: Meaning(
            flag=ids.override if reported else "",
            kind=FigureKind.FINANCIAL_OVERRIDE,
            limits=FLAG,
        ),
    }
    if ids.final_segment:
        found[ids.final_segment] = Meaning(kind=FigureKind.FINAL_SEGMENT, limits=FINAL_SEGMENT)
    if ids.programme:
        found[ids.programme] = Meaning(flag=ids.programme, limits=FLAG)
    return found
