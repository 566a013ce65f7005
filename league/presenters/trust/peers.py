"""One metric's figures among a trust's peers: where it stands, in words and as a strip."""

from __future__ import annotations

from dataclasses import dataclass

from league.charts.strip import Figures, Strip, strip
from league.models import MetricScore
from league.presenters import wording
from league.presenters.links import trusts_of
from league.rules.edition import Better, Metric
from league.rules.peers import FEWEST, Measure, Middle, Peer, PoolState, Spread, UnitSpread
from league.rules.positions import position, words
from league.rules.wording import between, figure


@dataclass(frozen=True)
class StripView:
    """``label`` says in words what the picture shows; its ends are the worst figure at the left
    and the best at the right."""

    picture: Strip
    label: str
    worst: str
    best: str


@dataclass(frozen=True)
class PeersView:
    """``position`` is short, ``middle`` says the peers' median; ``more`` are further sentences.
    Each may be empty."""

    place: str
    position: str
    middle: str
    more: tuple[str, ...]
    strip: StripView | None


@dataclass(frozen=True)
class _Told:
    """One metric of one trust in the unit of its figure."""

    metric: Metric
    spread: Spread
    unit: UnitSpread
    mine: Peer | None

    @property
    def better(self) -> Better:
        is_score = self.spread.measure is Measure.SCORE
        return Better.LOWER if is_score else self.metric.better

    @property
    def whose(self) -> str:
        return trusts_of(self.spread.trust_type)

    @property
    def complete(self) -> bool:
        """Whether the pool is known, and so the quarter is more than what is at hand."""
        return self.spread.pool_is is not PoolState.NOT_AT_HAND

    def figure(self, value: float) -> str:
        if self.spread.measure is Measure.SCORE:
            return wording.number(value)
        return figure(value, self.metric, self.unit.unit)

    @property
    def short(self) -> str:
        """The unit where another figure has it or there is no room: none in words."""
        return "%" if self.unit.unit == "%" else ""

    def bare(self, value: float) -> str:
        if self.spread.measure is Measure.SCORE:
            return wording.number(value)
        return figure(value, self.metric, self.short)

    def half(self, middle: Middle) -> str:
        """``median 75.6, middle half 70.9 to 79.8 minutes``."""
        median = between(middle.median, self.metric, self.short)
        lower = between(middle.lower_quartile, self.metric, self.short)
        upper = between(middle.upper_quartile, self.metric, self.unit.unit)
        return f"median {median}, middle half {lower} to {upper}"


def peers_view(metric: Metric, row: MetricScore, spread: Spread | None) -> PeersView | None:
    """None where no peer's figure is known."""
    unit = None if spread is None else spread.in_unit_of(row.trust_id)
    if spread is None or unit is None:
        return None
    told = _Told(metric, spread, unit, unit.of(row.trust_id))
    if spread.measure is Measure.SCORE:
        return PeersView("", _scored_alike(told), "", _counts(told), _strip(told))
    return PeersView(
        place=_place(told),
        position=_position(told),
        middle=_middle(told),
        more=_more(told),
        strip=_strip(told),
    )


def _place(told: _Told) -> str:
    """``36th of 120``: among the pool where it is known, else among the type."""
    mine = told.mine
    if mine is None or mine.place is None:
        return ""
    if mine.pool_place is None:
        return _of(mine.place, told.unit.own, joint=mine.joint)
    return _of(mine.pool_place, told.unit.pool or told.unit.own, joint=mine.pool_joint)


def _of(place: int, middle: Middle, *, joint: bool) -> str:
    ranked = wording.capital(wording.joint(place, shared=joint))
    return f"{ranked} of {wording.number(middle.reported)}"


def _position(told: _Told) -> str:
    if told.mine is None:
        return ""
    return words(position(told.mine.value, told.unit.own, told.better))


