"""What a what-if comes to, beside the published result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from league.presenters import wording
from league.presenters.trust.steps import StepView, step_views
from league.rules.edition import Edition
from league.rules.results import DomainResult, MetricResult, TrustResult
from league.rules.way_up_words import shown
from league.rules.what_if import WhatIf
from league.rules.what_if_words import sentences

SHOWN = 12
"""So many trusts are named at once; the others stand behind a fold."""
_RANGES = "Likely ranges show how much a trust's own metrics disagree, not the error of the data."
_FLAGS = {True: "Yes", False: "No", None: "Not known"}


@dataclass(frozen=True)
class Compared:
    """One figure before and after; ``after`` is empty where nothing changes."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedMetric:
    name: str
    values: Compared
    scores: Compared
    sentence: str


@dataclass(frozen=True)
class Named:
    """Trusts by name under a heading."""

    heading: str
    first: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class ResultView:
    sentences: tuple[str, ...]
    news: str
    """The same in short, to be read aloud."""
    ranges: str
    """What likely ranges tell, or why there are none."""
    overall: tuple[Compared, ...]
    domains: tuple[Compared, ...]
    metrics: tuple[ChangedMetric, ...]
    named: tuple[Named, ...]
    steps: tuple[StepView, ...]
    rules: tuple[tuple[str, str, str], ...]
    """Name, score and sentence of every metric as it would be scored."""


def result_view(
    edition: Edition, found: WhatIf, names: Mapping[str, str], no_ranges: str
) -> ResultView:
    """``names`` by code, of all trusts of the quarter; ``no_ranges`` as the page has it."""
    said = dict(sentences(edition, found))
    return ResultView(
        sentences=tuple(said.values()),
        news=" ".join(said[key] for key in ("segment", "score", "rank") if key in said),
        ranges=no_ranges or _RANGES,
        overall=tuple(_overall(found.before, found.after)),
        domains=tuple(_domains(edition, found)),
        metrics=tuple(_metrics(edition, found)),
        named=tuple(_named(found, names)),
        steps=step_views(
            [
                {"key": it.key, "sentence": it.sentence, "figures": dict(it.figures)}
                for it in found.after.steps
            ]
        ),
        rules=tuple(_rules(edition, found.after)),
    )


def _compared(name: str, before: str, after: str) -> Compared:
    return Compared(name, before, "" if before == after else after)


def _overall(before: TrustResult, after: TrustResult) -> Iterator[Compared]:
    for name, worded in (
        ("Segment", _segment),
        ("Average metric score", _average),
        ("Likely range of score", _likely_score),
        ("League rank", _rank),
        ("Likely range of rank", _likely_rank),
        ("Segment by score alone", _unadjusted),
        ("In deficit", _deficit),
    ):
        yield _compared(name, worded(before), worded(after))


def _segment(it: TrustResult) -> str:
    return "None" if it.final is None else f"Segment {it.final}"


def _unadjusted(it: TrustResult) -> str:
    return "None" if it.unadjusted is None else f"Segment {it.unadjusted}"


def _average(it: TrustResult) -> str:
    return "None" if it.rounded is None else wording.score(it.rounded)


def _likely_score(it: TrustResult) -> str:
    if it.likely is None:
        return "Not known"
    return wording.capital(wording.score_range(it.likely.score_low, it.likely.score_high))


def _rank(it: TrustResult) -> str:
    return "Not ranked" if it.league_rank is None else wording.ordinal(it.league_rank)


def _likely_rank(it: TrustResult) -> str:
    if it.likely is None:
        return "Not known"
    return wording.capital(wording.rank_range(it.likely.rank_low, it.likely.rank_high))


def _deficit(it: TrustResult) -> str:
    return _FLAGS[it.override.flagged]


def _domains(edition: Edition, found: WhatIf) -> Iterator[Compared]:
    after = {it.domain: it for it in found.after.domains}
    for it in found.before.domains:
        if it.rounded is not None:
            name = edition.domain(it.domain).name
            yield _compared(name, _domain(it), _domain(after[it.domain]))


def _domain(it: DomainResult) -> str:
    if it.rounded is None:
        return "Not scored"
    return f"{wording.score(it.rounded)}, domain segment {it.segment}"


def _metrics(edition: Edition, found: WhatIf) -> Iterator[ChangedMetric]:
    """Metrics whose own value or score would be another."""
    after = {it.metric_id: it for it in found.after.metrics}
    for it in found.before.metrics:
        then = after[it.metric_id]
        if (it.value, it.score) != (then.value, then.score):
            yield ChangedMetric(
                name=edition.by_id[it.metric_id].name,
                values=_compared("Value", _value(edition, it), _value(edition, then)),
                scores=_compared("Score", _score(it), _score(then)),
                sentence=then.sentence,
            )


def _value(edition: Edition, it: MetricResult) -> str:
    if it.value is None:
        return "From its two parts" if edition.by_id[it.metric_id].scoring.parts else "No value"
    return wording.capital(shown(edition.by_id[it.metric_id], it.unit, it.value))


def _score(it: MetricResult) -> str:
    return "Not scored" if it.score is None else wording.score(it.score)


def _named(found: WhatIf, names: Mapping[str, str]) -> Iterator[Named]:
    for codes, words in (
        (found.passes, "It would pass"),
        (found.passed_by, "It would be passed by"),
    ):
        if codes:
            told = tuple(names.get(code, code) for code in codes)
            heading = f"{words} {wording.count(len(codes), 'trust')}"
            yield Named(heading, told[:SHOWN], told[SHOWN:])
    if found.others:
        told = tuple(
            f"{names.get(it.code, it.code)}: segment {it.after} instead of {it.before}"
            for it in found.others
        )
        heading = f"{wording.count(len(told), 'other trust')} would change segment"
        yield Named(heading, told[:SHOWN], told[SHOWN:])


def _rules(edition: Edition, after: TrustResult) -> Iterator[tuple[str, str, str]]:
    for it in after.metrics:
        if it.score is not None:
            yield edition.by_id[it.metric_id].name, _score(it), it.sentence
