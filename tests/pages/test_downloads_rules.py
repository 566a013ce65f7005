"""Files of the metrics and of the pages that explain the rules."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from openpyxl import load_workbook

from league import editions
from league.presenters.content import measures
from tests.pages.content_quarters import publish_everything
from tests.pages.files import body, json_of, name_of, rows_of

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]
NEWEST = editions.all_editions()[-1]
PAGES = ("/metrics", "/metrics/OF0013", "/methodology", f"/methodology/{NEWEST.slug}")


@pytest.fixture
def quarter() -> None:
    publish_everything("2026-27-q1")


def test_the_list_of_metrics_has_a_row_for_each_metric_and_edition(client: Client) -> None:
    rows = rows_of(client, "/metrics.csv")
    known = sum(len(edition.metrics) for edition in editions.all_editions())
    assert len(rows) == known
    held = {(row["edition"], row["metric"]) for row in rows}
    assert held == {(e.slug, m.id) for e in editions.all_editions() for m in e.metrics}
    mortality = [row for row in rows if row["id"] == "OF2046"]
    assert [row["metric"] for row in mortality] == ["OF2046", "OF1046"]
    assert all(row["rule"] and row["definition"] and row["history"] for row in rows)


def test_it_keeps_the_search_and_the_filter_of_the_page(client: Client) -> None:
    query = f"?q=cancer&edition={NEWEST.slug}"
    found = json_of(client, f"/metrics.json{query}")
    assert found["meta"]["filters"] == ["Name, words or id: cancer", "Edition: 2026/27"]
    assert name_of(client, f"/metrics.csv{query}") == "trust-league_metrics_filtered.csv"
    page = client.get(f"/metrics/{query}").content.decode()
    ids = list(dict.fromkeys(row["id"] for row in found["rows"]))
    places = [page.index(f'href="/metrics/{each}/"') for each in ids]
    assert places == sorted(places)
    assert 0 < len(ids) == page.count("app-metric-list__name")
    assert found["meta"]["rows_shown"] == len(found["rows"]) < found["meta"]["rows_total"]


def test_what_cannot_be_used_is_left_out_and_named(client: Client) -> None:
    found = json_of(client, "/metrics.json?edition=nothing")
    assert found["meta"]["notices"] == [
        "There is no such edition here, so that filter was left out."
    ]
    assert found["meta"]["filters"] == []
    assert json_of(client, "/metrics.json?q=zzzzzz")["rows"] == []


def test_one_metric_has_its_editions_its_limits_and_its_changes(client: Client) -> None:
    measure = measures.find("OF0013")
    assert measure is not None
    found = json_of(client, "/metrics/OF0013.json")
    newest_first = [version.edition.slug for version in reversed(measure.versions)]
    assert [row["edition"] for row in found["editions"]] == newest_first
    latest = measure.latest.metric.scoring
    assert (found["editions"][0]["standard"], found["editions"][0]["floor"]) == (
        latest.standard,
        latest.floor,
    )
    assert {row["limit"] for row in found["limits"]} == {"Standard"}
    page = client.get("/metrics/OF0013/").content.decode()
    assert all(row["sentence"] in page for row in found["changes"])
    assert name_of(client, "/metrics/OF0013.xlsx") == "trust-league_metric-OF0013.xlsx"


def test_an_id_of_another_edition_leads_to_the_file(client: Client) -> None:
    response = client.get("/metrics/of1046.csv")
    assert (response.status_code, response["Location"]) == (302, "/metrics/OF2046.csv")


@pytest.mark.usefixtures("quarter")
def test_the_overview_has_editions_changes_and_the_example_added_up(client: Client) -> None:
    found = json_of(client, "/methodology.json")
    assert [row["edition"] for row in found["editions"]] == ["nof-2026-27", "nof-2025-26"]
    assert {row["kind"] for row in found["changes"]} == {
        "rule",
        "changed",
        "new",
        "dropped",
        "same",
    }
    total = sum(row["contribution"] for row in found["average"])
    trust = found["average"][0]["ods_code"]
    score = json_of(client, f"/trusts/{trust}/2026-27-q1.json")["trust"]["average_metric_score"]
    assert total == pytest.approx(score, abs=0.0051)
    assert found["meta"]["examples_of"] == "2026-27-q1"


@pytest.mark.usefixtures("quarter")
def test_an_edition_has_every_metric_and_the_limits_of_its_quarter(client: Client) -> None:
    found = json_of(client, f"/methodology/{NEWEST.slug}.json")
    assert {row["metric"] for row in found["metrics"]} == set(NEWEST.by_id)
    tables = [metric for metric in NEWEST.metrics if metric.scoring.matrix]
    assert len(found["combinations"]) == 16 * len(tables)
    whole = found["segments"][0]
    assert whole["segment_1"] < whole["segment_2"] < whole["segment_3"]
    assert found["meta"]["fingerprints"] == [f"{NEWEST.slug}: {NEWEST.checksum}"]
    book = load_workbook(io.BytesIO(body(client.get(f"/methodology/{NEWEST.slug}.xlsx"))))
    assert book.sheetnames[:3] == ["Metrics", "Limits", "Combinations"]
    stacked = rows_of(client, f"/methodology/{NEWEST.slug}.csv")
    assert {row["edition"] for row in stacked} == {NEWEST.slug}


@pytest.mark.parametrize("address", PAGES)
def test_before_anything_is_published_the_rules_are_there(client: Client, address: str) -> None:
    for ending in ("csv", "xlsx", "json", "csv-metadata.json"):
        assert body(client.get(f"{address}.{ending}"))
    assert "average" not in json_of(client, f"{address}.json")


def test_rules_are_not_invented_where_their_example_is(client: Client) -> None:
    publish_everything("2026-27-q1", fictional=True)
    address = f"/methodology/{NEWEST.slug}.json"
    assert name_of(client, address).startswith("trust-league_demonstration_methodology-nof")
    meta = json_of(client, address)["meta"]
    assert meta["examples"].startswith("Invented for demonstration")
    assert meta["licence"] == "Open Government Licence v3.0"
    assert name_of(client, "/metrics.csv") == "trust-league_metrics.csv"


@pytest.mark.parametrize("address", ["/metrics/OF9999.csv", "/methodology/nof-2000-01.csv"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("quarter")
@pytest.mark.parametrize(("address", "queries"), [*zip(PAGES, (0, 0, 6, 6), strict=True)])
def test_they_take_few_queries_and_their_pages_link_them(
    client: Client, django_assert_max_num_queries: Counted, address: str, queries: int
) -> None:
    with django_assert_max_num_queries(queries):
        body(client.get(f"{address}.csv"))
    page = client.get(f"{address}/?q=care").content.decode()
    data = client.get("/data/").content.decode()
    for ending in ("csv", "xlsx", "json"):
        assert f'href="{address}.{ending}?q=care"' in page
        assert address == "/metrics/OF0013" or f'href="{address}.{ending}"' in data
