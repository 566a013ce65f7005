"""Charts of league tables: what the page says, and the page, figure and table of each chart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from league.models import Assessment, SegmentAssignment
from league.presenters.league_charts import short_domain, short_trust
from league.services.audit import Actor
from league.services.imports import import_official
from tests import factories
from tests.pages.england import Place, place, small_england
from tests.pages.files import body, rows_of
from tests.pages.reading import Reading
from trusts.types import TrustType

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Counted = Callable[[int], AbstractContextManager[object]]

TABLE = "/league-tables/acute/2025-26-q4/"
ADDRESSES = ("likely-ranges", "domain-access", "domains", "metric-OF0013")


@pytest.fixture
def england() -> Assessment:
    """Q4 2025/26 with domain scores, likely ranges, and one metric; returns its assessment."""
    small_england()
    assessment = Assessment.objects.get(quarter="2025-26-q4")
    for row in SegmentAssignment.objects.filter(assessment=assessment, type="acute"):
        common = {"assessment": assessment, "trust": row.trust}
        number = int(row.trust_id[-1])
        segment = 1 if number < 4 else 4
        factories.DomainScoreFactory.create(
            **common, domain="access", rounded=f"{1 + number / 4:.2f}", segment=segment
        )
        factories.DomainScoreFactory.create(
            **common, domain="finance", rounded="2.00", segment=5 - segment
        )
        factories.MetricScoreFactory.create(**common, metric="OF0013", value=70.0 + number * 2)
    return assessment


def figure_of(client: Client, name: str, table: str = TABLE) -> dict[str, Any]:
    response = client.get(f"{table}charts/{name}.figure.json")
    assert response.headers["Content-Type"] == "application/json"
    found = json.loads(body(response))
    assert isinstance(found, dict)
    return found


def csv_of(client: Client, name: str) -> list[dict[str, str]]:
    return rows_of(client, f"{TABLE}charts/{name}.csv")


@pytest.mark.usefixtures("england")
def test_a_league_table_says_what_its_charts_find(read: Read) -> None:
    page = read(TABLE)

    assert (
        "Access to services: segment 1 trusts typically score 1.50 and segment 4 trusts 2.50"
        in (page.text)
    )
    assert "6 of 6 acute trusts are in the best quarter of England in one domain" in page.text
    assert page.links["Table: Average score and likely range"] == f"{TABLE}charts/likely-ranges/"
    assert page.links["CSV file: Access to services"] == f"{TABLE}charts/domain-access.csv"
    assert page.links["Excel file: Access to services"] == f"{TABLE}charts/domain-access.xlsx"
    assert page.links["JSON file: Access to services"] == f"{TABLE}charts/domain-access.json"
    assert page.inline == ()


@pytest.mark.usefixtures("england")
def test_domains_without_a_score_have_no_chart(read: Read, client: Client) -> None:
    page = read(TABLE)

    assert "CSV file: People and workforce" not in page.links
    assert client.get(f"{TABLE}charts/domain-people/").status_code == 404


@pytest.mark.usefixtures("england")
def test_a_table_without_domain_scores_says_so(read: Read, client: Client) -> None:
    page = read("/league-tables/acute/2025-26-q3/")

    assert "Domain scores of acute trusts are not at hand for this quarter" in page.text
    assert client.get("/league-tables/acute/2025-26-q3/charts/domains/").status_code == 404


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_of_a_chart_has_its_table_without_script(read: Read, name: str) -> None:
    page = read(f"{TABLE}charts/{name}/")

    assert "Acute trusts, Q4 2025/26" in page.heading
    assert len(page.rows) == 7
    assert all(cell for row in page.rows for cell in row)
    assert page.links["Invented Trust ZA1"] == "/trusts/ZA1/2025-26-q4/"
    assert page.inline == ()


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("name", ADDRESSES)
def test_figure_page_and_file_of_a_chart_agree(client: Client, read: Read, name: str) -> None:
    figure, page, rows = (
        figure_of(client, name),
        read(f"{TABLE}charts/{name}/"),
        csv_of(client, name),
    )

    assert figure["finding"] in page.heading
    assert [row["ods_code"] for row in rows] == page.column("Code")
    hrefs = {href for trace in figure["figure"]["data"] for href in trace.get("customdata", ())}
    assert hrefs == {f"/trusts/{row['ods_code']}/2025-26-q4/" for row in rows}
    assert figure["file_name"] == f"trust-league_acute_{name}_2025-26-q4_revision-1"
    assert figure["source"] == (
        "Source: NHS England, NHS Oversight Framework 2025/26, Q4 2025/26, revision 1. "
        "Open Government Licence v3.0. Trust League."
    )


def test_what_is_missing_is_said_on_the_page_and_empty_in_the_file(
    client: Client, read: Read, england: Assessment
) -> None:
    unknown: dict[str, Any] = dict.fromkeys(
        ("average", "average_score", "league_rank", "score_low", "score_high")
    )
    place(england, Place("ZA7", 7, "2.00", 4), "acute", **unknown)

    page, rows = read(f"{TABLE}charts/likely-ranges/"), csv_of(client, "likely-ranges")

    assert page.column("Likely score from")[-1] == "Not known"
    assert page.column("Average score")[-1] == "No data"
    assert page.column("League rank")[-1] == "Not ranked"
    assert (rows[-1]["ods_code"], rows[-1]["likely_score_low"]) == ("ZA7", "")
    assert [row["average_metric_score"] for row in rows][:2] == ["1.5", "1.62"]


@pytest.mark.usefixtures("england")
def test_invented_figures_say_so_in_their_picture(client: Client) -> None:
    assessment = Assessment.objects.get(quarter="2026-27-q1")
    assessment.quarter.fictional = True
    assessment.quarter.save()

    figure = figure_of(client, "likely-ranges", "/league-tables/acute/2026-27-q1/")

    assert figure["source"].startswith("Invented figures for demonstration")


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    "address",
    [
        "/league-tables/acute/2019-20-q1/charts/likely-ranges.figure.json",
        "/league-tables/acute/2019-20-q1/charts/likely-ranges.json",
        f"{TABLE}charts/nothing/",
        f"{TABLE}charts/domain-nothing.csv",
        f"{TABLE}charts/metric-OF9999.json",
        f"{TABLE}charts/metric-OF9999.figure.json",
        f"{TABLE}charts/metric-OF0014.json",
        f"{TABLE}charts/metric-OF0014.figure.json",
        f"{TABLE}charts/metric-/",
    ],
)
def test_charts_that_are_not_there_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(("name", "queries"), [("likely-ranges", 3), ("domains", 3)])
def test_a_figure_takes_three_queries(
    client: Client, django_assert_num_queries: Counted, name: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        figure_of(client, name)


def test_every_official_table_has_its_charts(client: Client, read: Read, nof_dir: Path) -> None:
    import_official(by=Actor("A tester", None), paths=[nof_dir], publish=True)
    found = {}
    for quarter in ("2025-26-q1", "2025-26-q3", "2025-26-q4", "2026-27-q1"):
        for trust_type in TrustType.values:
            table = f"/league-tables/{trust_type}/{quarter}/"
            names = re.findall(rf"{table}charts/([\w-]+)\.csv", body(client.get(table)).decode())
            for name in names:
                figure = figure_of(client, name, table)
                marks = sum(len(each.get("customdata", ())) for each in figure["figure"]["data"])
                assert marks > 0
                found[f"{quarter} {trust_type} {name}"] = figure["finding"]

    assert found["2026-27-q1 acute likely-ranges"].startswith("For 131 of 134 acute trusts")
    assert found["2025-26-q4 ambulance domains"].startswith("4 of 10 ambulance trusts")
    assert "no likely ranges are known" in found["2025-26-q3 acute likely-ranges"]
    assert "2025-26-q3 acute domains" not in found
    assert "2025-26-q3 mental-health-and-community domains" in found


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Effectiveness of care and population health", "Effectiveness"),
        ("Finance, productivity and innovation", "Finance"),
        ("Access to services", "Access"),
        ("Patient safety", "Patient safety"),
    ],
)
def test_domains_have_short_names(name: str, short: str) -> None:
    assert short_domain(name) == short


def test_trusts_have_short_names() -> None:
    assert short_trust("Barts Health NHS Trust") == "Barts Health"
    assert short_trust("The Christie NHS Foundation Trust") == "The Christie"
    assert short_trust("Isle of Wight") == "Isle of Wight"
    assert (
        short_trust("The Queen's Hospital, Ely, NHS Foundation Trust")
        == "The Queen's Hospital, Ely"
    )
