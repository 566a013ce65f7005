"""A trust's quarter on one page: what it says, and the same as files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from league.models import Quarter, TrustExplanation
from league.services import publishing
from tests.pages.england import small_england
from tests.pages.files import body, json_of, name_of, rows_of
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, handover, submit

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
PAGE = "/trusts/ZA2/2025-26-q4/summary/"
FILE = "/trusts/ZA2/2025-26-q4/summary"


@pytest.fixture
def computed() -> None:
    """A quarter computed by the rules and published."""
    submit(handover(), draws=50)
    quarter = Quarter.objects.get(slug="2025-26-q4")
    publishing.publish(by=ACTOR, quarter=quarter, reason="First publication")


@pytest.mark.usefixtures("computed")
def test_the_summary_has_the_answer_the_domains_and_what_moved_it(read: Read) -> None:
    told = TrustExplanation.objects.get(trust="ZA2").answer

    page = read(PAGE)

    assert page.heading == "NHS Oversight Framework, Q4 2025/26: summary Invented Trust ZA2"
    assert all(each["sentence"] in page.text for each in told)
    assert [row for row in page.rows if row[0] == "Access to services"] == [
        ("Access to services", "1", "2.00", "Segment 2")
    ]
    assert ("Effectiveness and experience", "0", "Not scored", "None: not scored") in page.rows
    assert "Open Government Licence v3.0" in page.text
    assert "revision" in page.text.lower()
    assert page.links["Every figure and its reason"] == "/trusts/ZA2/2025-26-q4/"
    assert page.inline == ()


@pytest.mark.usefixtures("computed")
def test_metrics_that_moved_it_stand_on_their_side(read: Read) -> None:
    page = read(PAGE)

    assert page.text.index("Lifted it most") < page.text.index("Held it back most")
    assert [row for row in page.rows if len(row) == 3 and row[0] != "Metric"] == [
        ("Combined finance", "From its two parts", "1.00"),
        ("Staff sickness absence", "5.2%", "2.20"),
        ("A&E within four hours", "72.5%", "2.00"),
    ]


@pytest.mark.usefixtures("computed")
def test_the_trusts_page_leads_to_it(read: Read) -> None:
    assert read("/trusts/ZA2/2025-26-q4/").links["Summary on one page"] == PAGE


def test_a_result_without_an_explanation_says_what_is_known(read: Read) -> None:
    small_england(fictional=True)

    page = read("/trusts/ZA5/2025-26-q4/summary/")

    assert "NHS England uses this segment for trusts that fall short" in page.text
    assert "the scores by domain are not published for Q4 2025/26" in page.text
    assert "Lifted it most" not in page.text
    assert "Invented for demonstration: these figures describe no real trust." in page.text


@pytest.mark.usefixtures("computed")
def test_its_files_have_what_the_page_says(client: Client, read: Read) -> None:
    told = json_of(client, f"{FILE}.json")
    workbook = load_workbook(io.BytesIO(body(client.get(f"{FILE}.xlsx"))))
    parts = [row["part"] for row in rows_of(client, f"{FILE}.csv")]

    assert told["trust"]["ods_code"] == "ZA2"
    assert workbook.sheetnames[:4] == ["Trust", "Answer", "Domains", "Metrics"]
    assert list(dict.fromkeys(parts)) == ["trust", "answer", "domains", "metrics"]
    text = read(PAGE).text
    assert all(each["sentence"] in text for each in told["answer"])
    assert all(each["name"] in text for each in told["metrics"])
    assert {each["side"] for each in told["metrics"]} <= {"lifted", "held-back"}
    assert all(each["pull"] > 0 for each in told["metrics"])
    saved = name_of(client, f"{FILE}.xlsx")
    assert saved == "trust-league_trust-ZA2_summary_2025-26-q4_revision-1.xlsx"


@pytest.mark.usefixtures("computed")
def test_small_letters_lead_to_the_code(client: Client) -> None:
    response = client.get("/trusts/za2/2025-26-q4/summary/")

    assert (response.status_code, response["Location"]) == (302, PAGE)


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize(
    "address",
    [
        "/trusts/ZA9/2025-26-q4/summary/",
        "/trusts/ZA9/2025-26-q4/summary.xlsx",
        "/trusts/ZA1/2019-20-q1/summary/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
