"""A quarter taken as published: official results adopted, because values are missing.

Ranked scores depend on every trust of the pool. While the values of some trusts are not
at hand nothing can be scored, but the published averages of all trusts still make the
cuts, and the published segments and ranks are known. Nothing else is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from . import segments
from .edition import Edition
from .explanation import explain_metrics
from .panel import Ints, Panel
from .published_sureness import with_sureness
from .results import (
    DomainResult,
    LikelyRange,
    MetricResult,
    OverrideResult,
    QuarterResult,
    Step,
    TrustResult,
)
from .rounding import to_hundredths
from .scoring import Rule, score_edition
from .steps import (
    Standing,
    cuts_step,
    from_override,
    override_sentence,
    unadjusted_step,
)
from .weights import Weights
from .wording import score


@dataclass(frozen=True)
class PublishedTrust:
    """NHS England's published results of one trust."""

    average: float
    adjusted: int
    league_rank: int
    score_rank: int
    unadjusted: int | None = None
    flagged: bool | None = None
    final: int | None = None
    likely: LikelyRange | None = None
    metric_scores: Mapping[str, float] = field(default_factory=dict)
    """By metric id."""
    domain_scores: Mapping[str, float] = field(default_factory=dict)
    domain_segments: Mapping[str, int] = field(default_factory=dict)
    """By domain key."""


def adopt(edition: Edition, panel: Panel, published: Mapping[str, PublishedTrust]) -> QuarterResult:
    """The published results as results of the quarter.

    Args:
        edition: the framework of the quarter's year.
        panel: the values that are at hand; trusts without any stay without metrics.
        published: by code, every trust of the panel.

    Raises:
        KeyError: a trust of the panel without published results.
    """
    averages = np.array([published[code].average for code in panel.codes])
    hundredths = to_hundredths(averages)
    bounds = segments.cuts(edition.cuts, hundredths)
    worked_out = segments.segments(hundredths, bounds)
    metrics = _metrics(edition, panel, published)
    cuts = segments.cut_values(bounds)
    adopter = _Adopter(edition, panel, published, cuts, worked_out, _holders(panel, published))
    return QuarterResult(
        edition=edition,
        cuts=cuts,
        domain_cuts=(),
        trusts=with_sureness([adopter.trust(row, each) for row, each in enumerate(metrics)]),
        draws=0,
        seed=0,
    )


def _holders(
    panel: Panel, published: Mapping[str, PublishedTrust]
) -> Counter[tuple[str, str, int]]:
    held: Counter[tuple[str, str, int]] = Counter()
    for code, kind in zip(panel.codes, panel.types, strict=True):
        held["league", kind, published[code].league_rank] += 1
        held["score", kind, published[code].score_rank] += 1
    return held


def _metrics(
    edition: Edition, panel: Panel, published: Mapping[str, PublishedTrust]
) -> list[tuple[MetricResult, ...]]:
    """Values at hand with their published scores; whatever we would score is dropped."""
    nothing = np.zeros(len(panel.codes))
    explained = explain_metrics(edition, panel, score_edition(edition, panel), nothing + 1)
    return [
        tuple(_as_published(each, published[code]) for each in metrics)
        if published[code].metric_scores
        else ()
        for code, metrics in zip(panel.codes, explained, strict=True)
    ]


def _as_published(ours: MetricResult, trust: PublishedTrust) -> MetricResult:
    known = trust.metric_scores.get(ours.metric_id)
    return replace(
        ours,
        score=known,
        rank=None,
        spread_size=None,
        pool_size=None,
        contribution=None,
        better=None,
        worse=None,
        rule=ours.rule if known is None else str(Rule.PUBLISHED),
        sentence=ours.sentence if known is None else _published_sentence(known),
    )


def _published_sentence(known: float) -> str:
    return (
        f"Published score {score(known)}. Not every value of its pool is at hand, so it "
        "cannot be computed again."
    )


