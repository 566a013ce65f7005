"""Sentences of the answer on the average: what it rests on, what lifted it, what held it back."""

from __future__ import annotations

from .edition import Edition
from .lift import (
    BEST,
    WORST,
    Pull,
    domain_pulls,
    leaders,
    lifting,
    metric_pulls,
    turned,
)
from .results import TrustResult
from .wording import inside, listed, score, trusts_of

_FEW = 0.75
"""A trust with fewer than this share of what is typical of its type rests on few metrics."""
_NAMED = 2
"""Metrics named on either side."""


def score_sentence(trust: TrustResult, typical: int) -> str:
    """The average on its scale, and on how many metrics it rests, where that is known."""
    average = score(trust.rounded or 0)
    scale = "Each metric is scored from 1 (best) to 4 (worst)"
    if not trust.metrics_scored:
        return f"{scale}; its average is {average}."
    if trust.metrics_scored == 1:
        said = f"{scale}; its only metric scores {average}."
    else:
        said = f"{scale}; the average of its {trust.metrics_scored} metrics is {average}."
    if trust.metrics_scored < _FEW * typical:
        kind = trusts_of(trust.type)
        said += f" {kind[0].upper()}{kind[1:]} typically have {typical}, so each weighs more here."
    return said


def gaps_sentence(edition: Edition, trust: TrustResult) -> str:
    """Domains without a score; empty where none is known at all, as in a quarter taken as
    published."""
    without = [edition.domain(it.domain).name for it in trust.domains if it.rounded is None]
    if not without or len(without) == len(trust.domains):
        return ""
    names = listed([inside(name) for name in without])
    them = "that domain plays" if len(without) == 1 else "those domains play"
    return f"None of its metrics on {names} was scored, so {them} no part in its average."


def lift_sentences(edition: Edition, trust: TrustResult) -> tuple[tuple[str, str], ...]:
    """``lifted`` and ``held-back``, each empty where nothing is known or nothing stands out."""
    metrics = metric_pulls(edition, trust)
    if len(metrics) < 2:
        return ()
    if not lifting(metrics):
        return (("lifted", f"All its metrics score the same, {score(metrics[0].score)}."),)
    domains = domain_pulls(edition, trust, metrics)
    return (
        ("lifted", _side("lifted", domains, metrics)),
        ("held-back", _side("held back", turned(domains), turned(metrics))),
    )


def _side(verb: str, domains: tuple[Pull, ...], metrics: tuple[Pull, ...]) -> str:
    """``It was lifted most by the patient safety domain (1.20), and among single metrics by …``."""
    ways = []
    best = leaders(domains)
    if len(domains) > 1 and best:
        ways.append(_domains(best))
    ways.append(_metrics(metrics))
    return f"It was {verb} most by {', and among single metrics by '.join(ways)}."


def _domains(best: tuple[Pull, ...]) -> str:
    return listed([f"the {inside(each.name)} domain ({score(each.score)})" for each in best])


def _metrics(metrics: tuple[Pull, ...]) -> str:
    """The two strongest by name; of more that pull as hard how many they are, and two of them."""
    first = leaders(metrics)
    if len(first) > _NAMED and len({each.score for each in first}) == 1:
        names = listed([inside(each.name) for each in first[:_NAMED]])
        return f"the {len(first)} that score {_worth(first[0].score)}, such as {names}"
    named = lifting(metrics)[:_NAMED]
    scores = "score" if len(named) == 1 else "scores"
    return f"its {scores} for {listed([f'{inside(it.name)} ({score(it.score)})' for it in named])}"


def _worth(points: float) -> str:
    ends = {BEST: ", the best possible", WORST: ", the worst possible"}
    return f"{score(points)}{ends.get(points, '')}"
