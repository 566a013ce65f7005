"""Comparisons: what stands side by side, what is said of it, and every basket that cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from league import models
from league.rules.standings import RULE
from tests import factories
from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]

Q4 = "quarter=2025-26-q4"
Q1 = "quarter=2026-27-q1"


def compare(*codes: str, rest: str = Q4) -> str:
    return f"/compare/?{'&'.join([*(f'trust={code}' for code in codes), rest])}"


def line(page: Reading, label: str) -> tuple[str, ...]:
    """Cells of the row whose heading starts so, without whose they are (said on phones)."""
    return next(row[1:] for row in page.rows if row[0].startswith(label))


def measure(code: str, **fields: object) -> models.MetricScore:
    """One metric of a trust in Q4 2025/26."""
    row = models.SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust=code)
    return factories.MetricScoreFactory.create(assessment=row.assessment, trust=row.trust, **fields)


def score_domain(code: str, rounded: str | None, **fields: object) -> None:
    row = models.SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust=code)
    factories.DomainScoreFactory.create(
        assessment=row.assessment, trust=row.trust, rounded=rounded, score=rounded, **fields
    )


def test_trusts_stand_side_by_side_as_asked(read: Read) -> None:
    small_england()

    page = read(compare("ZA4", "ZA1", "ZA2"))

    assert page.heading == "Q4 2025/26 Compare trusts"
    assert page.title == (
        "Invented Trust ZA4, Invented Trust ZA1 and Invented Trust ZA2 compared, Q4 2025/26 "
        "– Trust League"
    )
    assert "Three of the 6 acute trusts side by side." in page.text
    assert page.rows[0] == (
        "Result",
        "Invented Trust ZA4 ZA4",
        "Invented Trust ZA1 ZA1",
        "Invented Trust ZA2 ZA2",
    )
    assert page.inline == ()


def test_overall_results_mark_best_and_worst_in_words(read: Read) -> None:
    small_england()

    page = read(compare("ZA4", "ZA1", "ZA2"))

    assert line(page, "Segment")[1] == "Invented Trust ZA1 Segment 1 Consistently strong"
    assert line(page, "League rank") == (
        "Invented Trust ZA4 4th of 6 Worst",
        "Invented Trust ZA1 1st of 6 Best",
        "Invented Trust ZA2 Joint 2nd of 6",
    )
    assert line(page, "Average score") == (
        "Invented Trust ZA4 2.10 Worst",
        "Invented Trust ZA1 1.50 Best",
        "Invented Trust ZA2 1.62",
    )
    assert line(page, "Likely range of rank")[0] == "Invented Trust ZA4 Between 4th and 7th"
    assert line(page, "Financial override")[0] == "Invented Trust ZA4 No"


def test_trusts_of_equal_rank_are_the_same(read: Read) -> None:
    small_england()

    page = read(compare("ZA2", "ZA3"))

    assert line(page, "League rank") == (
        "Invented Trust ZA2 Joint 2nd of 6 The same",
        "Invented Trust ZA3 Joint 2nd of 6 The same",
    )


def test_how_sure_the_order_is_is_said_by_the_rule_of_the_league_table(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZA2"))

    assert (
        "Invented Trust ZA1 and Invented Trust ZA2 cannot be told apart: their order is not "
        "certain."
    ) in page.text
    assert RULE in page.text
    assert page.links["likely range"] == "/glossary/#likely-range"
    assert (
        "it is fairly certain that Invented Trust ZA1 ranks better than Invented Trust ZA6."
    ) in read(compare("ZA6", "ZA1")).text


def test_usual_endings_of_names_are_left_out_of_sentences(read: Read) -> None:
    quarter = publish("2025-26-q4")
    place(quarter, Place("ZA1", 1, "1.50", 1), name="Northern NHS Foundation Trust")
    place(quarter, Place("ZA2", 2, "1.60", 1), name="Southern NHS Trust")

    page = read(compare("ZA1", "ZA2"))

    assert "Northern and Southern cannot be told apart" in page.text
    assert page.rows[0][1] == "Northern NHS Foundation Trust ZA1"


def test_names_that_only_their_endings_part_stay_whole(read: Read) -> None:
    quarter = publish("2025-26-q4")
    place(quarter, Place("ZA1", 1, "1.50", 1), name="Northern NHS Foundation Trust")
    place(quarter, Place("ZA2", 2, "1.60", 1), name="Northern NHS Trust")

    assert (
        "Northern NHS Foundation Trust and Northern NHS Trust cannot be told apart"
        in read(compare("ZA1", "ZA2")).text
    )


def test_every_metric_shows_value_score_and_mark(read: Read) -> None:
    small_england()
    measure("ZA1", value=78.5, score=2.5)
    measure("ZA2", value=81.0, score=1.0)
    measure("ZA4", value=79.0, score=2.2)

    page = read(compare("ZA1", "ZA2", "ZA4"))

    assert line(page, "A&E within four hours OF0013 Higher is better. Q4 2025/26"[:21]) == (
        "Invented Trust ZA1 78.5% Score 2.50 Worst",
        "Invented Trust ZA2 81% Score 1.00 Best",
        "Invented Trust ZA4 79% Score 2.20",
    )
    assert line(page, "Metrics where it is best or worst") == (
        "Invented Trust ZA1 Best on 0 of 1 Worst on 1 of 1",
        "Invented Trust ZA2 Best on 1 of 1 Worst on 0 of 1",
        "Invented Trust ZA4 Best on 0 of 1 Worst on 0 of 1",
    )
    assert page.links["A&E within four hours"] == (
        "/league-tables/acute/2025-26-q4/metrics/OF0013/"
    )


def test_missing_values_are_said_in_words_and_never_marked(read: Read) -> None:
    small_england()
    gone: dict[str, object] = dict.fromkeys(("value", "score", "rank", "spread_size"))
    measure("ZA1", value=78.5, score=2.5)
    measure("ZA2", state="suppressed", **gone)
    measure("ZA4", state="not-submitted", **gone)
    measure("ZA6", value=70.0, score=4.0)

    page = read(compare("ZA1", "ZA2", "ZA4", "ZA5", "ZA6"))

    assert line(page, "A&E within four hours") == (
        "Invented Trust ZA1 78.5% Score 2.50 Better",
        "Invented Trust ZA2 Suppressed: small numbers",
        "Invented Trust ZA4 Not submitted",
        "Invented Trust ZA5 No data",
        "Invented Trust ZA6 70% Score 4.00 Worse",
    )


def test_a_value_that_no_other_has_is_not_marked(read: Read) -> None:
    small_england()
    measure("ZA1", value=78.5, score=2.5)

    page = read(compare("ZA1", "ZA2"))

    assert line(page, "A&E within four hours") == (
        "Invented Trust ZA1 78.5% Score 2.50",
        "Invented Trust ZA2 No data",
    )
    assert line(page, "Metrics where it is best")[0] == "Invented Trust ZA1 None to compare"
    assert "The values of the metrics of Invented Trust ZA2 for Q4 2025/26" in page.text


def test_values_in_several_units_are_compared_by_score_alone(read: Read) -> None:
    small_england()
    measure("ZA1", metric="OF0048", domain="safety", value=1.2, unit="rate", score=2.0)
    measure("ZA2", metric="OF0048", domain="safety", value=1.0, unit="count", score=2.0)

    page = read(compare("ZA1", "ZA2"))

    assert all(cell.endswith("The same") for cell in line(page, "E. coli"))


def test_periods_that_differ_stand_with_their_figures(read: Read) -> None:
    small_england()
    measure("ZA1", period="March 2026")
    measure("ZA2", period="June 2026")

    page = read(compare("ZA1", "ZA2"))

    assert [cell[19:] for cell in line(page, "A&E within four hours")] == [
        "78.5% Score 2.50, March 2026 The same",
        "78.5% Score 2.50, June 2026 The same",
    ]


def test_metrics_that_apply_to_none_are_named_apart(read: Read) -> None:
    small_england()
    gone: dict[str, object] = dict.fromkeys(("value", "score", "rank", "spread_size"))
    for code in ("ZA1", "ZA2"):
        measure(code)
        measure(code, metric="OF0017", state="no-figure", **gone)

    page = read(compare("ZA1", "ZA2"))

    assert "Metrics without a published figure for any of these trusts (1)" in page.text
    assert not any("OF0017" in row[0] for row in page.rows)


def test_domains_are_compared_by_their_published_scores(read: Read) -> None:
    small_england()
    score_domain("ZA1", "2.10", segment=2, metrics_scored=1)
    score_domain("ZA2", "2.60", segment=3, metrics_scored=4)
    score_domain("ZA4", None, segment=None, metrics_scored=0)

    page = read(compare("ZA1", "ZA2", "ZA4"))

    assert line(page, "Access to services") == (
        "Invented Trust ZA1 Segment 2 2.10 1 metric Better",
        "Invented Trust ZA2 Segment 3 2.60 4 metrics Worse",
        "Invented Trust ZA4 Not scored No metric scored",
    )


def test_quarters_run_backwards_and_break_where_the_framework_changes(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZA6", rest=Q1))

    start = next(n for n, row in enumerate(page.rows) if row[0] == "Quarter")
    assert [row[0] for row in page.rows[start + 1 :]] == [
        "NHS Oversight Framework 2026/27",
        "Q1 2026/27",
        "NHS Oversight Framework 2025/26 Not comparable with 2026/27: the framework changed",
        "Q4 2025/26",
        "Q3 2025/26",
    ]
    assert page.rows[start + 5][1:] == (
        "Invented Trust ZA1 Segment 2 1.70 Rank 2nd",
        "Invented Trust ZA6 Not in this quarter",
    )


def test_a_shared_rank_of_a_quarter_is_joint(read: Read) -> None:
    small_england()

    assert line(read(compare("ZA2", "ZA1")), "Q4 2025/26") == (
        "Invented Trust ZA2 Segment 1 1.62 Rank joint 2nd",
        "Invented Trust ZA1 Segment 1 1.50 Rank 1st",
    )


def test_trusts_of_different_kinds_are_to_be_read_with_care(read: Read) -> None:
    quarter = publish("2025-26-q4")
    place(quarter, Place("ZA1", 1, "1.50", 1), subtype="Acute - Specialist")
    place(quarter, Place("ZA2", 2, "1.60", 1), subtype="Acute - Large")

    assert (
        "They are of different kinds (Acute - Specialist and Acute - Large)"
        in read(compare("ZA1", "ZA2")).text
    )


def test_a_quarter_as_published_says_what_is_not_at_hand(read: Read) -> None:
    quarter = publish("2025-26-q3", basis="published")
    missing: dict[str, Any] = dict.fromkeys(("score_low", "score_high", "rank_low", "rank_high"))
    for where in (Place("ZA1", 1, "1.50", 1), Place("ZA2", 2, "1.60", 1)):
        place(quarter, where, **missing)

    page = read(compare("ZA1", "ZA2", rest="quarter=2025-26-q3"))

    assert "The values of the metrics of these trusts for Q3 2025/26 are not at hand" in page.text
    assert "Their likely ranges are not known for this quarter" in page.text
    assert "As published. These are NHS England's own scores" in page.text
    assert line(page, "Likely range of rank")[0].endswith("No data: not published for this quarter")


def test_demonstration_data_is_labelled(read: Read) -> None:
    small_england(fictional=True)

    page = read(compare("ZA1", "ZA2"))

    assert "every trust on this page is invented" in page.text
    assert "Invented for demonstration" in page.text


def test_without_a_published_quarter_the_page_says_so(read: Read) -> None:
    assert read("/compare/?trust=ZA1").heading == "Nothing is published here yet"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_files_are_a_link_away(read: Read, client: Client, ending: str) -> None:
    small_england()

    page = read(compare("ZA1", "ZA2"))

    links = [href for href in page.links.values() if href.startswith(f"/compare.{ending}?")]
    assert links == [f"/compare.{ending}?trust=ZA1&trust=ZA2&{Q4}"]
    assert client.get(links[0]).status_code == 200


def test_a_merged_trust_is_followed_to_its_successor(read: Read) -> None:
    small_england()
    factories.TrustFactory.create(ods_code="ZZ8", closed=date(2025, 4, 1), successor_id="ZA1")
    factories.TrustFactory.create(
        ods_code="ZZ9", name="Old Trust", closed=date(2024, 4, 1), successor_id="ZZ8"
    )

    page = read(compare("ZZ9", "ZA2"))

    assert "Old Trust is now part of Invented Trust ZA1, which is compared in its place." in (
        page.text
    )
    assert page.rows[0][1:] == ("Invented Trust ZA1 ZA1", "Invented Trust ZA2 ZA2")
