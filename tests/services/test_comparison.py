"""Our figures beside published ones: counted by kind, differences listed."""

from __future__ import annotations

import pytest

from league.models import FigureKind
from league.services.comparison import Cell, Difference, Line, compare

AVERAGE, SCORE = FigureKind.AVERAGE, FigureKind.METRIC_SCORE


def test_counts_agreement_by_kind() -> None:
    published: dict[Cell, float] = {
        ("ZA1", AVERAGE, ""): 2.00,
        ("ZA2", AVERAGE, ""): 2.10,
        ("ZA3", AVERAGE, ""): 2.20,
        ("ZA4", AVERAGE, ""): 2.30,
    }
    ours: dict[Cell, float] = {
        ("ZA1", AVERAGE, ""): 2.00,
        ("ZA2", AVERAGE, ""): 2.11,
        ("ZA3", AVERAGE, ""): 2.22,
        ("ZA5", AVERAGE, ""): 2.50,
    }
    made = compare(ours, published)
    assert made.lines == (
        Line(AVERAGE, compared=3, agreed=2, exact=1, handed_in=0, only_published=1, only_ours=1),
    )
    assert made.differences == (
        Difference(AVERAGE, "", "ZA3", 2.22, 2.20),
        Difference(AVERAGE, "", "ZA4", None, 2.30),
    )


@pytest.mark.parametrize(
    ("kind", "apart", "agrees"),
    [
        (FigureKind.METRIC_SCORE, 0.01, False),
        (FigureKind.DOMAIN_SCORE, 0.01, True),
        (FigureKind.DOMAIN_SCORE, 0.02, False),
        (FigureKind.LIKELY_SCORE_LOW, 0.02, True),
        (FigureKind.LIKELY_SCORE_HIGH, 0.03, False),
        (FigureKind.LIKELY_RANK_LOW, 1, True),
        (FigureKind.LIKELY_RANK_HIGH, 2, False),
        (FigureKind.ADJUSTED_SEGMENT, 1, False),
        (FigureKind.LEAGUE_RANK, 1, False),
    ],
)
def test_each_kind_has_its_tolerance(kind: FigureKind, apart: float, agrees: bool) -> None:
    made = compare({("ZA1", kind, ""): 2 + apart}, {("ZA1", kind, ""): 2.0})
    assert made.lines[0].agreed == agrees
    assert made.lines[0].exact == 0


def test_scores_handed_in_by_their_source_are_counted_apart() -> None:
    cells: dict[Cell, float] = {("ZA1", SCORE, "OF1035"): 3.0, ("ZA1", SCORE, "OF0013"): 2.5}
    line = compare(cells, cells, handed_in={"OF1035"}).lines[0]
    assert (line.compared, line.exact, line.handed_in) == (1, 1, 1)


def test_what_could_not_be_computed_is_counted_but_not_listed_when_told_so() -> None:
    made = compare({}, {("ZA1", SCORE, "OF0013"): 2.5}, list_missing=False)
    assert made.lines[0].only_published == 1
    assert made.differences == ()


def test_kinds_that_are_not_published_are_left_out() -> None:
    assert compare({("ZA1", AVERAGE, ""): 2.0}, {}).lines == ()
