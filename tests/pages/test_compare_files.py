"""Files of a comparison: the same figures as the page."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from league.models import SegmentAssignment
from tests import factories
from tests.pages.england import small_england
from tests.pages.files import body, json_of, name_of, rows_of

pytestmark = pytest.mark.django_db

ASKED = "trust=ZA2&trust=ZA1&quarter=2025-26-q4"


@pytest.fixture(autouse=True)
def england() -> None:
    """The first trust has the better metric and domain."""
    small_england()
    for code, score, rounded in (("ZA2", 1.25, "1.30"), ("ZA1", 2.5, "2.50")):
        row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust=code)
        common = {"assessment": row.assessment, "trust": row.trust}
        factories.MetricScoreFactory.create(**common, score=score)
        factories.DomainScoreFactory.create(**common, rounded=rounded)


def test_json_has_trusts_domains_metrics_and_quarters_in_the_order_asked(client: Client) -> None:
    found = json_of(client, f"/compare.json?{ASKED}")

    assert [row["ods_code"] for row in found["trusts"]] == ["ZA2", "ZA1"]
    assert [(row["ods_code"], row["score"], row["mark"]) for row in found["domains"]] == [
        ("ZA2", 1.3, "best"),
        ("ZA1", 2.5, "worst"),
    ]
    assert [(row["key"], row["score"], row["mark"]) for row in found["metrics"]] == [
        ("OF0013", 1.25, "best"),
        ("OF0013", 2.5, "worst"),
    ]
    assert [(row["ods_code"], row["quarter"]) for row in found["quarters"]] == [
        (code, quarter)
        for code in ("ZA2", "ZA1")
        for quarter in ("2025-26-q3", "2025-26-q4", "2026-27-q1")
    ]
    assert (found["meta"]["rows_shown"], found["meta"]["rows_total"]) == (2, 6)
    assert found["meta"]["address"].endswith(f"/compare/?{ASKED}")


def test_csv_names_the_part_that_each_row_belongs_to(client: Client) -> None:
    rows = rows_of(client, f"/compare.csv?{ASKED}")

    parts = [row["part"] for row in rows]
    assert parts == ["trusts"] * 2 + ["domains"] * 2 + ["metrics"] * 2 + ["quarters"] * 6
    assert rows[4]["figure"] == "A&E within four hours"


def test_the_workbook_has_a_sheet_for_each_part(client: Client) -> None:
    book = load_workbook(io.BytesIO(body(client.get(f"/compare.xlsx?{ASKED}"))))

    assert book.sheetnames[:4] == ["Trusts", "Domains", "Metrics", "Quarters"]
    assert [cell.value for cell in book["Metrics"]["E"]] == ["ODS code", "ZA2", "ZA1"]


def test_the_file_says_what_was_left_out_and_what_it_is(client: Client) -> None:
    found = json_of(client, f"/compare.json?{ASKED}&trust=NOONE")

    assert found["meta"]["notices"] == ["No trust has the code “NOONE”, so it was left out."]
    assert name_of(client, f"/compare.csv?{ASKED}") == (
        "trust-league_compared-trusts_2025-26-q4_revision-1.csv"
    )
