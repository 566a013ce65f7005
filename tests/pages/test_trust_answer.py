"""A trust's page beside what it could have been, and beside what NHS England published."""

from collections.abc import Callable
from typing import Any

import pytest

from league.models import Reconciliation, SegmentAssignment
from tests import factories
from tests.pages.england import Place, explain, place, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
CUTS = [1.92, 2.32, 2.77]
ADDRESS = "/trusts/ZA1/2026-27-q1/"


def _alone(segment: int = 3, *, basis: str = "computed", **fields: Any) -> SegmentAssignment:
    assessment = publish("2026-27-q1", cuts=CUTS, basis=basis)
    return place(assessment, Place("ZA1", 1, "2.50", segment), **fields)


def _compared(row: SegmentAssignment, *differences: dict[str, Any]) -> None:
    line = {"kind": "metric-score", "compared": 10, "agreed": 9, "exact": 9}
    Reconciliation.objects.create(
        assessment=row.assessment,
        lines=[line | {"handed_in": 3, "only_published": 0, "only_ours": 0}],
        differences=[{"key": "", "trust": "ZA1"} | each for each in differences],
    )


def test_a_likely_range_says_which_other_segment_it_reaches_into(read: Read) -> None:
    _alone(score_low="2.33", score_high="2.80")

    assert "Between 2.33 and 2.80 This range reaches into segment 4, so its" in read(ADDRESS).text


def test_a_deficit_keeps_the_segment_whatever_the_range(read: Read) -> None:
    _alone(score_low="1.50", score_high="2.70", override_flagged=True)

    assert "While in deficit it would be in segment 3 anywhere" in read(ADDRESS).text


@pytest.mark.parametrize(
    "fields", [{"final": 5}, {"score_low": None, "score_high": None}], ids=["decided", "no range"]
)
def test_nothing_is_said_of_other_segments_where_no_score_decides(
    read: Read, fields: dict[str, Any]
) -> None:
    _alone(**fields)

    text = read(ADDRESS).text
    assert "reaches into" not in text
    assert "All of this range" not in text


def test_the_segment_and_the_words_beside_it_lead_to_their_meaning(read: Read) -> None:
    _alone(4)

    links = read(ADDRESS).links
    assert links["What segment 4 means"] == "/segments/#segment-4"
    assert links["Financial override"].endswith("#financial-override")
    assert links["Likely range of rank"].endswith("#likely-range")
    assert links["Download"] == "#download"


def test_domain_segments_lead_to_their_meaning(read: Read) -> None:
    explain(_alone())

    assert read(ADDRESS).links["Domain segments"].endswith("#domain-segment")


def test_what_a_segment_means_is_said_in_nhs_englands_name(read: Read) -> None:
    _alone(4)

    assert "NHS England uses this segment for trusts that fall short" in read(ADDRESS).text


def test_agreement_with_nhs_england_is_said(read: Read) -> None:
    row = _alone()
    _compared(row, {"kind": "league-rank", "trust": "ZA9", "ours": 1, "published": 2})

    page = read(ADDRESS)

    assert "All its figures agree with NHS England's." in page.text
    link = page.links["How figures were compared with NHS England's"]
    assert link == "/quarters/2026-27-q1/#reconciliation"


def test_a_metric_score_that_differs_is_shown_at_the_metric(read: Read) -> None:
    row = _alone()
    explain(row)
    _compared(row, {"kind": "metric-score", "key": "OF0013", "ours": 2.5, "published": 3.28})

    page = read(ADDRESS)

    assert "1 of its metric scores differs from NHS England's." in page.text
    cells = next(cells for cells in page.rows if "OF0013" in cells[0])
    assert "NHS England published 3.28 (why" in cells[5]
    others = [cells[0] for cells in page.rows if "OF0013" not in cells[0]]
    assert not any("NHS England published" in cell for cell in others)


def test_other_figures_that_differ_are_given_in_full(read: Read) -> None:
    _compared(
        _alone(),
        {"kind": "league-rank", "ours": 1, "published": 2},
        {"kind": "domain-score", "key": "access", "ours": None, "published": 2.5},
        {"kind": "domain-score", "key": "finance", "ours": 2.0, "published": 2.2},
    )

    text = read(ADDRESS).text

    assert "Its league rank and 2 of its domain scores differ from NHS England's." in text
    assert "League rank: 1 here, 2 published by NHS England." in text
    assert "Access to services: not computed here, 2.50 published by NHS England." in text


def test_figures_taken_as_published_are_not_compared_with_themselves(read: Read) -> None:
    _compared(_alone(basis="published"))

    assert "agree with NHS England" not in read(ADDRESS).text


def test_a_quarter_that_was_not_compared_claims_no_agreement(read: Read) -> None:
    row = _alone()
    Reconciliation.objects.create(assessment=row.assessment, lines=[], differences=[])

    assert "agree with NHS England" not in read(ADDRESS).text


def test_a_shared_rank_is_joint_in_every_quarter(read: Read) -> None:
    small_england()

    page = read("/trusts/ZA3/2025-26-q4/")

    ranks = {row[0]: row[-1] for row in page.rows if row[0].startswith("Q")}
    assert ranks["Q4 2025/26 Shown here"].startswith("Joint 2nd of 6")
    assert ranks["Q3 2025/26"].startswith("3rd of 5")


def _metric(row: SegmentAssignment, **fields: Any) -> None:
    factories.MetricScoreFactory.create(assessment=row.assessment, trust=row.trust, **fields)


@pytest.mark.parametrize(
    ("metric", "value", "words"),
    [("OF0013", 3.0, "Not published (score only)"), ("OF2046", 2.0, "As expected")],
)
def test_a_score_alone_is_not_taken_for_a_value(
    read: Read, metric: str, value: float, words: str
) -> None:
    _metric(_alone(), metric=metric, value=value, unit="score", model="by-source")

    cells = next(cells for cells in read(ADDRESS).rows if metric in cells[0])

    assert cells[1] == f"Value {words}"
