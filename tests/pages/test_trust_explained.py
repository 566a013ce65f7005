"""A trust's page from its stored explanation: the answer, the steps, and the contributions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from league.models import MetricScore, Quarter, SegmentAssignment, TrustExplanation
from league.services import publishing
from tests.pages.england import small_england
from tests.pages.files import json_of, rows_of
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, figures, handover, submit

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
PAGE = "/trusts/ZA1/2025-26-q4/"
CHART = f"{PAGE}charts/contributions"


@pytest.fixture
def computed() -> SegmentAssignment:
    """A quarter computed by the rules and published; the results of one trust."""
    submit(handover(), draws=50)
    quarter = Quarter.objects.get(slug="2025-26-q4")
    publishing.publish(by=ACTOR, quarter=quarter, reason="First publication")
    return SegmentAssignment.objects.get(trust="ZA1")


@pytest.mark.usefixtures("computed")
def test_the_answer_is_the_stored_paragraph(read: Read) -> None:
    told = TrustExplanation.objects.get(trust="ZA1").answer

    page = read(PAGE)

    assert [each["key"] for each in told][:2] == ["segment", "rank"]
    assert all(each["sentence"] in page.text for each in told)
    assert "NHS England uses this segment for" not in page.text
    assert "This is the first quarter of this trust held here" in page.text


def test_an_older_result_says_what_it_has(read: Read) -> None:
    small_england()

    text = read("/trusts/ZA5/2025-26-q4/").text

    assert "NHS England uses this segment for trusts that fall short" in text
    assert "It is in deficit." in text
    assert "What each metric adds to the average" not in text


def test_a_trust_with_an_earlier_quarter_is_not_new(read: Read) -> None:
    submit(handover(), draws=0)
    submit(handover("2026-27-q1"), draws=0)
    for slug in ("2025-26-q4", "2026-27-q1"):
        quarter = Quarter.objects.get(slug=slug)
        publishing.publish(by=ACTOR, quarter=quarter, reason="First publication")

    assert "This is the first quarter" in read(PAGE).text
    assert "This is the first quarter" not in read("/trusts/ZA1/2026-27-q1/").text


def test_every_figure_of_a_step_is_shown(read: Read, computed: SegmentAssignment) -> None:
    text = read(PAGE).text

    for words in (
        "Metrics scored 3",
        "Sum of weights 3",
        f"Average {computed.average:.4f}",
        f"Average, rounded {computed.average_score}",
        "Segment 1 ends at",
        "Trusts with an average 6",
        f"Unadjusted segment {computed.unadjusted}",
        "In deficit No",
        "How that is known NHS England's flag",
        "Planned surplus or deficit 0.00%",
        "Difference from the financial plan 0.20%",
        "Plan and difference together 0.20%",
        "Best segment while in deficit 3",
        f"Adjusted segment {computed.adjusted}",
        "In the improvement programme No",
        f"Final segment {computed.final}",
        "Trusts ranked 3",
    ):
        assert words in text, words


def test_the_contributions_sum_to_the_average(
    client: Client, read: Read, computed: SegmentAssignment
) -> None:
    page, rows = read(f"{CHART}/"), rows_of(client, f"{CHART}.csv")
    told = json_of(client, f"{CHART}.json")["rows"]

    assert page.heading.startswith("What each metric adds to the average: Invented Trust ZA1")
    assert [row["metric_id"] for row in rows] == page.column("Code")
    assert {row["ods_code"] for row in rows} == {"ZA1"}
    assert [row["metric_id"] for row in told] == page.column("Code")
    assert computed.average is not None
    assert sum(float(row["contribution"]) for row in rows) == pytest.approx(computed.average)
    assert 1 + sum(row["added"] for row in told) == pytest.approx(computed.average)
    assert told[-1]["so_far"] == pytest.approx(computed.average)
    stored = MetricScore.objects.filter(trust="ZA1", contribution__isnull=False)
    assert {row["metric_id"]: row["contribution"] for row in told} == dict(
        stored.values_list("metric", "contribution")
    )


@pytest.mark.usefixtures("computed")
def test_a_chart_of_a_trust_leads_back_to_its_page(client: Client, read: Read) -> None:
    page = read(f"{CHART}/")
    figure = json_of(client, f"{CHART}.figure.json")

    assert page.links["Invented Trust ZA1, Q4 2025/26"] == PAGE
    assert read(PAGE).links["Table: What each metric adds to the average"] == f"{CHART}/"
    assert figure["file_name"] == "trust-league_trust-ZA1_contributions_2025-26-q4_revision-1"
    assert figure["finding"] in page.heading
    assert page.inline == ()


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize(
    "address",
    [
        f"{PAGE}charts/nothing/",
        f"{PAGE}charts/contributions-OF0013.json",
        "/trusts/ZA9/2025-26-q4/charts/contributions/",
        "/trusts/ZA1/2019-20-q1/charts/contributions.figure.json",
    ],
)
def test_charts_that_are_not_there_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_quarter_as_published_has_no_contributions(client: Client, read: Read) -> None:
    given = handover()
    known = tuple(value for value in given.values if not value.code.startswith("ZA"))
    published = figures(*sorted({line.code for line in given.trusts}))
    submit(given.__class__(**{**vars(given), "values": known, "figures": published}))
    quarter = Quarter.objects.get(slug="2025-26-q4")
    publishing.publish(by=ACTOR, quarter=quarter, reason="First publication")

    page = read(PAGE)

    assert "These are NHS England's own results" in page.text
    assert client.get(f"{CHART}/").status_code == 404
