"""Files of league tables: exactly the view; and what holds for the files of all pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from openpyxl import load_workbook

from league.models import Quarter, SegmentAssignment
from tests import factories
from tests.pages.england import Place, place
from tests.pages.files import TABLE, body, explained_england, json_of, name_of, rows_of

Counted = Callable[[int], AbstractContextManager[object]]

IDENTITY = ["quarter", "edition", "revision"]
ADDRESSES = (
    TABLE,
    "/trusts/ZA3/2026-27-q1",
    "/quarters/2026-27-q1",
    "/trusts",
    "/data/segments",
    "/data/domain-scores",
    "/data/metric-scores",
    "/data/segments/2026-27-q1",
    "/data/domain-scores/2026-27-q1",
    "/data/metric-scores/2026-27-q1",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def england() -> None:
    explained_england()


@pytest.mark.usefixtures("england")
def test_a_row_of_a_league_table_has_every_figure_of_the_trust(client: Client) -> None:
    found = json_of(client, f"{TABLE}.json")
    row = next(each for each in found["rows"] if each["ods_code"] == "ZA5")
    assert row | {"name": "", "subtype": "", "region": ""} == {
        "ods_code": "ZA5",
        "name": "",
        "type": "acute",
        "subtype": "",
        "region": "",
        "segment": 3,
        "unadjusted_segment": 1,
        "final_segment": 3,
        "average_metric_score": 1.9,
        "league_rank": 5,
        "score_rank": 5,
        "financial_override": True,
        "financial_override_moved": True,
        "likely_score_low": 1.9,
        "likely_score_high": 2.6,
        "likely_rank_low": 5,
        "likely_rank_high": 8,
        "metrics_scored": None,
        "previous_final_segment": 3,
        "previous_league_rank": 5,
        "domains": {
            key: {"score": None, "segment": None}
            for key in ("access", "safety", "effectiveness", "people", "finance")
        },
        "quarter": "2025-26-q4",
        "edition": "nof-2025-26",
        "revision": 1,
    }
    scored = next(each for each in found["rows"] if each["ods_code"] == "ZA3")
    assert scored["domains"]["access"] == {"score": 2.5, "segment": 3}


@pytest.mark.usefixtures("england")
def test_a_league_table_says_which_figures_it_holds(client: Client) -> None:
    meta = json_of(client, f"{TABLE}.json")["meta"]
    expected = {
        "title": "Acute trusts, Q4 2025/26",
        "quarter": "2025-26-q4",
        "quarter_starts": "2026-01-01",
        "quarter_ends": "2026-03-31",
        "revision": 1,
        "revision_reason": "First publication.",
        "edition": "nof-2025-26",
        "generated_at": "2026-09-10T09:30:00Z",
        "demonstration": False,
        "licence": "Open Government Licence v3.0",
        "rows_shown": 6,
        "rows_total": 6,
        "filters": [],
        "address": f"http://testserver{TABLE}/",
    }
    assert {key: meta[key] for key in expected} == expected
    assert meta["order"].endswith("sorted by rank, best first")
    assert "notices" not in meta


@pytest.mark.usefixtures("england")
def test_csv_xlsx_and_json_hold_the_same_rows(client: Client) -> None:
    plain = rows_of(client, f"{TABLE}.csv")
    data = json_of(client, f"{TABLE}.json")["rows"]
    book = load_workbook(io.BytesIO(body(client.get(f"{TABLE}.xlsx"))))
    table = book["Acute trusts, Q4 2025 26"]
    codes = [row["ods_code"] for row in data]
    assert codes == [row["ods_code"] for row in plain] == ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"]
    assert codes == [row[0].value for row in table.iter_rows(min_row=2)]
    assert list(plain[0])[-3:] == IDENTITY
    assert [row["access_score"] for row in plain][2:4] == ["2.50", ""]
    assert [row["financial_override"] for row in plain][4] == "true"
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert notes["Revision"] == "1"
    assert notes["Licence"] == "Open Government Licence v3.0"
    assert notes["Published"] == "2026-09-10T09:30:00Z"


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"]),
        ("?sort=-rank", ["ZA6", "ZA5", "ZA4", "ZA2", "ZA3", "ZA1"]),
        ("?segment=1&sort=-score", ["ZA2", "ZA3", "ZA1"]),
        ("?q=za4", ["ZA4"]),
        ("?region=London", ["ZA3", "ZA6"]),
    ],
)
def test_a_file_keeps_the_filters_and_the_order_of_the_page(
    client: Client, query: str, codes: list[str]
) -> None:
    assert [row["ods_code"] for row in rows_of(client, f"{TABLE}.csv{query}")] == codes
    page = client.get(f"{TABLE}/{query}").content.decode()
    places = [page.index(f">{code}<") for code in codes]
    assert places == sorted(places)


@pytest.mark.usefixtures("england")
def test_a_filtered_file_says_so_and_keeps_the_ranks_of_the_full_table(client: Client) -> None:
    address = f"{TABLE}.json?segment=4"
    found = json_of(client, address)
    assert [row["league_rank"] for row in found["rows"]] == [6]
    assert found["meta"]["filters"] == ["Segment: 4"]
    assert (found["meta"]["rows_shown"], found["meta"]["rows_total"]) == (1, 6)
    assert name_of(client, address) == "trust-league_acute_2025-26-q4_revision-1_filtered.json"


@pytest.mark.usefixtures("england")
def test_parameters_that_cannot_be_used_are_left_out_and_named_as_on_the_page(
    client: Client,
) -> None:
    query = "?segment=9&sort=nothing"
    found = json_of(client, f"{TABLE}.json{query}")
    assert len(found["rows"]) == 6
    notices = found["meta"]["notices"]
    assert notices[0] == "There is no segment “9” here, so that filter was left out."
    page = client.get(f"{TABLE}/{query}").content.decode()
    assert len(notices) == 2
    assert all(notice in page for notice in notices)
    assert name_of(client, f"{TABLE}.csv{query}") == "trust-league_acute_2025-26-q4_revision-1.csv"


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    "address",
    [
        "/league-tables/acute/2024-25-q4.csv",
        "/league-tables/nothing/2025-26-q4.csv",
        f"{TABLE}.pdf",
        "/trusts/ZZZ/2025-26-q4.json",
        "/trusts/ZA6/2025-26-q3.json",
        "/trusts/ZA1/2024-25-q4.json",
        "/quarters/2024-25-q4.json",
        "/data/nothing.csv",
        "/data/nothing/2025-26-q4.csv",
        "/data/segments/2024-25-q4.csv",
        "/data/2024-25-q4.xlsx",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_before_anything_is_published_there_are_no_files(client: Client) -> None:
    factories.QuarterFactory.create()
    assert client.get(f"{TABLE}.csv").status_code == 404
    assert client.get("/data/segments.csv").status_code == 404
    assert client.get("/data/").status_code == 200
    assert json_of(client, "/trusts.json")["rows"] == []


@pytest.mark.usefixtures("england")
def test_only_what_is_published_gets_into_files(client: Client) -> None:
    quarter = Quarter.objects.get(pk="2025-26-q4")
    submission = factories.SubmissionFactory.create(quarter=quarter)
    draft = factories.AssessmentFactory.create(submission=submission)
    place(draft, Place("ZA1", 6, "3.99", 4))
    quarter.current_assessment = draft
    quarter.save()
    for address in (f"{TABLE}.csv", "/data/segments/2025-26-q4.csv"):
        first = rows_of(client, address)[0]
        assert (first["ods_code"], first["average_metric_score"]) == ("ZA1", "1.50")
    history = rows_of(client, "/data/segments.csv")
    assert "3.99" not in {row["average_metric_score"] for row in history}


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{TABLE}.csv", "trust-league_acute_2025-26-q4_revision-1.csv"),
        (f"{TABLE}.xlsx", "trust-league_acute_2025-26-q4_revision-1.xlsx"),
        (
            f"{TABLE}.csv-metadata.json",
            "trust-league_acute_2025-26-q4_revision-1.csv-metadata.json",
        ),
        ("/trusts/ZA3/2026-27-q1.json", "trust-league_trust-ZA3_2026-27-q1_revision-1.json"),
        ("/quarters/2026-27-q1.csv", "trust-league_reconciliation_2026-27-q1_revision-1.csv"),
        ("/trusts.xlsx", "trust-league_register.xlsx"),
        (
            "/data/segments.csv",
            "trust-league_segments_2025-26-q3-to-2026-27-q1_published-2026-09-10.csv",
        ),
        (
            "/data/metric-scores/2026-27-q1.json",
            "trust-league_metric-scores_2026-27-q1_revision-1.json",
        ),
        ("/data/2026-27-q1.xlsx", "trust-league_all-results_2026-27-q1_revision-1.xlsx"),
    ],
)
def test_names_of_files_say_what_they_are(client: Client, address: str, name: str) -> None:
    assert name_of(client, address) == name


def test_invented_figures_are_called_so_in_name_and_notes(client: Client) -> None:
    explained_england(fictional=True)
    for address in (f"{TABLE}.json", "/trusts/ZA3/2026-27-q1.json", "/data/segments.json"):
        assert name_of(client, address).startswith("trust-league_demonstration_")
        meta = json_of(client, address)["meta"]
        assert meta["demonstration"] is True
        assert meta["source"].startswith("Invented for demonstration")
        assert "licence" not in meta


@pytest.mark.usefixtures("england")
def test_a_csv_file_leads_to_its_description(client: Client) -> None:
    link = client.get(f"{TABLE}.csv?region=London&sort=-score")["Link"]
    address, *_ = link.partition(";")
    assert address == f"<{TABLE}.csv-metadata.json?region=London&sort=-score>"
    assert 'rel="describedby"' in link
    found = json_of(client, address.strip("<>"))
    assert found["url"] == f"http://testserver{TABLE}.csv?region=London&sort=-score"
    assert found["dc:license"]["@id"].startswith("https://www.nationalarchives.gov.uk/")
    columns = [column["name"] for column in found["tableSchema"]["columns"]]
    assert columns == list(rows_of(client, f"{TABLE}.csv?region=London")[0])


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "csv-metadata.json"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_revision_gives_the_same_bytes(client: Client, address: str, ending: str) -> None:
    assert body(client.get(f"{address}.{ending}")) == body(client.get(f"{address}.{ending}"))


@pytest.mark.parametrize("trusts", [6, 40])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (TABLE, 4),
        ("/trusts/ZA3/2026-27-q1", 14),
        ("/quarters/2026-27-q1", 5),
        ("/trusts", 4),
        ("/data/segments", 2),
        ("/data/domain-scores", 3),
        ("/data/metric-scores", 3),
        ("/data/metric-scores/2026-27-q1", 3),
    ],
)
def test_a_file_takes_few_queries_whatever_its_length(
    client: Client,
    england: None,
    django_assert_num_queries: Counted,
    address: str,
    queries: int,
    ending: str,
    trusts: int,
) -> None:
    for row in SegmentAssignment.objects.filter(trust="ZA1"):
        for number in range(7, trusts + 1):
            place(row.assessment, Place(f"Y{number:03d}", number, "3.50", 4))
    with django_assert_num_queries(queries):
        body(client.get(f"{address}.{ending}"))


@pytest.mark.usefixtures("england")
@pytest.mark.parametrize(
    "shown_at",
    [
        f"{TABLE}/",
        f"{TABLE}/?region=London&sort=-score",
        "/trusts/ZA3/2026-27-q1/",
        "/quarters/2026-27-q1/",
        "/trusts/",
    ],
)
def test_a_page_links_its_own_files(client: Client, shown_at: str) -> None:
    shown = client.get(shown_at).content.decode().replace("&amp;", "&")
    path, _, query = shown_at.partition("?")
    for ending in ("csv", "xlsx", "json"):
        address = path.rstrip("/") + f".{ending}" + (f"?{query}" if query else "")
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200
