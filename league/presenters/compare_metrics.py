"""Every metric of compared trusts side by side, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from league.models import MetricScore, Quarter
from league.rules.comparison import Tally, tallies
from league.rules.edition import Edition, Metric

from .compare_figures import Compared, applies, compared_metrics
from .compare_grid import Cell, Group, Line, marked
from .content import addresses
from .league_rows import NO_DATA
from .trust.metric_rows import MetricRow, metric_rows

Words = Mapping[str, MetricRow]


@dataclass(frozen=True)
class MetricTable:
    """``groups`` are domains; ``inapplicable`` names metrics that apply to none of the trusts."""

    groups: tuple[Group, ...]
    inapplicable: tuple[str, ...]
    tallies: tuple[Tally, ...]
    """One a trust, over the metrics that count; empty when no metric is known."""


def metric_table(
    edition: Edition,
    codes: Sequence[str],
    scores: Mapping[str, tuple[MetricScore, ...]],
    quarter: Quarter,
    trust_type: str,
) -> MetricTable:
    """Domain by domain; nothing at all when no metric of any trust is known."""
    words = [_words(edition, scores.get(code, ())) for code in codes]
    compared = compared_metrics(edition, codes, scores)
    said = [each for each in compared if any(map(applies, each.rows))]

    def lines(domain: str) -> tuple[Line, ...]:
        of_domain = (each for each in said if each.subject.domain == domain)
        return tuple(_line(each, words, quarter, trust_type) for each in of_domain)

    groups = (Group(domain.name, lines(domain.key)) for domain in edition.domains)
    return MetricTable(
        groups=tuple(group for group in groups if group.lines),
        inapplicable=tuple(each.subject.name for each in compared if each not in said),
        tallies=tallies(each.marks for each in said if each.subject.counts),
    )


def _words(edition: Edition, scores: tuple[MetricScore, ...]) -> dict[str, MetricRow]:
    rows = metric_rows(edition, scores).values()
    return {row.id: row for of_domain in rows for row in of_domain}


def _line(
    compared: Compared[Metric, MetricScore],
    words: Sequence[Words],
    quarter: Quarter,
    trust_type: str,
) -> Line:
    metric = compared.subject
    said = [each.get(metric.id) for each in words]
    periods = {each.period for each in said if each and each.period}
    common = next(iter(periods)) if len(periods) == 1 else ""
    better = next(each.better for each in said if each)
    details = (better, "" if metric.counts else "Not counted by itself", common)
    cells = (
        _cell(row, each, own_period=not common)
        for row, each in zip(compared.rows, said, strict=True)
    )
    return Line(
        label=metric.name,
        cells=tuple(map(marked, cells, compared.marks)),
        code=metric.id,
        detail=". ".join(filter(None, details)),
        href=addresses.metric_table(trust_type, quarter.slug, metric.id)(),
    )


def _cell(row: MetricScore | None, words: MetricRow | None, *, own_period: bool) -> Cell:
    if row is None or words is None:
        return Cell(NO_DATA, missing=True)
    period = words.period if own_period and row.value is not None else ""
    if row.score is None:
        scored = "Not scored" if row.value is not None else ""
        return Cell(words.value, _joined(scored, period), missing=row.value is None)
    if row.value is None or row.unit == "score":
        return Cell(f"Score {words.score}", period)
    return Cell(words.value, _joined(f"Score {words.score}", period))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
