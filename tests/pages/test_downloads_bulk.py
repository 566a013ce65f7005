"""Files of trusts, quarters, the register, and of whole quarters and the whole history."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from league.models import SegmentAssignment
from tests import factories
from tests.pages.england import Place, place, publish
from tests.pages.files import TABLE, body, explained_england, json_of, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def england() -> None:
    explained_england()


@pytest.mark.usefixtures("england")
def test_a_trust_file_holds_the_whole_way_to_its_segment(client: Client) -> None:
    found = json_of(client, "/trusts/ZA3/2026-27-q1.json")
    assert found["trust"]["segment"] == 1
    assert [row["key"] for row in found["domains"]] == ["access"]
    scored, suppressed = found["metrics"]
    assert (scored["key"], scored["value"], scored["unit"], scored["score"]) == (
        "OF0013",
        78.5,
        "%",
        2.5,
    )
    assert (suppressed["value"], suppressed["state"], suppressed["score"]) == (
        None,
        "suppressed",
        None,
    )
    assert [row["quarter"] for row in found["quarters"]] == [
        "2025-26-q3",
        "2025-26-q4",
        "2026-27-q1",
    ]
    assert found["meta"]["revision"] == 1


@pytest.mark.usefixtures("england")
def test_a_trust_file_has_nhs_englands_own_metric_scores(client: Client) -> None:
    row = SegmentAssignment.objects.get(trust="ZA3", assessment__quarter="2026-27-q1")
    shown = row.assessment.submission
    figure = {"trust": row.trust, "kind": "metric-score", "key": "OF0013"}
    factories.PublishedFigureFactory.create(**figure, submission=shown, value=3.28)
    later = factories.SubmissionFactory.create(quarter=shown.quarter, number=shown.number + 1)
    factories.PublishedFigureFactory.create(**figure, submission=later, value=1.11)
    compared, other = json_of(client, "/trusts/ZA3/2026-27-q1.json")["metrics"]
    assert (compared["score"], compared["published_score"]) == (2.5, 3.28)
    assert other["published_score"] is None


def test_the_steps_of_a_trust_stand_in_order_with_their_figures(client: Client) -> None:
    steps = [
        {"key": "average", "sentence": "the mean is 2.20", "figures": {"average": 2.2}},
        {"key": "override", "sentence": "in deficit", "figures": {"flag": True, "plan": None}},
    ]
    place(publish("2025-26-q4"), Place("ZA1", 1, "2.20", 2), steps=steps)
    found = json_of(client, "/trusts/ZA1/2025-26-q4.json")
    assert found["steps"] == [
        {"step": "average", "sentence": "The mean is 2.20."},
        {"step": "override", "sentence": "In deficit."},
    ]
    assert found["figures"] == [
        {"step": "average", "key": "average", "value": 2.2, "words": ""},
        {"step": "override", "key": "flag", "value": None, "words": "yes"},
        {"step": "override", "key": "plan", "value": None, "words": "not known"},
    ]


@pytest.mark.usefixtures("england")
def test_each_row_of_a_trusts_csv_says_its_part_trust_and_quarter(client: Client) -> None:
    rows = rows_of(client, "/trusts/ZA3/2026-27-q1.csv")
    assert {row["part"] for row in rows} == {
        "trust",
        "domains",
        "metrics",
        "explanation",
        "quarters",
    }
    assert {row["ods_code"] for row in rows} == {"ZA3"}
    now = [row for row in rows if row["part"] != "quarters"]
    assert {(row["quarter"], row["revision"]) for row in now} == {("2026-27-q1", "1")}


@pytest.mark.usefixtures("england")
def test_a_code_in_small_letters_leads_to_the_trusts_file(client: Client) -> None:
    response = client.get("/trusts/za3/2026-27-q1.json")
    assert response.status_code == 302
    assert response["Location"] == "/trusts/ZA3/2026-27-q1.json"


@pytest.mark.usefixtures("england")
def test_a_quarters_file_holds_its_reconciliation(client: Client) -> None:
    found = json_of(client, "/quarters/2026-27-q1.json")
    (line,) = found["agreement"]
    assert (line["kind"], line["compared"], line["agreed"]) == ("metric-score", 10, 9)
    (difference,) = found["differences"]
    assert (difference["ods_code"], difference["ours"], difference["published"]) == ("ZA3", 2, 3.5)
    assert found["revisions"][0]["reason"] == "First publication."
    assert json_of(client, "/quarters/2025-26-q4.json")["agreement"] == []


@pytest.mark.usefixtures("england")
def test_the_register_has_every_trust_and_its_latest_segment(client: Client) -> None:
    factories.TrustFactory.create(
        ods_code="ZC1", name="@Closed", closed="2025-04-01", former_names=["Old", "Older"]
    )
    rows = {row["ods_code"]: row for row in rows_of(client, "/trusts.csv")}
    assert (rows["ZA6"]["final_segment"], rows["ZA6"]["quarter"]) == ("4", "2026-27-q1")
    closed = rows["ZC1"]
    assert (closed["name"], closed["closed"], closed["former_names"], closed["final_segment"]) == (
        "'@Closed",
        "2025-04-01",
        "Old; Older",
        "",
    )
    found = json_of(client, "/trusts.json?type=ambulance")
    assert [row["ods_code"] for row in found["rows"]] == ["ZX1", "ZX2"]
    assert found["meta"]["filters"] == ["Trust type: ambulance"]


@pytest.mark.usefixtures("england")
def test_the_history_has_all_quarters_oldest_first(client: Client) -> None:
    rows = rows_of(client, "/data/segments.csv")
    quarters = [row["quarter"] for row in rows]
    assert quarters == sorted(quarters)
    assert {quarter: quarters.count(quarter) for quarter in quarters} == {
        "2025-26-q3": 7,
        "2025-26-q4": 8,
        "2026-27-q1": 8,
    }
    metrics = rows_of(client, "/data/metric-scores.csv")
    assert [(row["quarter"], row["metric"], row["edition"]) for row in metrics] == [
        ("2025-26-q4", "OF0013", "nof-2025-26"),
        ("2025-26-q4", "OF0014", "nof-2025-26"),
        ("2026-27-q1", "OF0013", "nof-2026-27"),
        ("2026-27-q1", "OF0014", "nof-2026-27"),
    ]
    meta = json_of(client, "/data/domain-scores.json")["meta"]
    assert meta["quarters"] == ["2025-26-q3", "2025-26-q4", "2026-27-q1"]
    assert meta["revisions"][0].startswith("2025-26-q3: revision 1 of 2026-09-10.")


@pytest.mark.usefixtures("england")
def test_a_quarter_comes_as_one_workbook(client: Client) -> None:
    book = load_workbook(io.BytesIO(body(client.get("/data/2026-27-q1.xlsx"))))
    assert book.sheetnames == [
        "Segments and ranks",
        "Domain scores",
        "Metric values and scores",
        "Notes",
    ]
    assert book["Segments and ranks"].max_row == 9
    assert book["Metric values and scores"]["A2"].value == "ZA3"


@pytest.mark.usefixtures("england")
def test_long_files_are_sent_while_they_are_read(client: Client) -> None:
    assert client.get("/data/metric-scores.csv").streaming
    assert client.get("/data/metric-scores.json").streaming
    assert not client.get(f"{TABLE}.csv").streaming


@pytest.mark.usefixtures("england")
def test_the_page_of_downloads_leads_to_files_that_are_there(client: Client) -> None:
    page = client.get("/data/").content.decode()
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    files = {each for each in addresses if each.endswith((".csv", ".xlsx", ".json"))}
    history, register, rules, quarters = 9, 3, 3 * (2 + 2), 3 * (9 + 1 + 9 + 3)
    assert len(files) == history + register + rules + quarters
    for address in files:
        assert client.get(address).status_code == 200, address
