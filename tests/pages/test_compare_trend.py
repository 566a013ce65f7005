"""The chart of compared trusts over time: on their page, on its own, as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from tests.pages.england import small_england
from tests.pages.files import body, name_of, rows_of

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]
QUERY = "trust=ZA1&trust=ZA3&quarter=2026-27-q1"
PAGE = f"/compare/?{QUERY}"
CHART = "/compare/charts/trend"


@pytest.fixture(autouse=True)
def england() -> None:
    small_england()


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("&amp;", "&")


def test_the_comparison_offers_its_chart_with_table_and_files(client: Client) -> None:
    page = html(client, PAGE)

    assert f'data-chart-src="{CHART}.figure.json?{QUERY}"' in page
    for address in (f"{CHART}/?{QUERY}", *(f"{CHART}.{e}?{QUERY}" for e in ("csv", "xlsx"))):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_chart_has_a_page_with_its_table(client: Client) -> None:
    page = html(client, f"{CHART}/?{QUERY}")

    assert "Average score by quarter: Invented Trust ZA1 and Invented Trust ZA3" in page
    assert f'data-chart-src="{CHART}.figure.json?{QUERY}"' in page
    assert f'href="{CHART}.csv?{QUERY}"' in page
    assert f'href="{PAGE}"' in page


def test_lines_break_where_the_framework_changes(client: Client) -> None:
    figure = json.loads(body(client.get(f"{CHART}.figure.json?{QUERY}")))["figure"]

    assert len(figure["layout"]["shapes"]) == 1
    runs = [trace for trace in figure["data"] if trace["legendgroup"] == "ZA3"]
    assert len(runs) == 2
    assert [trace["name"] for trace in figure["data"] if trace["showlegend"]] == [
        "Invented Trust ZA1",
        "Invented Trust ZA3",
    ]


def test_the_file_has_a_row_for_each_trust_and_quarter(client: Client) -> None:
    rows = rows_of(client, f"{CHART}.csv?{QUERY}")

    assert [(row["ods_code"], row["quarter"]) for row in rows if row["ods_code"] == "ZA3"] == [
        ("ZA3", "Q3 2025/26"),
        ("ZA3", "Q4 2025/26"),
        ("ZA3", "Q1 2026/27"),
    ]
    assert {row["framework"] for row in rows} == {"2025/26", "2026/27"}
    found = name_of(client, f"{CHART}.csv?{QUERY}")
    assert found == "trust-league_compared-trusts_trend_2026-27-q1_revision-1.csv"


@pytest.mark.parametrize(
    "address",
    [
        f"{CHART}/",
        f"{CHART}/?trust=ZA1",
        f"{CHART}.csv?trust=ZA1&trust=ZX1",
        f"{CHART}.figure.json?trust=NOONE",
        f"/compare/charts/nothing/?{QUERY}",
    ],
)
def test_where_nothing_is_compared_there_is_no_chart(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_chart_takes_few_queries(client: Client, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(3):
        client.get(f"{CHART}.figure.json?{QUERY}")
