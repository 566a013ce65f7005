"""Published figures in force as the rules take them over."""

from __future__ import annotations

from collections.abc import Iterable

from league.models import FigureKind
from league.rules.published import PublishedTrust
from league.rules.results import LikelyRange

from .inputs import Inputs


def published_trusts(inputs: Inputs, codes: Iterable[str]) -> dict[str, PublishedTrust]:
    """By code; each of the trusts has a published average, segment and league rank."""
    return {code: _published(inputs, code) for code in codes}


def _published(inputs: Inputs, code: str) -> PublishedTrust:
    def one(kind: FigureKind) -> float | None:
        return inputs.figures.get((code, kind, ""))

    flagged = one(FigureKind.FINANCIAL_OVERRIDE)
    segments = inputs.figures_of(code, FigureKind.DOMAIN_SEGMENT)
    return PublishedTrust(
        average=inputs.figures[code, FigureKind.AVERAGE, ""],
        adjusted=int(inputs.figures[code, FigureKind.ADJUSTED_SEGMENT, ""]),
        league_rank=int(inputs.figures[code, FigureKind.LEAGUE_RANK, ""]),
        score_rank=_whole(one(FigureKind.SCORE_RANK)) or _score_rank(inputs, code),
        unadjusted=_whole(one(FigureKind.UNADJUSTED_SEGMENT)),
        flagged=None if flagged is None else flagged == 1,
        final=_whole(one(FigureKind.FINAL_SEGMENT)),
        likely=_likely(inputs, code),
        metric_scores=inputs.figures_of(code, FigureKind.METRIC_SCORE),
        domain_scores=inputs.figures_of(code, FigureKind.DOMAIN_SCORE),
        domain_segments={key: int(value) for key, value in segments.items()},
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _score_rank(inputs: Inputs, code: str) -> int:
    """Where only a league table is at hand: one more than the better averages of the type."""
    mine, kind = inputs.figures[code, FigureKind.AVERAGE, ""], inputs.members[code].type
    better = (
        other
        for (other, figure, _), average in inputs.figures.items()
        if figure == FigureKind.AVERAGE and average < mine and inputs.members[other].type == kind
    )
    return 1 + len(set(better))


def _likely(inputs: Inputs, code: str) -> LikelyRange | None:
    kinds = (
        FigureKind.LIKELY_SCORE_LOW,
        FigureKind.LIKELY_SCORE_HIGH,
        FigureKind.LIKELY_RANK_LOW,
        FigureKind.LIKELY_RANK_HIGH,
    )
    ends = [inputs.figures.get((code, kind, "")) for kind in kinds]
    known = [end for end in ends if end is not None]
    if len(known) < len(kinds):
        return None
    return LikelyRange(known[0], known[1], int(known[2]), int(known[3]))
