"""What an edition file says of a metric, in words: generated, so that it cannot drift."""

from __future__ import annotations

from dataclasses import dataclass

from league.presenters import wording
from league.presenters.links import trusts_of
from league.rules.edition import Band, Better, Edition, Evidence, Metric, Model, Pool, Scoring
from league.rules.scoring import BEST, WORST, bookends
from league.rules.wording import figure, limit, score

MODEL_NAMES = {
    Model.RANKED: "Ranked",
    Model.STANDARD: "Ranked with a standard",
    Model.FLOOR: "Ranked with a floor",
    Model.STANDARD_AND_FLOOR: "Ranked with a standard and a floor",
    Model.BANDED: "Banded",
    Model.MATRIX: "Two parts combined",
    Model.BY_SOURCE: "Score taken as published",
    Model.CONTEXT: "Shown, not scored",
}
EVIDENCE_NAMES = {
    Evidence.MANUAL: "From the manual",
    Evidence.CHECKED: "Checked",
    Evidence.DECODED: "Worked out from the published figures",
    Evidence.OPEN: "Rule not published",
}
EVIDENCE_MEANINGS = {
    Evidence.MANUAL: "NHS England's methodology manual says it.",
    Evidence.CHECKED: "It gives NHS England's published figures again when we compute with it.",
    Evidence.DECODED: "It fits every published figure. We have not seen official wording.",
    Evidence.OPEN: "The rule is not published. We take the score as NHS England publishes it.",
}
DIRECTIONS = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
UNITS = {
    "%": "Per cent",
    "mins": "Minutes",
    "days": "Days",
    "seconds": "Seconds",
    "count": "Number of cases",
    "rate": "Rate",
    "score": "Score from 1 (best) to 4",
    "index": "Index",
}
_BAND_WORDS = {">=": "{} or more", ">": "more than {}", "<=": "{} or less", "<": "less than {}"}
_SHARES = {"1/3": "One third", "1/2": "Half"}


@dataclass(frozen=True)
class Cut:
    """A standard, floor or band: ``words`` is its rule, ``doubt`` where it may lie instead."""

    name: str
    words: str
    doubt: str


def direction(metric: Metric) -> str:
    return DIRECTIONS[metric.better]


def unit(scoring: Scoring) -> str:
    """``Per cent``, ``Out of 10``."""
    return UNITS.get(scoring.unit, wording.capital(scoring.unit))


def model(metric: Metric) -> str:
    """The model's name; both names where values in another unit are scored otherwise."""
    names = dict.fromkeys(MODEL_NAMES[scoring.model] for scoring in metric.scorings)
    return " or ".join([*names][:1] + [name.lower() for name in [*names][1:]])


def pool(metric: Metric) -> str:
    """Whom a trust is ranked against; said only of metrics that rank."""
    if not any(is_ranked(scoring) for scoring in metric.scorings):
        return "Nobody: this metric is not ranked"
    if metric.pool is Pool.TYPE:
        return "Trusts of the same type that report it"
    return "All trusts that report it, whatever their type"


def is_ranked(scoring: Scoring) -> bool:
    return scoring.model in {Model.RANKED, Model.STANDARD, Model.FLOOR, Model.STANDARD_AND_FLOOR}


def weight(metric: Metric) -> str:
    if not metric.counts:
        return "None: it is shown, but not counted"
    return _SHARES.get(str(metric.weight), wording.number(float(metric.weight)))


def evidence(scoring: Scoring) -> str:
    return f"{EVIDENCE_NAMES[scoring.evidence]}. {EVIDENCE_MEANINGS[scoring.evidence]}"


def reporters(metric: Metric) -> str:
    """``Acute trusts and ambulance trusts``."""
    return wording.capital(wording.listed([trusts_of(slug) for slug in metric.types]))


def how_scored(edition: Edition, metric: Metric) -> tuple[str, ...]:
    """The whole rule: a sentence for each unit that values come in."""
    several = len(metric.scorings) > 1
    return tuple(
        f"{unit(scoring)}: {_rule(edition, metric, scoring)}"
        if several
        else wording.capital(_rule(edition, metric, scoring))
        for scoring in metric.scorings
    )


