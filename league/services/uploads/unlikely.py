"""Values that may be right and look wrong: far from the trust's own past and from its peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from league.rules.edition import Metric
from league.rules.wording import limit

from .findings import Finding, Severity
from .known import FEW, Known
from .meaning import Understood

DEVIATIONS = 4
"""Robust deviations from the median beyond which a value is asked about."""
OF_A_MEDIAN = 1.4826
"""Turns a median absolute deviation into what a normal distribution's standard one would be."""
OWN_PAST = 4
"""Earlier figures of its own that a trust must have before they can say what is unusual."""
_CHECK = "Check it. Tick it where it is right; otherwise correct the file."


def robust_distance(value: float, among: Sequence[float]) -> float:
    """How many robust deviations a value lies from the median of others; 0 where these do not
    differ, because then nothing can be said."""
    middle = median(among)
    spread = OF_A_MEDIAN * median(abs(other - middle) for other in among)
    return abs(value - middle) / spread if spread else 0.0


def unlikely(known: Known, each: Understood) -> Iterator[Finding]:
    """At most one warning for a value: the one that says most of what may be wrong."""
    metric, value = each.metric, each.row.value
    if metric is None or value is None or each.unit != metric.unit:
        return
    past = known.past.get((each.row.code, metric.id), ())
    trust = known.trusts.get(each.row.code)
    peers = known.peers.get((trust.type, metric.id), ()) if trust else ()
    for check in (_fraction, _flipped, _far):
        if found := check(each, metric, value, past, peers):
            yield found
            return


def _fraction(
    each: Understood, metric: Metric, value: float, past: Sequence[float], peers: Sequence[float]
) -> Finding | None:
    """A share between 0 and 1 where the others are percentages."""
    others = past or peers
    if metric.unit != "%" or not others or not 0 < abs(value) <= 1:
        return None
    middle = abs(median(others))
    if middle < 5 or not 0.5 * middle <= abs(value) * 100 <= 2 * middle:
        return None
    problem = (
        f"{_shown(metric, value)} may be a fraction: as a percentage it would be "
        f"{_shown(metric, value * 100)}."
    )
    return _warning(each, "fraction", problem, "Write it as a percentage, or tick it.")


def _flipped(
    each: Understood, metric: Metric, value: float, past: Sequence[float], peers: Sequence[float]
) -> Finding | None:
    """The size of the last figure with the other sign."""
    del peers
    last = past[0] if past else 0.0
    if value * last >= 0 or abs(abs(value) - abs(last)) > 0.25 * abs(last):
        return None
    if any(earlier * last < 0 for earlier in past):
        return None
    problem = (
        f"{_shown(metric, value)} has the other sign than the last figure, {_shown(metric, last)}."
    )
    return _warning(each, "flipped-sign", problem, _CHECK)


def _far(
    each: Understood, metric: Metric, value: float, past: Sequence[float], peers: Sequence[float]
) -> Finding | None:
    for others, least, whose in (
        (past, OWN_PAST, "the trust's earlier figures"),
        (peers, FEW, "the figures of its peers"),
    ):
        if len(others) >= least and robust_distance(value, others) > DEVIATIONS:
            problem = (
                f"{_shown(metric, value)} lies far from {whose}, whose middle is "
                f"{_shown(metric, median(others))}."
            )
            return _warning(each, "far-off", problem, _CHECK)
    return None


def _shown(metric: Metric, value: float) -> str:
    return limit(value, metric)


def _warning(each: Understood, kind: str, problem: str, remedy: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        kind=kind,
        problem=problem,
        remedy=remedy,
        row=each.row.row,
        column=each.row.column,
        trust=each.row.code,
        metric=each.id,
        found=each.row.text,
    )
