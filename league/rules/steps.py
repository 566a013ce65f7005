"""The way to a trust's segment, step by step, each with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .edition import CutKind, Edition, Evidence
from .results import LikelyRange, OverrideResult, Step
from .weights import Weights
from .wording import counted, cut, joint, listed, number, ordinal, score

_SHARES = {Fraction(1): "once", Fraction(1, 3): "one third", Fraction(1, 2): "half"}


@dataclass(frozen=True)
class Standing:
    """One trust's overall figures, before they are put into words."""

    average: float
    rounded: float
    weights: Weights
    """Of the metrics that are scored; none where they are not known."""
    unadjusted: int
    override: OverrideResult
    adjusted: int
    in_programme: bool
    final: int
    league_rank: int
    score_rank: int
    league_shared: bool
    score_shared: bool
    """Whether others of the type hold the same rank."""
    of: int
    """Trusts of the type."""
    likely: LikelyRange | None


def steps(
    edition: Edition, cuts: tuple[float, float, float], trusts: int, standing: Standing
) -> tuple[Step, ...]:
    """From the metrics to the rank; ``trusts`` is how many made the cuts."""
    made = [
        metrics_step(standing.weights),
        average_step(standing),
        cuts_step(edition, cuts, trusts),
        unadjusted_step(standing, cuts),
        *from_override(edition, standing),
    ]
    return tuple(made)


def from_override(edition: Edition, standing: Standing) -> tuple[Step, ...]:
    """From the financial override on."""
    made = [
        override_step(edition, standing),
        adjusted_step(edition, standing),
        programme_step(edition, standing),
        final_step(standing),
        rank_step(standing),
    ]
    if standing.likely is not None:
        made.append(likely_step(standing.likely))
    return tuple(made)


def metrics_step(weights: Weights) -> Step:
    """How many metrics count, and what their weights sum to."""
    total = float(weights.total)
    are = counted(weights.metrics, "metric is", "metrics are")
    return Step(
        "metrics",
        f"{are} scored. {_weights(weights)} The weights sum to {number(total, 4)}.",
        (("metrics_scored", weights.metrics), ("weight_sum", total)),
    )


def _weights(weights: Weights) -> str:
    """``18 count once and 3 count one third each.``"""
    if list(weights.amounts) == [1]:
        return "It counts once." if weights.metrics == 1 else "Each counts once."
    told = [
        f"{amount} {'counts' if amount == 1 else 'count'} {_SHARES.get(weight, str(weight))}"
        + (" each" if amount > 1 and weight != 1 else "")
        for weight, amount in weights.amounts.items()
    ]
    return f"{listed(told)}."


def average_step(it: Standing) -> Step:
    total = float(it.weights.total)
    weighted = it.average * total
    return Step(
        "average",
        f"The scores, each times its weight, sum to {weighted:.4f}. Divided by "
        f"{number(total, 4)}, the sum of the weights, that is {it.average:.4f}, which "
        f"rounds to {score(it.rounded)}.",
        (
            ("weighted_sum", weighted),
            ("weight_sum", total),
            ("average", it.average),
            ("average_metric_score", it.rounded),
        ),
    )


def cuts_step(edition: Edition, cuts: tuple[float, float, float], trusts: int) -> Step:
    first, second, third = (cut(each) for each in cuts)
    if edition.cuts.kind is CutKind.QUARTILES:
        origin = f"They are the quartiles of the average scores of all {trusts} trusts"
    else:
        origin = "They are fixed for the year and the same for every type of trust"
    if edition.cuts.evidence is Evidence.DECODED:
        origin += ", read off the published results"
    return Step(
        "cuts",
        f"Segment 1 goes up to {first}, segment 2 up to {second}, segment 3 up to {third}; "
        f"anything higher is segment 4. {origin}.",
        (("cut_1", cuts[0]), ("cut_2", cuts[1]), ("cut_3", cuts[2]), ("trusts", trusts)),
    )


def unadjusted_step(it: Standing, cuts: tuple[float, float, float]) -> Step:
    mine = score(it.rounded)
    if it.unadjusted == 1:
        place = f"{mine} is not above {cut(cuts[0])}"
    elif it.unadjusted == 4:
        place = f"{mine} is above {cut(cuts[2])}"
    else:
        lower, upper = cuts[it.unadjusted - 2], cuts[it.unadjusted - 1]
        place = f"{mine} is above {cut(lower)} and not above {cut(upper)}"
    return Step(
        "unadjusted",
        f"{place}: unadjusted segment {it.unadjusted}.",
        (("average_metric_score", it.rounded), ("unadjusted_segment", it.unadjusted)),
    )


