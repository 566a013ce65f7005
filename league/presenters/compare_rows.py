"""Overall results, domains and quarters of compared trusts, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from league import editions
from league.models import DomainScore, Quarter, SegmentAssignment
from league.rules.comparison import Figure, Tally, marks
from league.rules.edition import Domain

from . import wording
from .compare_figures import Compared
from .compare_grid import Cell, Group, Line, marked
from .content import addresses
from .league_rows import NO_DATA, likely_rank, override
from .segments import segment

NO_RANGE = "No data: not published for this quarter"
Rows = Sequence[SegmentAssignment]


@dataclass(frozen=True)
class Peers:
    """The league table that the trusts stand in: its ranked trusts, and ranks that are shared."""

    ranked: int
    shared: frozenset[int]

    @classmethod
    def of(cls, table: Iterable[SegmentAssignment], trust_type: str) -> Peers:
        ranks = Counter(row.league_rank for row in table if row.type == trust_type)
        del ranks[None]
        shared = frozenset(rank for rank, held in ranks.items() if rank and held > 1)
        return cls(sum(ranks.values()), shared)


def overall(rows: Rows, peers: Peers, tallies: Sequence[Tally]) -> Group:
    """``tallies`` over the metrics are empty when no metric is known."""
    scores = [_score(row.average_score) for row in rows]
    lines = [
        Line("Segment", tuple(_segment(row) for row in rows), term="segment"),
        _by(rows, "league_rank", [_rank(row, peers) for row in rows], "League rank", "league-rank"),
        Line("Likely range of rank", tuple(_or_missing(likely_rank(row)) for row in rows)),
        _by(rows, "average_score", scores, "Average score", "average-metric-score"),
        Line("Likely range of score", tuple(_or_missing(_likely_score(row)) for row in rows)),
        Line(
            "Financial override",
            tuple(Cell(override(row)) for row in rows),
            term="financial-override",
        ),
    ]
    if tallies:
        lines.append(Line("Metrics where it is best or worst", tuple(map(_tally, tallies))))
    return Group("", tuple(lines))


def _by(rows: Rows, field: str, cells: Sequence[Cell], label: str, term: str) -> Line:
    """A line whose lowest figure is best."""
    compared = _compared(cells, [getattr(row, field) for row in rows])
    return Line(label, compared, term=term)


def _compared(cells: Sequence[Cell], figures: Iterable[float | Decimal | None]) -> tuple[Cell, ...]:
    compared = [Figure(None if each is None else float(each)) for each in figures]
    return tuple(map(marked, cells, marks(compared, None)))


def _segment(row: SegmentAssignment) -> Cell:
    tag = segment(row.final)
    return Cell(tag.words, tag=tag)


def _rank(row: SegmentAssignment, peers: Peers) -> Cell:
    if row.league_rank is None:
        return Cell("Not ranked", missing=True)
    place = wording.joint(row.league_rank, shared=row.league_rank in peers.shared)
    return Cell(wording.capital(place), f"of {wording.number(peers.ranked)}")


def _score(score: Decimal | None) -> Cell:
    return Cell(NO_DATA, missing=True) if score is None else Cell(wording.score(score))


def _likely_score(row: SegmentAssignment) -> str:
    if row.score_low is None or row.score_high is None:
        return ""
    return wording.capital(wording.score_range(row.score_low, row.score_high))


def _or_missing(words: str) -> Cell:
    return Cell(words or NO_RANGE, missing=not words)


def _tally(tally: Tally) -> Cell:
    if not tally.of:
        return Cell("None to compare", missing=True)
    return Cell(f"Best on {tally.best} of {tally.of}", f"Worst on {tally.worst} of {tally.of}")


def domains(
    compared: Iterable[Compared[Domain, DomainScore]], quarter: Quarter, trust_type: str
) -> Group:
    return Group("", tuple(_domain_line(each, quarter, trust_type) for each in compared))


def _domain_line(
    compared: Compared[Domain, DomainScore], quarter: Quarter, trust_type: str
) -> Line:
    return Line(
        label=compared.subject.name,
        cells=tuple(map(marked, map(_domain, compared.rows), compared.marks)),
        href=addresses.domain_table(trust_type, quarter.slug, compared.subject.key)(),
    )


def _domain(row: DomainScore | None) -> Cell:
    if row is None or row.rounded is None:
        return Cell("Not scored", "No metric scored", missing=True)
    return Cell(
        wording.score(row.rounded),
        wording.count(row.metrics_scored, "metric", "metrics"),
        tag=None if row.segment is None else segment(row.segment),
    )


def quarters(
    published: Iterable[Quarter],
    codes: Sequence[str],
    history: Mapping[str, Mapping[str, SegmentAssignment]],
) -> tuple[Group, ...]:
    """Quarters in which any of the trusts stands, newest first, a group for each edition."""
    groups: dict[str, list[Line]] = {}
    for quarter in published:
        found = [history.get(code, {}).get(quarter.slug) for code in codes]
        if any(found):
            cells = tuple(_quarter(row) for row in found)
            groups.setdefault(quarter.edition, []).append(Line(quarter.label, cells))
    return tuple(_of_edition(slug, lines, list(groups)) for slug, lines in groups.items())


def _of_edition(slug: str, lines: Sequence[Line], slugs: Sequence[str]) -> Group:
    name, place = editions.get(slug).name, slugs.index(slug)
    later = editions.get(slugs[place - 1]).financial_year.replace("-", "/") if place else ""
    note = f"Not comparable with {later}: the framework changed" if later else ""
    return Group(name, tuple(lines), note)


def _quarter(row: SegmentAssignment | None) -> Cell:
    if row is None:
        return Cell("Not in this quarter", missing=True)
    return Cell(
        _score(row.average_score).figure, wording.capital(_past_rank(row)), tag=segment(row.final)
    )


def _past_rank(row: SegmentAssignment) -> str:
    """``rank joint 4th``; rows of the history carry ``shares_rank``."""
    if row.league_rank is None:
        return "not ranked"
    return f"rank {wording.joint(row.league_rank, shared=getattr(row, 'shares_rank', False))}"
