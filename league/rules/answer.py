"""The answer first: one paragraph on where a trust stands and why, in plain English.

Each sentence has a key, so that pages, files and cards can take what they need:

``segment``    the segment and whom it is for, or what put it there
``override``   whether a deficit moved it
``rank``       the place among its type and how far it could lie
``specialist`` what to bear in mind of a specialist trust
``score``      the average, on what scale, of how many metrics
``gaps``       domains in which nothing was scored
``lifted``     what made the average better, by domain and by metric
``held-back``  what made it worse
``limits``     how near the next segments are
``published``  what is not known of a quarter taken as published
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median_low

from .answer_parts import gaps_sentence, lift_sentences, score_sentence
from .answer_place import override_answer, rank_sentence, segment_sentence
from .edition import Edition
from .limits import limits, limits_sentence, segment_of
from .results import QuarterResult, TrustResult


@dataclass(frozen=True)
class Sentence:
    key: str
    sentence: str


@dataclass(frozen=True)
class Around:
    """What a trust's result is set beside in words."""

    cuts: tuple[float, float, float]
    peers: int
    """Trusts of its type with a league rank."""
    shares_rank: bool
    shares_score_rank: bool
    """Whether others of its type hold the same rank by score alone."""
    typical_metrics: int
    """Metrics scored by the middle trust of its type; 0 where not known."""
    specialist: bool


def answers(
    result: QuarterResult, subtypes: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Code and answer of every trust, in the result's order; ``subtypes`` by code, where known."""
    ranked = Counter((trust.type, trust.league_rank) for trust in result.trusts)
    by_score = Counter((trust.type, trust.score_rank) for trust in result.trusts)
    scored: dict[str, list[int]] = {}
    for trust in result.trusts:
        if trust.metrics_scored:
            scored.setdefault(trust.type, []).append(trust.metrics_scored)
    peers = Counter(trust.type for trust in result.trusts if trust.league_rank is not None)
    typical = {kind: median_low(counts) for kind, counts in scored.items()}
    for trust in result.trusts:
        around = Around(
            cuts=result.cuts,
            peers=peers[trust.type],
            shares_rank=ranked[trust.type, trust.league_rank] > 1,
            shares_score_rank=by_score[trust.type, trust.score_rank] > 1,
            typical_metrics=typical.get(trust.type, 0),
            specialist="specialist" in subtypes.get(trust.code, "").lower(),
        )
        yield trust.code, answer(result.edition, trust, around)


def answer(edition: Edition, trust: TrustResult, around: Around) -> tuple[Sentence, ...]:
    """One trust's answer; a sentence of which nothing is known is left away."""
    if trust.average is None or trust.final is None:
        return (
            Sentence(
                "segment",
                "None of the trust's metrics could be scored in this quarter, so it has no "
                "average, no segment and no rank.",
            ),
        )
    override = ("override", override_answer(trust))
    rank = rank_sentence(
        trust,
        peers=around.peers,
        shared=around.shares_rank,
        score_shared=around.shares_score_rank,
    )
    told = (
        ("segment", segment_sentence(edition, trust)),
        *([override] if trust.override.moved else []),
        ("rank", rank),
        ("specialist", _SPECIALIST if around.specialist else ""),
        ("score", score_sentence(trust, around.typical_metrics)),
        ("gaps", gaps_sentence(edition, trust)),
        *lift_sentences(edition, trust),
        *([] if trust.override.moved else [override]),
        ("limits", _limits(edition, trust, around.cuts)),
        ("published", _published(trust)),
    )
    return tuple(Sentence(key, sentence) for key, sentence in told if sentence)


_SPECIALIST = (
    "It is a specialist trust, ranked beside trusts whose work is much broader, so other "
    "specialist trusts are a fairer comparison."
)


def _limits(edition: Edition, trust: TrustResult, cuts: tuple[float, float, float]) -> str:
    """Nothing where the cuts do not give the segment that was published."""
    if trust.rounded is None or trust.adjusted is None:
        return ""
    if segment_of(trust.rounded, cuts) != trust.unadjusted:
        return ""
    best = edition.override.no_better_than if trust.override.flagged else None
    found = limits(trust.rounded, cuts, adjusted=trust.adjusted, held_at=best)
    said = []
    if best is not None and trust.adjusted <= best:
        said.append(f"While it is in deficit, no better score can take it out of segment {best}.")
    if found.better_segment is not None or found.worse_segment is not None:
        said.append(limits_sentence(found, decided=trust.final != trust.adjusted))
    return " ".join(said)


def _published(trust: TrustResult) -> str:
    if any(metric.contribution is not None for metric in trust.metrics):
        return ""
    if any(metric.score is not None for metric in trust.metrics):
        return (
            "These are NHS England's own results: not every value behind them is at hand, so "
            "they cannot be computed again."
        )
    return (
        "These are NHS England's own results: the values of its metrics are not at hand, so what "
        "lifted it and what held it back is not known."
    )
