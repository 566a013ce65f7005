"""One quarter's figures as arrays, without words: all that a what-if needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import segments
from .edition import Edition
from .panel import Bools, Ints, Panel
from .ranking import ranks_within, shared_within
from .scoring import ScoredColumn, score_edition, type_numbers


@dataclass(frozen=True)
class Figures:
    """All of shape (trusts,) in the panel's order unless said otherwise; 0 and NaN where a
    trust has no scored metric.
    """

    scored: dict[str, ScoredColumn]
    table: segments.ScoreTable
    averages: segments.Averages
    cuts: Ints
    """Shape (3,), in four-hundredths."""
    unadjusted: Ints
    override: segments.Override
    adjusted: Ints
    final: Ints
    league_ranks: Ints
    score_ranks: Ints
    league_shared: Bools
    score_shared: Bools
    """Whether others of the type hold the same rank."""
    types: Ints
    domains: dict[str, tuple[segments.Averages, Ints, Ints]]
    """By domain key: averages, cuts and segments."""


def compute(edition: Edition, panel: Panel) -> Figures:
    """Score, average, segment and rank every trust.

    Raises:
        ValueError: no organisation has a scored metric.
    """
    found = standing(edition, panel, score_edition(edition, panel))
    # Cuts that are fixed can be told of nothing too: it is no result all the same.
    if not (found.unadjusted > 0).any():
        raise ValueError("no trust has a score")
    return found


def standing(edition: Edition, panel: Panel, scored: dict[str, ScoredColumn]) -> Figures:
    """Average, segment and rank every trust, from the panel's columns as they are scored.

    Raises:
        ValueError: segments end at quartiles, and no organisation has a scored metric.
    """
    table = segments.score_table(edition, scored)
    overall = segments.averages(table.scores, table.weights)
    cuts = segments.cuts(edition.cuts, overall.hundredths)
    unadjusted = segments.segments(overall.hundredths, cuts)
    override = segments.financial_override(edition.override, panel)
    adjusted = segments.adjust(unadjusted, override.flagged, edition.override)
    types = type_numbers(panel.types)
    league_ranks = _ranks(adjusted * 1000 + overall.hundredths, types, unadjusted > 0)
    score_ranks = _ranks(overall.hundredths, types, unadjusted > 0)
    return Figures(
        scored=scored,
        table=table,
        averages=overall,
        cuts=cuts,
        unadjusted=unadjusted,
        override=override,
        adjusted=adjusted,
        final=_final(edition, panel, adjusted),
        league_ranks=league_ranks,
        score_ranks=score_ranks,
        league_shared=shared_within(league_ranks, types),
        score_shared=shared_within(score_ranks, types),
        types=types,
        domains=_domains(edition, table),
    )


def _final(edition: Edition, panel: Panel, adjusted: Ints) -> Ints:
    """A trust in the improvement programme goes to the segment below all others.

    The framework speaks of trusts of segment 4. Of the four that NHS England published in
    segment 5 (Q1 2025/26) one was in segment 3: so being in the programme is enough.
    """
    if edition.programme_segment is None:
        return adjusted
    placed = np.array([code in panel.programme for code in panel.codes], dtype=np.bool_)
    return np.where(placed & (adjusted > 0), edition.programme_segment, adjusted)


def _ranks(keys: Ints, types: Ints, some: Bools) -> Ints:
    ranks = np.zeros(len(keys), dtype=np.int64)
    ranks[some] = ranks_within(keys[some], types[some])
    return ranks


def _domains(
    edition: Edition, table: segments.ScoreTable
) -> dict[str, tuple[segments.Averages, Ints, Ints]]:
    made = {}
    for domain in edition.domains:
        means = segments.domain_averages(table, domain.key)
        if (means.hundredths >= 0).any():
            cuts = segments.cuts(edition.domain_cuts, means.hundredths)
            made[domain.key] = (means, cuts, segments.segments(means.hundredths, cuts))
    return made
