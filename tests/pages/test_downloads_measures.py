"""Files of one domain's and one metric's table."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from league.models import SegmentAssignment
from tests import factories
from tests.pages.files import TABLE, body, explained_england, json_of, name_of, rows_of

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]

METRIC = f"{TABLE}/metrics/OF0013"
DOMAIN = f"{TABLE}/domains/access"


@pytest.fixture
def england() -> None:
    """ZA3 has a value of 78.5 and a score; ZA1 a better one, and ZA2's is suppressed."""
    explained_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA1")
    common = {"assessment": row.assessment}
    factories.MetricScoreFactory.create(**common, trust=row.trust, value=90.0, score=1.5)
    factories.DomainScoreFactory.create(**common, trust=row.trust, rounded="1.50", segment=1)
    suppressed = SegmentAssignment.objects.get(assessment=row.assessment, trust="ZA2")
    missing = dict.fromkeys(("value", "score", "rank", "spread_size", "pool_size", "contribution"))
    factories.MetricScoreFactory.create(
        **common, trust=suppressed.trust, state="suppressed", **missing
    )


@pytest.mark.usefixtures("england")
def test_a_metrics_file_has_the_rows_of_its_page_and_then_who_has_no_figure(
    client: Client,
) -> None:
    rows = rows_of(client, f"{METRIC}.csv")
    found = [(row["ods_code"], row["place"], row["value"], row["state"]) for row in rows]
    assert found == [
        ("ZA1", "1", "90.0", "reported"),
        ("ZA3", "2", "78.5", "reported"),
        ("ZA2", "", "", "suppressed"),
    ]
    sorted_by_name = rows_of(client, f"{METRIC}.csv?sort=-trust")
    assert [row["ods_code"] for row in sorted_by_name] == ["ZA3", "ZA1", "ZA2"]


@pytest.mark.usefixtures("england")
def test_a_metrics_file_says_what_it_measures(client: Client) -> None:
    meta = json_of(client, f"{METRIC}.json?sort=nothing")["meta"]
    assert (meta["metric"], meta["better"], meta["quarter"]) == ("OF0013", "higher", "2025-26-q4")
    assert meta["definition"].endswith(".")
    assert meta["order"] == "sorted by rank, best first"
    assert len(meta["notices"]) == 1


@pytest.mark.usefixtures("england")
def test_a_domains_file_has_the_rows_of_its_page(client: Client) -> None:
    rows = json_of(client, f"{DOMAIN}.json")["rows"]
    found = [(row["ods_code"], row["place"], row["score"], row["segment"]) for row in rows]
    assert found == [("ZA1", 1, 1.5, 1), ("ZA3", 2, 2.5, 3)]


@pytest.mark.usefixtures("england")
def test_their_names_say_what_they_are(client: Client) -> None:
    assert name_of(client, f"{METRIC}.csv") == "trust-league_acute_OF0013_2025-26-q4_revision-1.csv"
    expected = "trust-league_acute_domain-access_2025-26-q4_revision-1.xlsx"
    assert name_of(client, f"{DOMAIN}.xlsx") == expected


@pytest.mark.usefixtures("england")
def test_an_id_in_small_letters_leads_to_the_file(client: Client) -> None:
    response = client.get(f"{TABLE}/metrics/of0013.json")
    assert (response.status_code, response["Location"]) == (302, f"{METRIC}.json")


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    "address",
    [
        f"{TABLE}/metrics/OF9999.csv",
        f"{TABLE}/domains/nothing.csv",
        "/league-tables/ambulance/2025-26-q4/metrics/OF0013.csv",
        "/league-tables/acute/2024-25-q4/metrics/OF0013.csv",
        "/league-tables/acute/2024-25-q4/domains/access.csv",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(("address", "queries"), [(METRIC, 4), (DOMAIN, 3)])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_they_take_few_queries_and_their_pages_link_them(
    client: Client, django_assert_num_queries: Counted, address: str, queries: int, ending: str
) -> None:
    with django_assert_num_queries(queries):
        body(client.get(f"{address}.{ending}"))
    page = client.get(f"{address}/?sort=-trust").content.decode()
    assert f'href="{address}.{ending}?sort=-trust"' in page