_RULES = {
    Model.RANKED: "ranked from {best} (best) to {worst} (worst).",
    Model.STANDARD: (
        "{reaches} scores {top}. Trusts that miss this standard are ranked from {best} to {worst}."
    ),
    Model.FLOOR: "{misses} scores {bottom}. The other trusts are ranked from {best} to {worst}.",
    Model.STANDARD_AND_FLOOR: (
        "{reaches} scores {top}; {misses} scores {bottom}. Trusts in between are ranked from "
        "{best} to {worst}."
    ),
    Model.BANDED: "{bands}; anything else scores 4.",
    Model.MATRIX: "looked up in a table from the scores of its two parts, {parts}.",
    Model.BY_SOURCE: "the published score is taken as it is{labels}.",
    Model.CONTEXT: "shown beside the metric that it belongs to; it has no score.",
}


def _rule(edition: Edition, metric: Metric, scoring: Scoring) -> str:
    best, worst = bookends(scoring.model)
    return _RULES[scoring.model].format(
        best=score(best),
        worst=score(worst),
        top=score(BEST),
        bottom=score(WORST),
        reaches=reaches(metric, scoring),
        misses=misses(metric, scoring),
        bands=wording.listed(_bands(metric, scoring)),
        parts=wording.listed([edition.by_id[part].name.lower() for part in scoring.parts]),
        labels=_labels(metric),
    )


def reaches(metric: Metric, scoring: Scoring) -> str:
    """``78% or more``: what reaches the standard; empty where there is none."""
    if scoring.standard is None:
        return ""
    if scoring.standard == 0 and metric.better is Better.LOWER:
        return figure(0, metric, scoring.unit)
    word = "more" if metric.better is Better.HIGHER else "less"
    return f"{limit(scoring.standard, metric, scoring.unit)} or {word}"


def misses(metric: Metric, scoring: Scoring) -> str:
    """``less than 70%``: what misses the floor; empty where there is none."""
    if scoring.floor is None:
        return ""
    word = "less" if metric.better is Better.HIGHER else "more"
    return f"{word} than {limit(scoring.floor, metric, scoring.unit)}"


def band_words(metric: Metric, scoring: Scoring, band: Band) -> str:
    """``80% or more``."""
    return _BAND_WORDS[band.operator].format(limit(band.limit, metric, scoring.unit))


def _bands(metric: Metric, scoring: Scoring) -> list[str]:
    return [f"{band_words(metric, scoring, band)} scores {band.score}" for band in scoring.bands]


def _labels(metric: Metric) -> str:
    """`` (lower than expected is 1, ...)``; empty where the bands have no names."""
    named = [f"{label.lower()} is {place}" for place, label in enumerate(metric.labels, start=1)]
    return f" ({wording.listed(named)})" if named else ""


def cuts(metric: Metric, scoring: Scoring) -> tuple[Cut, ...]:
    """Standard, floor and bands, in the order of ``cut_between``; none for other models."""
    found: list[tuple[str, str]] = []
    if scoring.standard is not None:
        found.append(("Standard", wording.capital(reaches(metric, scoring))))
    if scoring.floor is not None:
        found.append(("Floor", f"{wording.capital(misses(metric, scoring))} misses it"))
    found += [
        (f"Scores {band.score}", wording.capital(band_words(metric, scoring, band)))
        for band in scoring.bands
    ]
    doubts = [_doubt(metric, scoring, low, high) for low, high in scoring.cut_between]
    doubts += [""] * (len(found) - len(doubts))
    made = [Cut(name, words, doubt) for (name, words), doubt in zip(found, doubts, strict=True)]
    return tuple([*made, Cut("Scores 4", "Anything else", "")] if scoring.bands else made)


def _doubt(metric: Metric, scoring: Scoring, low: float, high: float) -> str:
    """Where such a cut may lie: between two published values that scored differently."""
    lower, higher = (limit(end, metric, scoring.unit) for end in (low, high))
    return (
        f"Worked out from the published figures: it may lie anywhere between {lower} and {higher}"
    )
