"""One metric of a trust, finished: value, score, place, weight and the rule in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from league.models import MetricScore, ValueState
from league.presenters import wording
from league.presenters.hrefs import href
from league.rules.edition import Better, Edition, Evidence, Metric, Model
from league.rules.wording import figure

_BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
_FRACTIONS = {Fraction(1, 3): "One third", Fraction(1, 2): "Half"}
_MARKS = {
    Evidence.DECODED: (
        "Its rule was worked out from the published figures; the official wording was not seen."
    ),
    Evidence.OPEN: "Its rule is not published, so the published score is taken as given.",
}
_NO_VALUE = {
    ValueState.SUPPRESSED: "Suppressed: small numbers",
    ValueState.NOT_SUBMITTED: "Not submitted",
    ValueState.NOT_APPLICABLE: "Does not apply",
    ValueState.NO_FIGURE: "No figure published",
    ValueState.REPORTED: "No data",
}
NOTHING_TO_SAY = frozenset({ValueState.NOT_APPLICABLE.value, ValueState.NO_FIGURE.value})
"""States of a metric that has no place among a trust's figures."""
_OF_PARTS = "From its two parts"
_SCORE_ONLY = "Not published (score only)"


@dataclass(frozen=True)
class MetricRow:
    """``place`` is empty where nothing is ranked, ``mark`` where the rule is an official one,
    ``parts`` where it does not come from two others, ``published`` (NHS England's score) where
    ours is the same or none was compared."""

    id: str
    name: str
    href: str
    definition: str
    better: str
    value: str
    period: str
    score: str
    place: str
    weight: str
    sentence: str
    parts: str
    mark: str
    published: str
    scored: bool
    applies: bool
    """Whether anything is known of it, or at least that something is missing."""


def metric_page(metric_id: str) -> str:
    """Address of what a metric means, in every edition."""
    return href("metric", metric_id)


def metric_rows(
    edition: Edition,
    scores: tuple[MetricScore, ...],
    address: Callable[[str], str] = metric_page,
    published: Mapping[str, str] | None = None,
) -> dict[str, tuple[MetricRow, ...]]:
    """Rows by domain key, in the edition's order, scored ones first. ``address`` says where a
    metric's name leads, ``published`` gives NHS England's score where it differs."""
    by_id = {row.metric: row for row in scores}
    rows: dict[str, list[MetricRow]] = {domain.key: [] for domain in edition.domains}
    for metric in edition.metrics:
        if metric.id in by_id:
            differs = (published or {}).get(metric.id, "")
            row = _row(metric, by_id[metric.id], address(metric.id), differs)
            parts = [(edition.by_id[part].name, by_id.get(part)) for part in metric.scoring.parts]
            rows[metric.domain].append(_joined(row, parts) if parts else row)
    return {
        key: tuple(sorted(found, key=lambda row: not row.scored)) for key, found in rows.items()
    }


def _row(metric: Metric, row: MetricScore, href: str, published: str) -> MetricRow:
    scored = row.score is not None
    return MetricRow(
        id=metric.id,
        name=metric.name,
        href=href,
        definition=metric.definition,
        better=_BETTER[metric.better],
        value=_value(metric, row),
        period=row.period,
        score="Not scored" if row.score is None else wording.score(row.score),
        place=_place(row),
        weight=_weight(metric) if scored else "None: left out",
        sentence=wording.sentence(row.sentence),
        parts="",
        mark=_MARKS.get(metric.scoring.evidence, "") if scored else "",
        published=published,
        scored=scored,
        applies=scored or row.state not in NOTHING_TO_SAY,
    )


def _joined(row: MetricRow, parts: list[tuple[str, MetricScore | None]]) -> MetricRow:
    """A metric without a value of its own: where its score comes from."""
    known = [(name, part) for name, part in parts if part is not None]
    return replace(
        row,
        value=_OF_PARTS,
        parts="; ".join(f"{name}: {_part(part)}" for name, part in known),
        applies=row.scored or any(part.score is not None for _, part in known),
    )


def _part(row: MetricScore) -> str:
    return "not scored" if row.score is None else f"score {wording.score(row.score)}"


def _value(metric: Metric, row: MetricScore) -> str:
    if row.value is None:
        return _NO_VALUE[ValueState(row.state)]
    if row.model == Model.BY_SOURCE:
        return metric.labels[int(row.value) - 1] if metric.labels else _SCORE_ONLY
    return figure(row.value, metric, row.unit or None)


def _place(row: MetricScore) -> str:
    """``12th of the 89 that share the spread``, worst included."""
    if row.rank is None or row.spread_size is None:
        return ""
    return f"{wording.ordinal(row.rank)} of {wording.number(row.spread_size)}"


def _weight(metric: Metric) -> str:
    if not metric.counts:
        return "None: shown only"
    return _FRACTIONS.get(metric.weight, wording.number(float(metric.weight)))
