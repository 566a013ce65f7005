"""The rule that made a metric score, said in one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .edition import Band, Better, Metric, Model, Pool, Scoring
from .scoring import Rule
from .wording import figure, limit, place_among, score, trusts_of

_LEFT_OUT = {
    Rule.NO_FIGURE: "No figure is published for this trust, so it is left out.",
    Rule.NOT_APPLICABLE: "It does not apply to this trust, so it is left out.",
    Rule.SUPPRESSED: "Suppressed because the numbers are small, so it is left out.",
    Rule.NOT_SUBMITTED: "The trust did not submit it, so it is left out.",
    Rule.PART_MISSING: "One of its two parts has no score, so it is left out.",
    Rule.UNKNOWN_COMBINATION: (
        "How this combination of its two parts scores is not known, so it is left out."
    ),
    Rule.CONTEXT: "Shown for context; it has no score of its own.",
}


@dataclass(frozen=True)
class Case:
    """One trust's place in one scored column: what a sentence can speak of."""

    metric: Metric
    scoring: Scoring
    rule: Rule
    trust_type: str
    value: float
    """NaN when there is none."""
    score: float
    rank: int
    spread_size: int
    shared: bool
    """Whether others hold the same rank."""
    parts: tuple[float, ...]
    """Scores of the two parts of a matrix."""

    def shown(self, value: float) -> str:
        """A value in the unit that this trust's figure came in."""
        return figure(value, self.metric, self.scoring.unit)

    def limited(self, value: float) -> str:
        """A standard, floor or band in that unit, unrounded."""
        return limit(value, self.metric, self.scoring.unit)

    @property
    def points(self) -> str:
        return f"scores {score(self.score)}"


def sentence(case: Case) -> str:
    """The rule as applied to one trust's value, or why it is left out."""
    return _LEFT_OUT.get(case.rule) or _SENTENCES[case.rule](case)


def _standard_met(case: Case) -> str:
    return f"Reaches the standard of {_standard(case)}: {case.points}."


def _floor_missed(case: Case) -> str:
    higher = case.metric.better is Better.HIGHER
    side = "below the floor" if higher else "above the limit"
    return f"{case.shown(case.value)} is {side} of {_floor(case)}: {case.points}."


def _standard(case: Case) -> str:
    return "" if case.scoring.standard is None else case.limited(case.scoring.standard)


def _floor(case: Case) -> str:
    return "" if case.scoring.floor is None else case.limited(case.scoring.floor)


def _banded(case: Case) -> str:
    band = next((band for band in case.scoring.bands if band.score == case.score), None)
    if band is None:
        last = _band_words(case, case.scoring.bands[-1])
        return f"Falls outside the last band, {last}: {case.points}."
    return f"Falls in the band of {_band_words(case, band)}: {case.points}."


_BAND_WORDS = {">=": "{} or more", ">": "more than {}", "<=": "{} or less", "<": "less than {}"}


def _band_words(case: Case, band: Band) -> str:
    return _BAND_WORDS[band.operator].format(case.limited(band.limit))


def _matrix(case: Case) -> str:
    rows, columns = (int(part) for part in case.parts)
    return f"Its two parts score {rows} and {columns}; together that {case.points}."


def _by_source(case: Case) -> str:
    label = f" ({case.metric.labels[int(case.value) - 1].lower()})" if case.metric.labels else ""
    return (
        f"Published as a score only: {score(case.value)}{label}. The figure behind it is not "
        "published."
    )


def _spread(case: Case) -> str:
    """``Misses the standard of 78%; 12th of the 89 that miss it: scores 2.25.``"""
    place = place_among(case.rank, case.spread_size, shared=case.shared)
    if case.spread_size == 1:
        place = "the only one"
    return f"{_SPREADS[case.scoring.model](case, place)}: {case.points}."


def _ranked(case: Case, place: str) -> str:
    who = "trusts"
    if case.metric.pool is Pool.TYPE:
        who = trusts_of(case.trust_type)
    if case.spread_size == 1:
        return f"The only one of the {who} to report it"
    return f"{place[0].upper()}{place[1:]} {who} that report it"


def _missed(case: Case, place: str) -> str:
    return f"Misses the standard of {_standard(case)}; {place} that miss{_es(case)} it"


def _passed(case: Case, place: str) -> str:
    return f"{_passes(case)} of {_floor(case)}; {place} that do{_es(case)}"


def _between(case: Case, place: str) -> str:
    return (
        f"{_passes(case)} of {_floor(case)} and misses the standard of {_standard(case)}; "
        f"{place} in between"
    )


def _es(case: Case) -> str:
    return "es" if case.spread_size == 1 else ""


def _passes(case: Case) -> str:
    return "Passes the floor" if case.metric.better is Better.HIGHER else "Keeps to the limit"


_SPREADS: dict[Model, Callable[[Case, str], str]] = {
    Model.RANKED: _ranked,
    Model.STANDARD: _missed,
    Model.FLOOR: _passed,
    Model.STANDARD_AND_FLOOR: _between,
}

_SENTENCES: dict[Rule, Callable[[Case], str]] = {
    Rule.STANDARD_MET: _standard_met,
    Rule.FLOOR_MISSED: _floor_missed,
    Rule.BAND: _banded,
    Rule.MATRIX: _matrix,
    Rule.BY_SOURCE: _by_source,
    Rule.SPREAD: _spread,
}
