"""A trust's page: the answer, its steps and metrics, and trusts that are not there."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from league.models import SegmentAssignment
from league.reads import trusts
from tests import factories
from tests.pages.england import Place, explain, place, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]


def test_the_answer_stands_first(read: Read) -> None:
    small_england()

    page = read("/trusts/ZA2/2025-26-q4/")

    assert page.heading == "Q4 2025/26 Invented Trust ZA2"
    assert page.title == "Invented Trust ZA2: segment 1, Q4 2025/26 – Trust League"
    assert "Segment 1 Consistently strong" in page.text
    assert "Joint 2nd of 6 acute trusts" in page.text
    assert "Between 2nd and 5th" in page.text
    assert "1.62, on a scale from 1 (best) to 4" in page.text


def test_steps_are_told_in_order_with_their_figures(read: Read) -> None:
    steps = [
        {"key": "average", "sentence": "2 metrics are scored.", "figures": {"average": 2.25}},
        {
            "key": "override",
            "sentence": "The trust is in deficit.",
            "figures": {"plan": -1.5, "variance": 0.2},
        },
    ]
    place(publish("2026-27-q1"), Place("ZA1", 1, "2.25", 2), steps=steps)

    page = read("/trusts/ZA1/2026-27-q1/")

    assert "Average metric score 2 metrics are scored." in page.text
    assert "Planned surplus or deficit −1.50%" in page.text
    assert "Difference from the financial plan 0.20%" in page.text
    assert page.text.index("2 metrics are scored") < page.text.index("The trust is in deficit")


def test_a_quarter_without_values_says_that_none_are_at_hand(read: Read) -> None:
    place(publish("2025-26-q4", basis="published"), Place("ZA1", 1, "2.25", 2))

    page = read("/trusts/ZA1/2025-26-q4/")

    assert "not at hand: NHS England's files give only its overall results" in page.text
    assert "this trust's scores by domain for Q4 2025/26 are not published" in page.text
    assert "As published. These are NHS England's own scores" in page.text


def test_missing_ranges_are_said_to_be_missing(read: Read) -> None:
    place(
        publish("2025-26-q4"),
        Place("ZA1", 1, "2.25", 2),
        score_low=None,
        score_high=None,
        rank_low=None,
        rank_high=None,
    )

    page = read("/trusts/ZA1/2025-26-q4/")

    assert page.text.count("No data: not published for this quarter") == 2


def test_its_other_quarters_are_a_link_away(read: Read) -> None:
    small_england()

    page = read("/trusts/ZA1/2025-26-q4/")

    assert page.links["Q3 2025/26"] == "/trusts/ZA1/2025-26-q3/"
    by_quarter = {row[0]: row[1:] for row in page.rows if row[0].startswith("Q")}
    assert by_quarter["Q3 2025/26"] == (
        "Segment 2",
        "1.70 Likely 1.90 to 2.60 Its type 1.70 to 2.30",
        "2nd of 5 Likely 2nd to 5th",
    )
    assert by_quarter["Q4 2025/26 Shown here"][0] == "Segment 1"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/trusts/ZA1/", "/trusts/ZA1/2026-27-q1/"),
        ("/trusts/za1/", "/trusts/ZA1/2026-27-q1/"),
        ("/trusts/za1/2025-26-q4/", "/trusts/ZA1/2025-26-q4/"),
    ],
)
def test_a_code_alone_leads_to_the_latest_results(
    client: Client, address: str, target: str
) -> None:
    small_england()

    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_a_merged_trust_says_where_it_went(read: Read) -> None:
    small_england()
    old = factories.TrustFactory.create(
        ods_code="ZZ9", closed=date(2026, 4, 1), successor_id="ZA1", name="Old Trust"
    )
    place(
        SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA1").assessment,
        Place(old.ods_code, 7, "3.10", 4),
    )

    page = read("/trusts/ZZ9/")

    assert "It closed on 1 April 2026. It is now part of Invented Trust ZA1." in page.text
    assert page.links["Invented Trust ZA1"] == "/trusts/ZA1/"
    assert page.links["Q4 2025/26"] == "/trusts/ZZ9/2025-26-q4/"


def test_a_trust_that_is_not_in_a_quarter_leads_to_those_where_it_is(read: Read) -> None:
    small_england()

    page = read("/trusts/ZA6/2025-26-q3/", status=404)

    assert "It has no results for Q3 2025/26." in page.text
    assert page.links["Q4 2025/26"] == "/trusts/ZA6/2025-26-q4/"


@pytest.mark.parametrize(
    "address",
    ["/trusts/NOONE/", "/trusts/NOONE/2025-26-q4/", "/trusts/ZA1/1999-00-q1/", "/trusts/ZA1234/"],
)
def test_an_unknown_trust_or_quarter_is_not_found(read: Read, address: str) -> None:
    small_england()

    assert read(address, status=404).heading == "Page not found"


def _score(row: SegmentAssignment, metric: str, **fields: object) -> None:
    nothing = {"value": None, "rank": None, "spread_size": None, "pool_size": None}
    factories.MetricScoreFactory.create(
        assessment=row.assessment, trust=row.trust, metric=metric, **(nothing | fields)
    )


def test_metrics_that_do_not_apply_are_folded_away_by_domain(read: Read) -> None:
    small_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3")
    explain(row)
    for metric in ("OF0010", "OF0011"):
        _score(row, metric, score=None, contribution=None, state="no-figure")
    _score(row, "OF0086", score=None, contribution=None, state="not-applicable")

    page = read("/trusts/ZA3/2026-27-q1/")

    assert "2 metrics have no published figure for this trust: Access to services" in page.text
    assert (
        "1 metric has no published figure for this trust: Finance, productivity and innovation"
        in page.text
    )
    assert not [cells for cells in page.rows if "OF0010" in cells[0] or "OF0086" in cells[0]]
    assert "Does not apply" not in page.text
    assert page.links["National Cost Collection index"].endswith("/metrics/OF0086/")


def test_a_combined_metric_names_its_parts_and_their_scores(read: Read) -> None:
    small_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3")
    _score(row, "OF2080", score=2.0, state="no-figure", model="matrix", rule="matrix")
    _score(row, "OF0079", value=-1.5, score=3.0, unit="%")
    _score(row, "OF0081", score=None, contribution=None, state="not-submitted")

    page = read("/trusts/ZA3/2026-27-q1/")

    cells = next(cells for cells in page.rows if "OF2080" in cells[0])
    assert cells[1].startswith("Value From its two parts")
    assert cells[2].startswith("Score 2.00")
    assert (
        "Planned surplus or deficit: score 3.00; Difference from the financial plan: not scored."
    ) in cells[5]


def test_of_a_long_history_the_nearest_quarters_are_shown_and_the_files_have_all(
    read: Read, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in ("2025-26-q1", "2025-26-q2", "2025-26-q3", "2025-26-q4"):
        place(publish(slug), Place("ZA1", 1, "2.25", 2))
    told = "These are the quarters nearest to this one"
    assert told not in read("/trusts/ZA1/2025-26-q3/").text
    monkeypatch.setattr(trusts, "UP_TO", 2)

    page = read("/trusts/ZA1/2025-26-q3/")

    quarters = page.text[page.text.index("Quarter by quarter") :]
    assert told in quarters
    assert [f"Q{number} 2025/26" in quarters for number in (2, 3, 4)] == [True] * 3
    assert "Q1 2025/26" not in quarters
    held = client.get("/trusts/ZA1/2025-26-q3.json").json()["quarters"]
    assert len(held) == 4
