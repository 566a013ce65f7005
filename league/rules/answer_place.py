"""Sentences of the answer on the segment, the financial override and the rank."""

from __future__ import annotations

from .edition import Edition
from .results import OverrideResult, TrustResult
from .wording import joint, number, ordinal, trusts_of

_FOR = {
    1: "trusts that perform well on nearly all measures",
    2: "trusts that perform well overall, with risks showing in one or two areas",
    3: "trusts that fall short in several areas",
    4: "trusts that fall short in many areas and need intensive support",
}
"""What a segment means is NHS England's to say, and said in its name."""


def segment_sentence(edition: Edition, trust: TrustResult) -> str:
    """The segment and whom it is for, or what put the trust there if not its scores."""
    if trust.final is None:
        return ""
    if trust.final != trust.adjusted:
        return (
            f"The trust is in segment {trust.final}, which NHS England uses for trusts that it has "
            "placed in its Provider Improvement Programme, the most intensive support there is. "
            f"Its scores and finances alone would put it in segment {trust.adjusted}."
        )
    here = f"The trust is in segment {trust.final} {_scale(edition)}"
    if trust.override.moved:
        return (
            f"{here} because it {_deficit(trust.override)}: its scores alone would put it in "
            f"segment {trust.unadjusted}, but a trust in deficit can be no better than segment "
            f"{edition.override.no_better_than}."
        )
    return f"{here}, which NHS England uses for {_FOR[trust.final]}."


def _scale(edition: Edition) -> str:
    """Where an improvement programme has a segment of its own, 4 is not the last."""
    if edition.programme_segment is None:
        return "(1 is the best, 4 the worst)"
    return "(1 is the best; scores alone give 4 at worst)"


def override_answer(trust: TrustResult) -> str:
    """Whether a deficit moved the segment; of one that did, how large it is, where known."""
    override = trust.override
    if override.flagged is None:
        return "Whether it is in deficit was not published."
    decided = trust.final != trust.adjusted
    if not override.flagged:
        return (
            f"It is not in deficit{'' if decided else ', so its scores alone decided its segment'}."
        )
    if override.moved and decided:
        return (
            f"It {_deficit(override)}: its scores alone would put it in segment "
            f"{trust.unadjusted}, which the deficit makes segment {trust.adjusted}."
        )
    if override.moved:
        return _size(override)
    same = f": its scores alone put it in segment {trust.unadjusted}"
    return f"It {_deficit(override)}, which made no difference{'' if decided else same}."


def _deficit(override: OverrideResult) -> str:
    """NHS England's flag also stands for trusts that receive support for a deficit."""
    if override.source == "inferred":
        return "is in deficit, as its published segments imply"
    if override.source != "derived" and override.plan is not None and not _planned(override):
        return "is in deficit or receives support for one"
    return "is in deficit"


def _planned(override: OverrideResult) -> bool:
    """Whether plan and difference from it show the deficit."""
    plan = override.plan or 0.0
    return plan < 0 or plan + (override.variance or 0.0) < 0


def _size(override: OverrideResult) -> str:
    """How large the deficit is, as a share of the trust's income."""
    if override.plan is None or not _planned(override):
        return ""
    if override.plan < 0:
        return (
            f"It plans a deficit of {number(-override.plan, 2)}% of its income; any deficit "
            "counts, however small."
        )
    return (
        f"It planned no deficit, but is {number(-(override.variance or 0.0), 2)}% of its income "
        "behind its plan."
    )


def rank_sentence(trust: TrustResult, *, peers: int, shared: bool, score_shared: bool) -> str:
    """The place and how far it could lie; by score alone, where a deficit moved the segment."""
    if trust.league_rank is None:
        return ""
    place = joint(trust.league_rank, shared=shared)
    among = f"{place} of {peers:,} {trusts_of(trust.type)}"
    said = f"It ranks {among}{_range(trust)}."
    if trust.override.moved and trust.score_rank not in (None, trust.league_rank):
        said += (
            " Trusts are ranked by segment first; by score alone it would be "
            f"{joint(trust.score_rank or 0, shared=score_shared)}."
        )
    return said


def _range(trust: TrustResult) -> str:
    likely = trust.likely
    if likely is None:
        return "; no likely range of its rank is known"
    if likely.rank_low == likely.rank_high:
        return ", and would on nearly any mix of its own metrics"
    return (
        ", but on a somewhat different mix of its own metrics it could be anywhere from "
        f"{ordinal(likely.rank_low)} to {ordinal(likely.rank_high)}"
    )
