"""Tables of one metric and of one domain, and the list of metrics."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from league import editions
from league.models import DomainScore, MetricScore
from league.presenters import wording
from league.presenters.content import measures
from tests.pages.content_quarters import NOT_SUBMITTED, SUPPRESSED, TRUSTS, publish_everything
from tests.pages.england import publish, small_england
from tests.pages.reading import Reading
from tests.services import builders
from trusts.types import TrustType

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
TABLE = "/league-tables/acute/2025-26-q4/metrics/OF0013/"
QUARTERS = ("2025-26-q4", "2026-27-q1")


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_metric_of_every_edition_has_its_page_and_tables(read: Read, quarter: str) -> None:
    assessment = publish_everything(quarter)
    edition = editions.for_financial_year(quarter[:7])

    for metric in edition.metrics:
        measure = measures.find(metric.id)
        assert measure is not None
        page = read(f"/metrics/{measure.id}/")
        assert metric.id in page.text
        assert page.heading.endswith(measure.latest.metric.name)
        for trust_type in metric.types:
            table = read(f"/league-tables/{trust_type}/{quarter}/metrics/{metric.id}/")
            rows = MetricScore.objects.in_type(assessment, trust_type, metric.id).with_figure()
            assert table.heading.endswith(metric.name)
            assert table.inline == ()
            assert len(table.column("Trust")) == rows.count(), metric.id


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_domain_has_its_table(read: Read, quarter: str) -> None:
    assessment = publish_everything(quarter)

    for domain in editions.for_financial_year(quarter[:7]).domains:
        for trust_type in TrustType.values:
            table = read(f"/league-tables/{trust_type}/{quarter}/domains/{domain.key}/")
            scored = DomainScore.objects.in_type(assessment, trust_type, domain.key)
            assert table.heading.endswith(domain.name)
            assert len(table.column("Trust")) == scored.count()


def test_a_metric_table_says_what_the_engine_stored(read: Read) -> None:
    assessment = publish_everything("2025-26-q4")

    page = read(TABLE)

    for row in MetricScore.objects.in_type(assessment, "acute", "OF0013").with_figure():
        mine = next(cells for cells in page.rows if row.trust_id in cells[1].split())
        assert mine[2] == f"{row.value:g}%"
        assert mine[3] == f"{row.score:.2f}"
        assert mine[4] == row.sentence
    values = [float(cell.rstrip("%")) for cell in page.column("Value")]
    assert values == sorted(values, reverse=True)
    assert f"Median {median(values):g}%" in page.text
    reach = wording.small(sum(value >= 78 for value in values))
    assert f"{reach.capitalize()} trusts reach the standard of 78%" in page.text


def test_places_are_by_score_then_value_and_shared_when_equal(read: Read) -> None:
    publish_everything("2025-26-q4")

    page = read("/league-tables/acute/2025-26-q4/metrics/OF1069/")

    scores, places = page.column("Score"), page.column("Rank")
    assert scores == sorted(scores)
    for score, place in zip(scores, places, strict=True):
        first = scores.index(score) + 1
        shared = scores.count(score) > 1
        assert place.split()[0] == (f"={first}" if shared else str(first))
        assert ("joint" in place) is shared


def test_who_is_not_scored_is_named_with_the_reason(read: Read) -> None:
    publish_everything("2025-26-q4")

    page = read(TABLE)

    assert "1 trust: Suppressed because the numbers are small, so it is left out." in page.text
    assert "1 trust: The trust did not submit it, so it is left out." in page.text
    for code in (SUPPRESSED, NOT_SUBMITTED):
        assert page.links[f"Invented Trust {code}"] == f"/trusts/{code}/2025-26-q4/"
        assert not any(code in cell for cell in page.column("Trust"))


def test_values_in_another_unit_stay_out_of_the_median(read: Read) -> None:
    assessment = publish_everything("2025-26-q4")

    page = read("/league-tables/acute/2025-26-q4/metrics/OF0048/")

    rows = MetricScore.objects.in_type(assessment, "acute", "OF0048")
    rates = [row.value for row in rows if row.unit == "rate" and row.value is not None]
    assert 0 < len(rates) < len(rows)
    assert f"Median {median(rates):g}, among the {len(rates)} trusts" in page.text
    assert any("case" in cell for cell in page.column("Value"))


def test_a_metric_table_sorts_by_links_and_says_so(read: Read) -> None:
    publish_everything("2025-26-q4")

    by_value = read(f"{TABLE}?sort=value")

    values = [float(cell.rstrip("%")) for cell in by_value.column("Value")]
    assert values == sorted(values)
    assert list(by_value.sorted_columns.values()) == ["ascending"]
    for column in ("rank", "trust", "value", "score", "rule", "segment"):
        assert len(read(f"{TABLE}?sort=-{column}").column("Trust")) == len(values)


@pytest.mark.parametrize("address", [TABLE, "/league-tables/acute/2025-26-q4/domains/access/"])
def test_a_wrong_order_is_answered_with_the_table_and_a_notice(read: Read, address: str) -> None:
    publish_everything("2025-26-q4")

    page = read(f"{address}?sort=<script>")

    assert "This table cannot be sorted by “<script>”, so it is sorted by rank" in page.text
    assert page.inline == ()


def test_a_domain_table_has_scores_limits_and_its_metrics(read: Read) -> None:
    assessment = publish_everything("2025-26-q4")

    page = read("/league-tables/acute/2025-26-q4/domains/people/")

    assert page.links["Staff sickness absence"] == (
        "/league-tables/acute/2025-26-q4/metrics/OF0082/"
    )
    for row in DomainScore.objects.in_type(assessment, "acute", "people"):
        mine = next(cells for cells in page.rows if row.trust_id in cells[1].split())
        assert mine[2:4] == (f"{row.rounded:.2f}", f"Segment {row.segment}")
    scores = page.column("Domain score")
    assert scores == sorted(scores)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/metrics/OF1046/", "/metrics/OF2046/"),
        ("/metrics/of0013/", "/metrics/OF0013/"),
        ("/metrics/OF2013/", "/metrics/OF0013/"),
        (
            "/league-tables/acute/2025-26-q4/metrics/OF2046/",
            "/league-tables/acute/2025-26-q4/metrics/OF1046/",
        ),
        ("/league-tables/ambulance/2025-26-q4/metrics/OF0013/", "/metrics/OF0013/"),
        ("/league-tables/acute/2025-26-q4/metrics/OF0008/", "/metrics/OF0008/"),
    ],
)
def test_other_ids_of_a_metric_lead_to_the_right_page(
    client: Client, address: str, leads_to: str
) -> None:
    publish_everything("2025-26-q4")

    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, leads_to)


@pytest.mark.parametrize(
    "address",
    [
        "/metrics/OF9999/",
        "/league-tables/acute/2025-26-q4/metrics/OF9999/",
        "/league-tables/acute/2019-20-q4/metrics/OF0013/",
        "/league-tables/acute/2019-20-q4/domains/access/",
        "/league-tables/acute/2025-26-q4/domains/experience/",
    ],
)
def test_what_does_not_exist_is_not_found(read: Read, address: str) -> None:
    publish_everything("2025-26-q4")

    read(address, status=404)


def test_tables_of_a_quarter_with_overall_results_only_say_what_is_missing(read: Read) -> None:
    small_england()

    page = read("/league-tables/acute/2026-27-q1/metrics/OF0013/")
    assert "No figure is known for any of the 6 acute trusts." in page.text
    assert "6 trusts: No value is at hand for this quarter." in page.text

    page = read("/league-tables/acute/2026-27-q1/domains/access/")
    assert "0 of 6 acute trusts have a score here." in page.text
    assert "Trusts without a score: 6" in page.text


def test_a_quarter_without_trusts_of_the_type_stands(read: Read) -> None:
    publish("2025-26-q4")

    assert "No figure is known for any of the 0 acute trusts." in read(TABLE).text


@pytest.mark.parametrize(
    ("address", "queries"), [(TABLE, 5), ("/league-tables/acute/2025-26-q4/domains/access/", 6)]
)
def test_tables_take_few_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
) -> None:
    publish_everything("2025-26-q4")

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_quarter_that_is_not_published_is_not_shown(read: Read) -> None:
    builders.submit(builders.handover())

    read("/league-tables/acute/2025-26-q4/metrics/OF0082/", status=404)


def test_the_list_has_every_metric_and_finds_by_words_and_ids(read: Read) -> None:
    everything = read("/metrics/")
    for measure in measures.all_measures():
        assert everything.links[measure.latest.metric.name].endswith(f"/{measure.id}/")

    cancer = read("/metrics/?q=CANCER+days")
    assert f"Showing 2 of {len(measures.all_measures())} metrics." in cancer.text
    assert "Cancer treated within 62 days" in cancer.links
    assert "Staff engagement" not in cancer.links
    assert "Showing 1 of" in read("/metrics/?q=of2046").text
    assert "The standard went from 78% to 82%." in read("/metrics/?q=OF0013").text


def test_the_list_narrows_to_an_edition_and_keeps_what_was_asked(
    read: Read, client: Client
) -> None:
    old = read("/metrics/?edition=nof-2025-26&q=productivity")
    assert "Implied productivity" in old.links
    assert "Showing 0 of" in read("/metrics/?edition=nof-2026-27&q=implied").text

    html = client.get("/metrics/?q=%22%3Cb%3E").content.decode()
    assert 'value="&quot;&lt;b&gt;"' in html


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("edition=nof-1999-00", "There is no such edition here"),
        (f"q={'x' * 101}", "The search text could not be used"),
        ("q=%00", "The search text could not be used"),
    ],
)
def test_a_wrong_search_is_answered_with_the_list_and_a_notice(
    read: Read, query: str, notice: str
) -> None:
    page = read(f"/metrics/?{query}")

    assert notice in page.text
    assert f"All {len(measures.all_measures())} metrics." in page.text


def test_trusts_and_tables_lead_to_what_their_figures_mean(read: Read) -> None:
    publish_everything("2025-26-q4")
    assert "ZA1" in TRUSTS

    trust = read("/trusts/ZA1/2025-26-q4/")
    assert trust.links["Staff sickness absence"] == (
        "/league-tables/acute/2025-26-q4/metrics/OF0082/"
    )
    league = read("/league-tables/acute/2025-26-q4/")
    assert league.links["Patient safety"] == "/league-tables/acute/2025-26-q4/domains/safety/"
    assert league.links["What each segment means"] == "/segments/"