@dataclass(frozen=True)
class _Adopter:
    """Turns the published results into one result a trust."""

    edition: Edition
    panel: Panel
    published: Mapping[str, PublishedTrust]
    cuts: tuple[float, float, float]
    worked_out: Ints
    """Unadjusted segment of each trust by the cuts."""
    holders: Counter[tuple[str, str, int]]
    """How many hold each rank: by which ranking, of which type, and the rank."""

    def trust(self, row: int, metrics: tuple[MetricResult, ...]) -> TrustResult:
        code = self.panel.codes[row]
        mine = self.published[code]
        unadjusted = mine.unadjusted or self._unadjusted(mine, row)
        override = self._override(mine, unadjusted)
        counted = [each for each in metrics if each.score is not None and each.weight]
        final = mine.final or mine.adjusted
        return TrustResult(
            code=code,
            type=self.panel.types[row],
            average=mine.average,
            rounded=mine.average,
            weight_sum=sum((each.weight for each in counted), Fraction()),
            metrics_scored=len(counted),
            unadjusted=unadjusted,
            override=override,
            adjusted=mine.adjusted,
            final=final,
            league_rank=mine.league_rank,
            score_rank=mine.score_rank,
            likely=mine.likely,
            domains=tuple(self._domain(mine, domain.key) for domain in self.edition.domains),
            metrics=metrics,
            steps=self._steps(row, unadjusted, override, final),
        )

    def _unadjusted(self, mine: PublishedTrust, row: int) -> int:
        """By the cuts, which may be off while averages are missing; but the override only
        ever ends in one segment, so any other was the unadjusted one as well."""
        limit = self.edition.override.no_better_than
        return min(int(self.worked_out[row]), limit) if mine.adjusted == limit else mine.adjusted

    def _override(self, mine: PublishedTrust, unadjusted: int) -> OverrideResult:
        flagged, source = mine.flagged, "published"
        if flagged is None:
            flagged = True if mine.adjusted > unadjusted else None
            source = "inferred" if flagged else "unknown"
        return OverrideResult(
            flagged=flagged,
            source=source,
            moved=mine.adjusted > unadjusted,
            plan=None,
            variance=None,
            sentence=override_sentence(flagged, source, unadjusted, mine.adjusted, None),
        )

    def _domain(self, mine: PublishedTrust, key: str) -> DomainResult:
        known = mine.domain_scores.get(key)
        scored = sum(
            1
            for metric in self.edition.counted
            if metric.domain == key and metric.id in mine.metric_scores
        )
        return DomainResult(key, known, known, mine.domain_segments.get(key), scored)

    def _steps(
        self, row: int, unadjusted: int, override: OverrideResult, final: int
    ) -> tuple[Step, ...]:
        code = self.panel.codes[row]
        mine = self.published[code]
        standing = Standing(
            average=mine.average,
            rounded=mine.average,
            weights=Weights.of(()),
            unadjusted=unadjusted,
            override=override,
            adjusted=mine.adjusted,
            in_programme=final > mine.adjusted,
            final=final,
            league_rank=mine.league_rank,
            score_rank=mine.score_rank,
            league_shared=self.holders["league", self.panel.types[row], mine.league_rank] > 1,
            score_shared=self.holders["score", self.panel.types[row], mine.score_rank] > 1,
            of=self.panel.types.count(self.panel.types[row]),
            likely=mine.likely,
        )
        return (
            _average_step(mine),
            cuts_step(self.edition, self.cuts, len(self.panel.codes)),
            unadjusted_step(standing, self.cuts),
            *from_override(self.edition, standing),
        )


def _average_step(mine: PublishedTrust) -> Step:
    return Step(
        "average",
        f"NHS England published an average metric score of {score(mine.average)}. Not every "
        "value behind it is at hand, so it is taken as published.",
        (("average_metric_score", mine.average),),
    )
