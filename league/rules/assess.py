"""One quarter assessed: every score, segment, rank and likely range, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import segments, sureness, uncertainty
from .edition import Edition
from .explanation import explain_metrics, explain_trust
from .figures import Figures, compute
from .panel import Floats, Ints, Panel
from .results import (
    DomainResult,
    LikelyRange,
    MetricResult,
    OverrideResult,
    QuarterResult,
    Step,
    TrustResult,
)
from .rounding import rounded
from .steps import Standing, override_sentence, steps
from .sureness import DrawnRanks, Sureness
from .weights import Weights

DRAWS = 10_000


def assess(edition: Edition, panel: Panel, *, draws: int = DRAWS, seed: int) -> QuarterResult:
    """Assess a quarter.

    Args:
        edition: the framework of the quarter's year.
        panel: the values of every organisation.
        draws: bootstrap draws for the likely ranges; 0 leaves them out.
        seed: of the draws; the same seed gives the same ranges.

    Raises:
        ValueError: no organisation has a scored metric.
    """
    figures = compute(edition, panel)
    likely, sure = _drawn(edition, panel, figures, draws, seed) if draws else (None, None)
    metrics = explain_metrics(edition, panel, figures.scored, figures.averages.weight_sums)
    builder = _Builder(edition, panel, figures, likely, sure)
    return QuarterResult(
        edition=edition,
        cuts=segments.cut_values(figures.cuts),
        domain_cuts=tuple(
            (key, segments.cut_values(cuts)) for key, (_, cuts, _) in figures.domains.items()
        ),
        trusts=tuple(builder.trust(row, each) for row, each in enumerate(metrics)),
        draws=draws,
        seed=seed,
    )


def assess_one(
    edition: Edition, panel: Panel, figures: Figures, code: str, likely: LikelyRange | None
) -> TrustResult:
    """One trust of a quarter whose figures are at hand, with its reasons.

    Args:
        edition: the framework.
        panel, figures: the values of every organisation, and what they come to.
        code: of a trust of the panel; ValueError for another.
        likely: its likely ranges, where they are known.
    """
    row = panel.codes.index(code)
    weight_sums = figures.averages.weight_sums
    metrics = explain_trust(edition, panel, figures.scored, weight_sums, row)
    return _Builder(edition, panel, figures, None, None, own=likely).trust(row, metrics)


def _drawn(
    edition: Edition, panel: Panel, figures: Figures, draws: int, seed: int
) -> tuple[uncertainty.LikelyRanges, list[Sureness | None]]:
    """Likely ranges, and how sure each place is."""
    standing = uncertainty.Standing(
        codes=panel.codes,
        types=figures.types,
        flagged=figures.override.flagged,
        cuts=segments.cut_values(figures.cuts),
        no_better_than=edition.override.no_better_than,
    )
    ranks: dict[int, DrawnRanks] = {}

    def tell(row: int, counts: Ints) -> None:
        ranks[row] = DrawnRanks.of(counts)

    likely = uncertainty.likely_ranges(figures.table, standing, draws=draws, seed=seed, tell=tell)
    return likely, sureness.of_quarter(edition, figures, likely, ranks)


@dataclass(frozen=True)
class _Builder:
    """Turns the arrays into one finished result a trust."""

    edition: Edition
    panel: Panel
    figures: Figures
    likely: uncertainty.LikelyRanges | None
    sureness: list[Sureness | None] | None
    own: LikelyRange | None = None
    """Of the one trust asked about, where the others' are not known."""

    def trust(self, row: int, metrics: tuple[MetricResult, ...]) -> TrustResult:
        figures = self.figures
        weights = Weights.of(m.weight for m in metrics if m.contribution is not None)
        scored = bool(figures.unadjusted[row])
        likely = self._likely(row) if scored else None
        override = self._override(row)
        return TrustResult(
            code=self.panel.codes[row],
            type=self.panel.types[row],
            average=float(figures.averages.exact[row]) if scored else None,
            rounded=int(figures.averages.hundredths[row]) / 100 if scored else None,
            weight_sum=weights.total,
            metrics_scored=int(figures.averages.counts[row]),
            unadjusted=int(figures.unadjusted[row]) or None,
            override=override,
            adjusted=int(figures.adjusted[row]) or None,
            final=int(figures.final[row]) or None,
            league_rank=int(figures.league_ranks[row]) or None,
            score_rank=int(figures.score_ranks[row]) or None,
            likely=likely,
            domains=tuple(self._domain(row, domain.key) for domain in self.edition.domains),
            metrics=metrics,
            steps=self._steps(row, override, likely, weights) if scored else (_NO_SCORES,),
            sureness=self.sureness[row] if self.sureness else None,
        )

    def _likely(self, row: int) -> LikelyRange | None:
        if self.likely is None:
            return self.own
        return LikelyRange(
            rounded(float(self.likely.score_low[row])),
            rounded(float(self.likely.score_high[row])),
            int(self.likely.rank_low[row]),
            int(self.likely.rank_high[row]),
        )

    def _override(self, row: int) -> OverrideResult:
        figures = self.figures
        unadjusted, adjusted = int(figures.unadjusted[row]), int(figures.adjusted[row])
        source = figures.override.sources[row]
        flagged = None if source == "unknown" else bool(figures.override.flagged[row])
        plan = _or_none(figures.override.plans, row)
        return OverrideResult(
            flagged=flagged,
            source=source,
            moved=adjusted > unadjusted,
            plan=plan,
            variance=_or_none(figures.override.variances, row),
            sentence=override_sentence(flagged, source, unadjusted, adjusted, plan),
        )

    def _domain(self, row: int, key: str) -> DomainResult:
        means, _, placed = self.figures.domains.get(key, (None, None, None))
        if means is None or placed is None or not placed[row]:
            return DomainResult(key, None, None, None, 0)
        return DomainResult(
            key,
            float(means.exact[row]),
            int(means.hundredths[row]) / 100,
            int(placed[row]),
            int(means.counts[row]),
        )

    def _steps(
        self,
        row: int,
        override: OverrideResult,
        likely: LikelyRange | None,
        weights: Weights,
    ) -> tuple[Step, ...]:
        figures = self.figures
        standing = Standing(
            average=float(figures.averages.exact[row]),
            rounded=int(figures.averages.hundredths[row]) / 100,
            weights=weights,
            unadjusted=int(figures.unadjusted[row]),
            override=override,
            adjusted=int(figures.adjusted[row]),
            in_programme=self.panel.codes[row] in self.panel.programme,
            final=int(figures.final[row]),
            league_rank=int(figures.league_ranks[row]),
            score_rank=int(figures.score_ranks[row]),
            league_shared=bool(figures.league_shared[row]),
            score_shared=bool(figures.score_shared[row]),
            of=self._ranked[figures.types[row]],
            likely=likely,
        )
        cuts = segments.cut_values(figures.cuts)
        return steps(self.edition, cuts, sum(self._ranked), standing)

    @cached_property
    def _ranked(self) -> list[int]:
        """How many of each type have a rank."""
        types: list[int] = np.bincount(self.figures.types[self.figures.unadjusted > 0]).tolist()
        return types


_NO_SCORES = Step(
    "average", "No metric of this trust is scored, so it has no average and no segment.", ()
)


def _or_none(values: Floats, row: int) -> float | None:
    return None if np.isnan(values[row]) else float(values[row])