def override_sentence(
    flagged: bool | None, source: str, unadjusted: int, adjusted: int, plan: float | None
) -> str:
    """What the financial override did, in words: whether the scores alone or the deficit
    made the segment. ``plan`` is the planned surplus or deficit, where it is known."""
    if flagged is None:
        return "Whether the trust is in deficit is not published for this quarter."
    origin = {
        "derived": " (worked out from its planned surplus or deficit and its difference from the "
        "financial plan)",
        "inferred": " (inferred from its published segments)",
    }.get(source, "")
    if not flagged:
        return f"The trust is not in deficit{origin}, so the financial override does not apply."
    small = " A plan below zero counts as a deficit, however small." if (plan or 0) < 0 else ""
    if adjusted > unadjusted:
        return (
            f"Its scores alone would put it in segment {unadjusted}. It is held in segment "
            f"{adjusted} because it is in deficit{origin}.{small}"
        )
    return (
        f"Its scores put it in segment {unadjusted}; its deficit{origin} makes no difference."
        f"{small}"
    )


def override_step(edition: Edition, it: Standing) -> Step:
    plan, variance = it.override.plan, it.override.variance
    both = None if plan is None or variance is None else round(plan + variance, 9)
    return Step(
        "override",
        it.override.sentence,
        (
            ("financial_override", it.override.flagged),
            ("source", it.override.source),
            ("plan", plan),
            ("variance", variance),
            ("plan_and_variance", both),
            ("no_better_than", edition.override.no_better_than),
        ),
    )


def adjusted_step(edition: Edition, it: Standing) -> Step:
    best = edition.override.no_better_than
    if it.adjusted > it.unadjusted:
        text = (
            f"Segment {it.unadjusted} becomes segment {it.adjusted}, because a trust in deficit "
            f"can be no better than that: adjusted segment {it.adjusted}."
        )
    elif it.override.flagged:
        text = (
            f"Segment {it.unadjusted} is no better than the segment {best} that a trust in deficit "
            f"can have at best: adjusted segment {it.adjusted}."
        )
    else:
        text = f"The override changes nothing: adjusted segment {it.adjusted}."
    return Step(
        "adjusted",
        text,
        (("unadjusted_segment", it.unadjusted), ("adjusted_segment", it.adjusted)),
    )


def programme_step(edition: Edition, it: Standing) -> Step:
    if it.final != it.adjusted:
        text = (
            "NHS England has placed the trust in the Provider Improvement Programme, which is "
            f"segment {it.final}."
        )
    elif edition.programme_segment is None:
        text = "Nothing else moves a segment in this edition."
    else:
        text = "The trust is not known to be in the Provider Improvement Programme."
    known = None if edition.programme_segment is None else it.in_programme
    return Step("programme", text, (("programme", known),) if known is not None else ())


def final_step(it: Standing) -> Step:
    return Step("final", f"Final segment {it.final}.", (("final_segment", it.final),))


def rank_step(it: Standing) -> Step:
    league = joint(it.league_rank, shared=it.league_shared)
    alone = joint(it.score_rank, shared=it.score_shared)
    return Step(
        "rank",
        f"Ranked by adjusted segment and then by score it is {league} of the "
        f"{counted(it.of, 'trust')} of its type; by score alone it is {alone}.",
        (("league_rank", it.league_rank), ("score_rank", it.score_rank), ("of", it.of)),
    )


def likely_step(likely: LikelyRange) -> Step:
    return Step(
        "likely-range",
        f"If its score rested on a different mix of its own metrics, it would probably lie "
        f"between {score(likely.score_low)} and {score(likely.score_high)}, and its rank between "
        f"{ordinal(likely.rank_low)} and {ordinal(likely.rank_high)}. This shows how much its "
        "own metrics disagree, not the error of the data.",
        (
            ("score_low", likely.score_low),
            ("score_high", likely.score_high),
            ("rank_low", likely.rank_low),
            ("rank_high", likely.rank_high),
        ),
    )