def _middle(told: _Told) -> str:
    """``Median 75.6%, middle half 70.9% to 79.8%``."""
    own = told.unit.own
    if own.reported == 1:
        return f"The only one of the {told.whose} with a value" if told.mine else ""
    if not own.has_quartiles:
        return f"Only {wording.small(own.reported)} {told.whose} have a value"
    return wording.capital(told.half(own))


def _more(told: _Told) -> tuple[str, ...]:
    found = [_reported(told), _in_type(told), _pool(told)]
    return tuple(wording.sentence(each) for each in found if each)


def _reported(told: _Told) -> str:
    own, trusts = told.unit.own.reported, told.spread.trusts
    if own == trusts:
        return f"All {trusts} {told.whose} have a value"
    known = "have a value" if told.complete else "have a value at hand"
    return f"{own} of {trusts} {told.whose} {known}"


def _in_type(told: _Told) -> str:
    """Its place within the type, where the pool is wider."""
    mine, pool = told.mine, told.unit.pool
    if mine is None or mine.place is None or pool is None:
        return ""
    place = wording.joint(mine.place, shared=mine.joint)
    return f"Among {told.whose} it is {place} of {told.unit.own.reported} by value"


def _pool(told: _Told) -> str:
    if told.spread.pool_is is PoolState.NOT_AT_HAND:
        return (
            "It is ranked against trusts of other types, too; not all of their values are at "
            "hand, so its place among them is not known"
        )
    pool = told.unit.pool
    if pool is None:
        return ""
    many = f"All {pool.reported} trusts of any type that report it"
    if pool.reported < FEWEST:
        return f"{many}: {told.figure(pool.lowest)} to {told.figure(pool.highest)}"
    return f"{many}: {told.half(pool)}"


def _scored_alike(told: _Told) -> str:
    """``41 of 134 acute trusts score 1, too``: of scores there is no finer order."""
    if told.mine is None:
        return ""
    score, own = int(told.mine.value), told.unit.own
    alike = own.counts[score - 1] if 1 <= score <= len(own.counts) else 0
    verb = "scores" if alike == 1 else "score"
    return f"{alike} of {own.reported} {told.whose} {verb} {score}"


def _counts(told: _Told) -> tuple[str, ...]:
    own, pool = told.unit.own, told.unit.pool
    found = [f"Of {own.reported} {told.whose} {_by_score(own)}."]
    if pool is not None:
        found.append(f"Of all {pool.reported} trusts of any type {_by_score(pool)}.")
    elif not told.complete:
        found.append("Scores of other types' trusts are not at hand.")
    return tuple(found)


def _by_score(middle: Middle) -> str:
    return wording.listed(
        [f"{many} score {score}" for score, many in enumerate(middle.counts, start=1) if many]
    )


def _strip(told: _Told) -> StripView | None:
    own, scoring = told.unit.own, told.metric.scoring
    is_score = told.spread.measure is Measure.SCORE
    limit = scoring.standard if scoring.standard is not None else scoring.floor
    other_unit = told.unit.unit != scoring.unit
    middle = (own.lower_quartile, own.median, own.upper_quartile)
    made = strip(
        Figures(
            values=told.unit.values,
            own=None if told.mine is None else told.mine.value,
            quartiles=None if is_score or not own.has_quartiles else middle,
            limit=None if is_score or other_unit else limit,
            higher_is_better=told.better is Better.HIGHER,
        )
    )
    if made is None:
        return None
    ends = (told.bare(own.lowest), told.bare(own.highest))
    worst, best = ends if told.better is Better.HIGHER else reversed(ends)
    return StripView(made, _label(told, worst, best), worst, best)


def _label(told: _Told, worst: str, best: str) -> str:
    """What a screen reader says for the picture."""
    what = "Scores" if told.spread.measure is Measure.SCORE else "Values"
    whose = f"{what} of {told.unit.own.reported} {told.whose} from {worst} (worst) to {best} (best)"
    if told.mine is None:
        return f"{whose}; this trust has none"
    return f"{whose}; this trust: {told.figure(told.mine.value)}"
