"""What can be computed of a quarter whose values are not all at hand.

Ranked scores need their whole pool; from published scores follow averages, from published
averages the cuts and ranks. Only figures that really follow are given, the rest is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from league.models import FigureKind
from league.rules import segments
from league.rules.edition import Edition, Metric, Model, Pool
from league.rules.panel import Panel
from league.rules.ranking import ranks_within
from league.rules.rounding import rounded, to_hundredths
from league.rules.scoring import score_edition, type_numbers

from .comparison import Cell
from .inputs import Inputs

Figures = Iterator[tuple[Cell, float]]


def cells(edition: Edition, inputs: Inputs, panel: Panel) -> dict[Cell, float]:
    """Computed figures of the panel's trusts; every one has a published average."""
    return {
        **dict(_scores(edition, inputs, panel)),
        **dict(_means(edition, inputs, panel)),
        **dict(_places(edition, inputs, panel)),
    }


def _scores(edition: Edition, inputs: Inputs, panel: Panel) -> Figures:
    """Scores by bands and tables, and ranked ones whose whole pool is at hand."""
    lacking = {
        kind
        for code, kind in zip(panel.codes, panel.types, strict=True)
        if code not in inputs.with_values
    }
    scored = score_edition(edition, panel)
    for metric in edition.metrics:
        for row, code in enumerate(panel.codes):
            score = scored[metric.id].scores[row]
            if not np.isnan(score) and _whole_pool(metric, panel.types[row], lacking):
                yield (code, FigureKind.METRIC_SCORE, metric.id), rounded(float(score))


def _whole_pool(metric: Metric, kind: str, lacking: set[str]) -> bool:
    if metric.scoring.model in {Model.BANDED, Model.MATRIX, Model.BY_SOURCE}:
        return True
    needed = {kind} if metric.pool is Pool.TYPE else set(metric.types)
    return not needed & lacking


def _means(edition: Edition, inputs: Inputs, panel: Panel) -> Figures:
    """Averages and domain scores from the published metric scores."""
    for code in panel.codes:
        scores = inputs.figures_of(code, FigureKind.METRIC_SCORE)
        counted = [metric for metric in edition.counted if metric.id in scores]
        if counted:
            yield (code, FigureKind.AVERAGE, ""), _mean(counted, scores)
        for domain in edition.domains:
            inside = [metric for metric in counted if metric.domain == domain.key]
            if inside:
                yield (code, FigureKind.DOMAIN_SCORE, domain.key), _mean(inside, scores)


def _mean(metrics: list[Metric], scores: dict[str, float]) -> float:
    weights = sum(float(metric.weight) for metric in metrics)
    return rounded(sum(float(m.weight) * scores[m.id] for m in metrics) / weights)


def _places(edition: Edition, inputs: Inputs, panel: Panel) -> Figures:
    """Segments and ranks from the published averages, segments and flags."""
    figures = inputs.figures
    averages = [figures[code, FigureKind.AVERAGE, ""] for code in panel.codes]
    hundredths = to_hundredths(np.array(averages))
    unadjusted = segments.segments(hundredths, segments.cuts(edition.cuts, hundredths))
    types = type_numbers(panel.types)
    adjusted = np.array([figures[code, FigureKind.ADJUSTED_SEGMENT, ""] for code in panel.codes])
    score_ranks = ranks_within(hundredths, types)
    league_ranks = ranks_within(adjusted * 1000 + hundredths, types)
    for row, code in enumerate(panel.codes):
        segment = int(unadjusted[row])
        yield (code, FigureKind.UNADJUSTED_SEGMENT, ""), segment
        flagged = figures.get((code, FigureKind.FINANCIAL_OVERRIDE, ""))
        if flagged is not None:
            worst = edition.override.no_better_than if flagged else segment
            yield (code, FigureKind.ADJUSTED_SEGMENT, ""), max(segment, worst)
        yield (code, FigureKind.SCORE_RANK, ""), int(score_ranks[row])
        yield (code, FigureKind.LEAGUE_RANK, ""), int(league_ranks[row])
