"""Our figures beside NHS England's, cell by cell: a pure comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from league.models import FigureKind
from league.rules.results import QuarterResult, TrustResult
from league.rules.rounding import rounded

Cell = tuple[str, str, str]
"""Trust code, figure kind, and key (metric id, domain key or empty)."""

TOLERANCES: dict[str, float] = {
    FigureKind.DOMAIN_SCORE: 0.01,
    FigureKind.AVERAGE: 0.01,
    FigureKind.LIKELY_SCORE_LOW: 0.02,
    FigureKind.LIKELY_SCORE_HIGH: 0.02,
    FigureKind.LIKELY_RANK_LOW: 1,
    FigureKind.LIKELY_RANK_HIGH: 1,
}
"""How far two figures may be apart and still agree; all other kinds must be equal.
Published averages come from printed scores, and likely ranges from random draws."""

_SLACK = 1e-6


@dataclass(frozen=True)
class Line:
    """Agreement of one kind of figure, counted in cells."""

    kind: str
    compared: int
    agreed: int
    exact: int
    handed_in: int
    """Scores that their source hands in: equal by nature, so not among those compared."""
    only_published: int
    only_ours: int


@dataclass(frozen=True)
class Difference:
    kind: str
    key: str
    trust: str
    ours: float | None
    published: float


@dataclass(frozen=True)
class Comparison:
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]

    def line(self, kind: str) -> Line | None:
        return next((line for line in self.lines if line.kind == kind), None)

    def lines_as_data(self) -> list[dict[str, Any]]:
        return [asdict(line) for line in self.lines]

    def differences_as_data(self) -> list[dict[str, Any]]:
        return [asdict(difference) for difference in self.differences]


def compare(
    ours: Mapping[Cell, float],
    published: Mapping[Cell, float],
    *,
    handed_in: Collection[str] = (),
    list_missing: bool = True,
) -> Comparison:
    """Compare two sets of figures.

    Args:
        ours: what the rules gave.
        published: what NHS England printed.
        handed_in: metrics whose score is itself handed in.
        list_missing: whether a published figure that we lack counts as a difference.
    """
    told, mine = _by_kind(published), _by_kind(ours)
    found = [
        _of_kind(kind, ours, published, told[kind], mine[kind], handed_in)
        for kind in FigureKind.values
        if kind in told
    ]
    return Comparison(
        tuple(line for line, _ in found),
        tuple(
            each
            for _, differences in found
            for each in differences
            if list_missing or each.ours is not None
        ),
    )


def _by_kind(figures: Mapping[Cell, float]) -> dict[str, list[Cell]]:
    kinds: dict[str, list[Cell]] = defaultdict(list)
    for cell in figures:
        kinds[cell[1]].append(cell)
    return kinds


def _of_kind(
    kind: str,
    ours: Mapping[Cell, float],
    published: Mapping[Cell, float],
    told: Sequence[Cell],
    mine: Sequence[Cell],
    handed_in: Collection[str],
) -> tuple[Line, list[Difference]]:
    """``told`` and ``mine`` are the cells of that kind among the published figures and ours."""
    limit = TOLERANCES.get(kind, 0) + _SLACK
    gaps = [
        abs(ours[cell] - published[cell])
        for cell in told
        if cell in ours and cell[2] not in handed_in
    ]
    theirs = sum(cell[2] in handed_in for cell in told)
    line = Line(
        kind=kind,
        compared=len(gaps),
        agreed=sum(gap <= limit for gap in gaps),
        exact=sum(gap <= _SLACK for gap in gaps),
        handed_in=theirs,
        only_published=len(told) - theirs - len(gaps),
        only_ours=sum(cell not in published for cell in mine if cell[2] not in handed_in),
    )
    return line, list(_differences(ours, published, told, limit, handed_in))


def _differences(
    ours: Mapping[Cell, float],
    published: Mapping[Cell, float],
    told: Sequence[Cell],
    limit: float,
    handed_in: Collection[str],
) -> Iterator[Difference]:
    """In order of key and code."""
    unlike = (
        cell
        for cell in told
        if cell[2] not in handed_in
        and (cell not in ours or abs(ours[cell] - published[cell]) > limit)
    )
    for cell in sorted(unlike, key=lambda cell: (cell[2], cell[0])):
        code, kind, key = cell
        yield Difference(kind, key, code, ours.get(cell), published[cell])


def cells_of(result: QuarterResult) -> dict[Cell, float]:
    """All figures of a result, rounded as they are printed."""
    return {cell: value for trust in result.trusts for cell, value in _trust_cells(trust)}


def _trust_cells(trust: TrustResult) -> Iterable[tuple[Cell, float]]:
    whole: dict[str, float | None] = {
        FigureKind.AVERAGE: trust.rounded,
        FigureKind.UNADJUSTED_SEGMENT: trust.unadjusted,
        FigureKind.FINANCIAL_OVERRIDE: _flag(trust.override.flagged),
        FigureKind.ADJUSTED_SEGMENT: trust.adjusted,
        FigureKind.FINAL_SEGMENT: trust.final,
        FigureKind.LEAGUE_RANK: trust.league_rank,
        FigureKind.SCORE_RANK: trust.score_rank,
    }
    for kind, value in whole.items():
        if value is not None:
            yield (trust.code, kind, ""), float(value)
    yield from _likely_cells(trust)
    yield from _part_cells(trust)


def _likely_cells(trust: TrustResult) -> Iterator[tuple[Cell, float]]:
    if likely := trust.likely:
        yield (trust.code, FigureKind.LIKELY_SCORE_LOW, ""), likely.score_low
        yield (trust.code, FigureKind.LIKELY_SCORE_HIGH, ""), likely.score_high
        yield (trust.code, FigureKind.LIKELY_RANK_LOW, ""), likely.rank_low
        yield (trust.code, FigureKind.LIKELY_RANK_HIGH, ""), likely.rank_high


def _part_cells(trust: TrustResult) -> Iterator[tuple[Cell, float]]:
    for metric in trust.metrics:
        if metric.score is not None:
            yield (trust.code, FigureKind.METRIC_SCORE, metric.metric_id), rounded(metric.score)
    for domain in trust.domains:
        if domain.rounded is not None:
            yield (trust.code, FigureKind.DOMAIN_SCORE, domain.domain), domain.rounded
        if domain.segment is not None:
            yield (trust.code, FigureKind.DOMAIN_SEGMENT, domain.domain), float(domain.segment)


def _flag(flagged: bool | None) -> float | None:
    return None if flagged is None else float(flagged)
