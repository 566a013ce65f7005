"""The way up to the next segment, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from .edition import CutKind, Edition, Metric, Model
from .ways import Case, Change, WayUp
from .wording import figure, number, score

MEANING = (
    "Places are counted in the order of the values, among the trusts that are scored together. The "
    "shortest way is the one with the fewest places to gain as a share of those trusts; for two "
    "metrics both shares are added. It says nothing of what is easiest, what it would cost, or "
    "what would do patients most good."
)

_SCORE_DECIMALS = 6
"""Shown of a score that lies between two bands, at most."""


def sentences(edition: Edition, way: WayUp) -> tuple[tuple[str, str], ...]:
    """What holds the trust, how far it is, and the shortest ways; by key."""
    return tuple(_SENTENCES[way.case](edition, way))


Said = Iterator[tuple[str, str]]


def _unscored(_edition: Edition, _way: WayUp) -> Said:
    yield "holds", "No metric of this trust is scored, so there is no way to a segment to tell."


def _programme(_edition: Edition, way: WayUp) -> Said:
    yield (
        "holds",
        "Its segment does not follow from its score: it is in the Provider Improvement Programme, "
        f"and NHS England decides when it leaves. By its figures alone it would be in segment "
        f"{way.segment}.",
    )


def _top(_edition: Edition, way: WayUp) -> Said:
    yield "holds", "It is in segment 1: there is none above."
    if way.gap is not None and way.limit is not None:
        yield (
            "distance",
            f"Its score of {score(way.average or 0)} could rise by {score(-way.gap)}, to "
            f"{score(way.limit)}, before it left segment 1: a higher score is worse.",
        )


def _deficit(edition: Edition, way: WayUp) -> Said:
    yield (
        "holds",
        f"Only its finances hold it in segment {way.segment}: without its deficit it would be in "
        f"segment {way.goal}, and no better score helps while the deficit lasts.",
    )
    yield from _finances(edition, way)


def _finances(edition: Edition, way: WayUp) -> Said:
    if way.flag_source == "reported":
        yield (
            "finances",
            "NHS England reports whether a trust is in deficit or receives deficit support; it "
            "is not worked out from the figures here, so no figure can be named that would end it.",
        )
    for change in way.finances:
        yield "finances", f"It would not be in deficit with {step(edition, change)}."


def _score_and_deficit(edition: Edition, way: WayUp) -> Said:
    yield (
        "holds",
        f"Two things hold it in segment {way.segment}: its score, and its deficit. While the "
        f"deficit lasts, no score leads to a better segment.",
    )
    yield from _finances(edition, way)
    yield from _ways(edition, way)


def _score(edition: Edition, way: WayUp) -> Said:
    yield from _ways(edition, way)


def _ways(edition: Edition, way: WayUp) -> Said:
    yield "distance", _distance(edition, way)
    yield "single", _single(edition, way)
    yield "double", _double(edition, way)
    if way.single or way.double:
        yield "meaning", MEANING


def _distance(edition: Edition, way: WayUp) -> str:
    if way.gap is None:
        return f"As the other trusts stand, no score at all would lead to segment {way.goal}."
    start = "Apart from the deficit, for" if way.case is Case.SCORE_AND_DEFICIT else "For"
    said = (
        f"{start} segment {way.goal} its score would have to go down from "
        f"{score(way.average or 0)} to {score(way.limit or 0)}, by {score(way.gap)}: a lower "
        "score is better."
    )
    if edition.cuts.kind is CutKind.QUARTILES:
        said += (
            " Where a segment ends depends on the scores of all trusts, so it can move a little "
            "when this trust passes others; that is counted in."
        )
    return said


def _single(edition: Edition, way: WayUp) -> str:
    able = sum(row.change is not None for row in way.rows)
    if way.single is None:
        return (
            "No single metric could do that, even with the best value of all trusts that are "
            "scored together on it."
        )
    which = "one of its metrics" if able == 1 else f"each of {able} of its metrics"
    return (
        f"With everybody else's values as they are, {which} could do that alone. The shortest "
        f"way is {_step(edition, way.single.changes[0])}."
    )


def _double(edition: Edition, way: WayUp) -> str:
    if way.double is not None:
        steps = ", together with ".join(_step(edition, change) for change in way.double.changes)
        return f"With two metrics the shortest way is {steps}."
    if way.single is not None:
        return "There is no way with two metrics that needs both of them."
    return "No two metrics together could do it either: more of them would have to get better."


def _step(edition: Edition, change: Change) -> str:
    """``A&E within four hours at 78% instead of 72.1% (23 of 123 places)``."""
    places = f"{change.places} of {change.pool} places" if change.places else "no place to gain"
    return f"{step(edition, change)} ({places})"


def step(edition: Edition, change: Change) -> str:
    """``A&E within four hours at 78% instead of 72.1%``."""
    metric = edition.by_id[change.metric_id]
    needed, today = (shown(metric, change.unit, each) for each in (change.needed, change.today))
    return f"{metric.name} at {needed} instead of {today}"


def shown(metric: Metric, unit: str, value: float) -> str:
    """A value of the metric in its unit; of one scored by its source ``band 2``, with its name
    where it has one, or ``score 2.5`` between two bands."""
    if metric.scoring.model is not Model.BY_SOURCE:
        return figure(value, metric, unit)
    if not float(value).is_integer():
        return f"score {number(value, _SCORE_DECIMALS)}"
    name = f" ({metric.labels[int(value) - 1].lower()})" if metric.labels else ""
    return f"band {number(value, 0)}{name}"


def difference(metric: Metric, unit: str, by: float) -> str:
    """``+5.9 percentage points``, ``2 bands better``, ``0.5 bands better``."""
    if metric.scoring.model is Model.BY_SOURCE:
        bands = number(abs(by), _SCORE_DECIMALS)
        return f"{bands} band{'' if bands == '1' else 's'} better"
    sign = "+" if by > 0 else "\N{MINUS SIGN}"
    return f"{sign}{figure(abs(by), metric, 'percentage points' if unit == '%' else unit)}"


_SENTENCES = {
    Case.UNSCORED: _unscored,
    Case.PROGRAMME: _programme,
    Case.TOP: _top,
    Case.DEFICIT: _deficit,
    Case.SCORE_AND_DEFICIT: _score_and_deficit,
    Case.SCORE: _score,
}
