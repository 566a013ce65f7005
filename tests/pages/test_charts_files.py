"""The table of a chart as files, which say of themselves what all files say."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from league import editions
from league.models import Assessment, SegmentAssignment
from league.services.audit import Actor
from league.services.imports import import_official
from tests import factories
from tests.pages.england import small_england
from tests.pages.files import body, json_of, name_of, rows_of
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Counted = Callable[[int], AbstractContextManager[object]]

CHARTS = "/league-tables/acute/2025-26-q4/charts"
NAMES = ("likely-ranges", "domain-access", "domains", "metric-OF0020")
ENDINGS = ("csv", "xlsx", "json", "csv-metadata.json")
EDITION = editions.get("nof-2025-26")
WHICH = {"quarter": "2025-26-q4", "edition": "nof-2025-26", "revision": 1}


def furnished(*, fictional: bool = False) -> None:
    """The small England with domain scores and a metric of whole days with decimals behind."""
    small_england(fictional=fictional)
    assessment = Assessment.objects.get(quarter="2025-26-q4")
    for row in SegmentAssignment.objects.filter(assessment=assessment, type="acute"):
        common = {"assessment": assessment, "trust": row.trust}
        number = int(row.trust_id[-1])
        factories.DomainScoreFactory.create(**common, domain="access", rounded="2.25", segment=2)
        factories.MetricScoreFactory.create(**common, metric="OF0020", value=70.4 + number, unit="")


@pytest.fixture
def england() -> None:
    furnished()


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("name", NAMES)
def test_all_files_of_a_chart_have_the_rows_of_its_page(
    client: Client, read: Read, name: str
) -> None:
    codes = read(f"{CHARTS}/{name}/").column("Code")

    rows = rows_of(client, f"{CHARTS}/{name}.csv")
    told = json_of(client, f"{CHARTS}/{name}.json")["rows"]
    workbook = load_workbook(io.BytesIO(body(client.get(f"{CHARTS}/{name}.xlsx"))))
    sheet = list(workbook.worksheets[0].values)

    assert len(codes) == 6
    assert [row["ods_code"] for row in rows] == codes
    assert [row["ods_code"] for row in told] == codes
    assert [row[1] for row in sheet[1:]] == codes
    assert list(rows[0]) == list(told[0])
    assert len(sheet[0]) == len(rows[0])
    assert all({key: row[key] for key in WHICH} == WHICH for row in told)


@pytest.mark.usefixtures("england")
def test_figures_are_kept_whole_and_ranks_are_numbers(client: Client) -> None:
    metric = json_of(client, f"{CHARTS}/metric-OF0020.json")["rows"]
    assert {row["value"] for row in metric} == {70.4 + number for number in range(1, 7)}

    domains = json_of(client, f"{CHARTS}/domains.json")["rows"]
    assert [row["league_rank"] for row in domains] == [1, 2, 2, 4, 5, 6]
    assert (domains[0]["access_score"], domains[0]["access_segment"]) == (2.25, 2)
    assert [row["league_rank"] for row in rows_of(client, f"{CHARTS}/domains.csv")][:3] == [
        "1",
        "2",
        "2",
    ]


@pytest.mark.usefixtures("england")
def test_a_charts_file_says_which_figures_it_has_and_whose_they_are(client: Client) -> None:
    meta = json_of(client, f"{CHARTS}/likely-ranges.json")["meta"]

    assert {key: meta[key] for key in WHICH} == WHICH
    assert meta["title"] == "Average score and likely range: Acute trusts, Q4 2025/26"
    assert meta["finding"].endswith("acute trusts the likely score reaches into another segment.")
    assert meta["order"] == "by average score, best first"
    assert meta["licence"] == "Open Government Licence v3.0"
    assert meta["source"] == "NHS England, NHS Oversight Framework"
    assert meta["address"] == f"http://testserver{CHARTS}/likely-ranges/"
    assert all(column["meaning"] for column in meta["columns"]["rows"])


@pytest.mark.usefixtures("england")
def test_a_charts_csv_has_its_description_beside_it(client: Client) -> None:
    response = client.get(f"{CHARTS}/domains.csv")
    beside = f"{CHARTS}/domains.csv-metadata.json"
    assert response["Link"].startswith(f'<{beside}>; rel="describedby"')

    described = json.loads(body(client.get(beside)))
    assert described["url"] == f"http://testserver{CHARTS}/domains.csv"
    assert "open-government-licence" in described["dc:license"]["@id"]
    keys = [column["name"] for column in described["tableSchema"]["columns"]]
    assert keys == list(rows_of(client, f"{CHARTS}/domains.csv")[0])


@pytest.mark.usefixtures("england")
def test_names_say_chart_quarter_and_revision(client: Client) -> None:
    expected = "trust-league_acute_domain-access_2025-26-q4_revision-1.xlsx"
    assert name_of(client, f"{CHARTS}/domain-access.xlsx") == expected


def test_invented_figures_are_called_so_and_have_no_licence(client: Client) -> None:
    furnished(fictional=True)

    address = f"{CHARTS}/domains.json"
    assert name_of(client, address).startswith("trust-league_demonstration_acute_domains_")
    meta = json_of(client, address)["meta"]
    assert meta["demonstration"] is True
    assert "licence" not in meta


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(("name", "queries"), [("likely-ranges", 3), ("metric-OF0020", 2)])
@pytest.mark.parametrize("ending", ENDINGS)
def test_they_take_few_queries_and_give_the_same_bytes_again(
    client: Client, django_assert_num_queries: Counted, name: str, queries: int, ending: str
) -> None:
    with django_assert_num_queries(queries):
        first = body(client.get(f"{CHARTS}/{name}.{ending}"))
    assert body(client.get(f"{CHARTS}/{name}.{ending}")) == first


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_chart_links_its_files(read: Read, name: str) -> None:
    links = read(f"{CHARTS}/{name}/").links

    for label, ending in (("CSV", "csv"), ("Excel", "xlsx"), ("JSON", "json")):
        assert links[f"{label} file of this table"] == f"{CHARTS}/{name}.{ending}"


def test_every_official_chart_has_its_files(client: Client, nof_dir: Path) -> None:
    import_official(by=Actor("A tester", None), paths=[nof_dir], publish=True)
    table = "/league-tables/acute/2025-26-q4/"
    linked = re.findall(rf"{table}charts/([\w-]+)\.csv", body(client.get(table)).decode())
    whole = [f"metric-{metric.id}" for metric in EDITION.metrics if metric.decimals == 0]
    found = {}
    for name in (*linked, *whole):
        response = client.get(f"{CHARTS}/{name}.json")
        if response.status_code == 200:
            found[name] = len(json.loads(body(response))["rows"])

    assert "likely-ranges" in linked
    assert {found.get(name) for name in linked} == {134}
    assert sum(name in found for name in whole) > 1
