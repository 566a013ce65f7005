"""The official files imported as a user does: tables, bases and reconciliations."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from league.models import Assessment, Basis, MetricValue, Quarter, SegmentAssignment
from league.services import assessments
from league.services.import_report import ImportReport
from trusts.models import Trust

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

WHOLE = ["2025-26-q4", "2026-27-q1"]
PARTIAL = ["2025-26-q1", "2025-26-q3"]


def published(slug: str) -> Assessment:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision is not None
    return quarter.current_revision.assessment


def league_table(slug: str, trust_type: str) -> list[tuple[str, int | None]]:
    table = SegmentAssignment.objects.league_table(published(slug), trust_type)
    return [(row.trust_id, row.league_rank) for row in table]


def line(slug: str, kind: str) -> dict[str, Any]:
    lines = published(slug).reconciliation.lines
    return next(line for line in lines if line["kind"] == kind)


def test_it_is_done_well_within_a_minute(imported: ImportReport) -> None:
    assert imported.is_sound
    assert imported.seconds < 60


def test_every_quarter_says_what_it_rests_on(imported: ImportReport) -> None:
    bases = [(quarter.label, quarter.trusts, quarter.basis) for quarter in imported.quarters]
    assert bases == [
        ("Q1 2025/26", 205, Basis.PUBLISHED),
        ("Q3 2025/26", 205, Basis.PUBLISHED),
        ("Q4 2025/26", 205, Basis.COMPUTED),
        ("Q1 2026/27", 202, Basis.COMPUTED),
    ]
    for slug in PARTIAL:
        assert published(slug).notes == ["The values of 134 acute trusts are not at hand."]


def test_the_site_opens_with_the_newest_quarter() -> None:
    latest = Quarter.objects.latest_published()
    assert latest is not None
    assert latest.label == "Q1 2026/27"


def test_the_acute_table_of_q4_2025_26() -> None:
    table = league_table("2025-26-q4", "acute")
    assert len(table) == 134
    assert table[:4] == [("RGM", 1), ("RBV", 2), ("RPY", 3), ("RBQ", 4)]
    assert table[-1] == ("RWA", 134)


def test_the_acute_table_of_q1_2026_27() -> None:
    table = league_table("2026-27-q1", "acute")
    assert table[:3] == [("RBQ", 1), ("RPC", 2), ("RTF", 3)]
    assert sorted(table[3:5]) == [("REN", 4), ("RP6", 4)]
    assert table[-1] == ("RXL", 134)


@pytest.mark.parametrize(
    ("slug", "kind", "agreed", "compared"),
    [
        ("2025-26-q4", "adjusted-segment", 205, 205),
        ("2025-26-q4", "unadjusted-segment", 205, 205),
        ("2025-26-q4", "average", 204, 205),
        ("2025-26-q4", "metric-score", 3055, 3241),
        ("2025-26-q4", "domain-segment", 1017, 1019),
        ("2025-26-q4", "likely-score-low", 58, 61),
        ("2025-26-q4", "likely-score-high", 58, 61),
        ("2025-26-q4", "likely-rank-low", 58, 61),
        ("2025-26-q4", "likely-rank-high", 58, 61),
        ("2026-27-q1", "adjusted-segment", 202, 202),
        ("2026-27-q1", "unadjusted-segment", 202, 202),
        ("2026-27-q1", "financial-override", 202, 202),
        ("2026-27-q1", "average", 202, 202),
        ("2026-27-q1", "metric-score", 4709, 4742),
        ("2026-27-q1", "domain-segment", 1205, 1205),
        ("2025-26-q1", "unadjusted-segment", 71, 71),
        ("2025-26-q3", "unadjusted-segment", 71, 71),
        ("2025-26-q1", "league-rank", 205, 205),
        ("2025-26-q3", "league-rank", 205, 205),
        ("2025-26-q1", "average", 71, 71),
        ("2025-26-q3", "average", 71, 71),
    ],
)
def test_the_reconciliation_agrees(slug: str, kind: str, agreed: int, compared: int) -> None:
    found = line(slug, kind)
    assert found["compared"] == compared
    assert found["agreed"] >= agreed


@pytest.mark.parametrize("slug", WHOLE)
def test_each_difference_of_a_whole_quarter_is_listed(slug: str) -> None:
    reconciliation = published(slug).reconciliation
    apart = sum(line["compared"] - line["agreed"] for line in reconciliation.lines)
    missing = sum(line["only_published"] for line in reconciliation.lines)
    assert len(reconciliation.differences) == apart + missing


@pytest.mark.parametrize("slug", WHOLE)
def test_scores_handed_in_by_their_source_are_counted_apart(slug: str) -> None:
    assert (
        line(slug, "metric-score")["handed_in"]
        == {
            "2025-26-q4": 300,
            "2026-27-q1": 1315,
        }[slug]
    )


def test_an_as_published_quarter_invents_nothing() -> None:
    made = published("2025-26-q1")
    acute = made.assignments.filter(type="acute")
    assert not made.metric_scores.filter(trust__in=acute.values("trust")).exists()
    assert not acute.filter(score_low__isnull=False).exists()
    for row in acute:
        assert row.adjusted == row.unadjusted or (row.adjusted == 3 and row.override_moved)


def test_the_final_segment_is_five_in_the_improvement_programme() -> None:
    made = published("2025-26-q1")
    flags = MetricValue.objects.in_force(made.quarter)
    programme = {value.trust_id for value in flags if value.metric == "OF5007" and value.value}
    assert programme
    assert {row.trust_id for row in made.assignments.filter(final=5)} == programme


@pytest.mark.parametrize("slug", [*WHOLE, *PARTIAL])
def test_every_published_state_can_be_computed_again(slug: str) -> None:
    assert assessments.verify(published(slug))


def test_ranks_of_a_table_never_fall() -> None:
    for slug in WHOLE:
        ranks = [rank or 0 for _, rank in league_table(slug, "mental-health-and-community")]
        assert all(before <= after for before, after in pairwise(ranks))


def test_trusts_keep_what_they_were_in_each_quarter() -> None:
    assert Trust.objects.count() == 205
    subtypes = SegmentAssignment.objects.across_quarters("G6V2S").values_list("subtype", flat=True)
    assert len(set(subtypes)) == 2
