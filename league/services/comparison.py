"""Our figures beside NHS England's, cell by cell: a pure comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    lines: list[Line] = []
    differences: list[Difference] = []
    for kind in FigureKind.values:
        theirs = {cell: value for cell, value in published.items() if cell[1] == kind}
        mine = {cell: value for cell, value in ours.items() if cell[1] == kind}
        if theirs:
            line, found = _of_kind(kind, mine, theirs, handed_in)
            lines.append(line)
            differences += (each for each in found if list_missing or each.ours is not None)
    return Comparison(tuple(lines), tuple(differences))


def _of_kind(
    kind: str,
    ours: Mapping[Cell, float],
    published: Mapping[Cell, float],
    handed_in: Collection[str],
) -> tuple[Line, list[Difference]]:
    compared = [cell for cell in published if cell in ours and cell[2] not in handed_in]
    gaps = {cell: abs(ours[cell] - published[cell]) for cell in compared}
    limit = TOLERANCES.get(kind, 0) + _SLACK
    line = Line(
        kind=kind,
        compared=len(compared),
        agreed=sum(gap <= limit for gap in gaps.values()),
        exact=sum(gap <= _SLACK for gap in gaps.values()),
        handed_in=sum(cell[2] in handed_in for cell in published),
        only_published=sum(cell not in ours for cell in published if cell[2] not in handed_in),
        only_ours=sum(cell not in published for cell in ours if cell[2] not in handed_in),
    )
    return line, list(_differences(ours, published, gaps, limit, handed_in))


def _differences(
    ours: Mapping[Cell, float],
    published: Mapping[Cell, float],
    gaps: Mapping[Cell, float],
    limit: float,
    handed_in: Collection[str],
) -> Iterator[Difference]:
    for cell in sorted(published, key=lambda cell: (cell[2], cell[0])):
        code, kind, key = cell
        apart = gaps.get(cell, 0) > limit
        if apart or (cell not in ours and key not in handed_in):
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
