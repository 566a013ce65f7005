"""Files of NHS England's official figures: what was published comes out again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from league.models import DomainScore, MetricScore, SegmentAssignment
from league.services.audit import Actor
from league.services.imports import import_official
from tests.pages.files import body, json_of, rows_of

pytestmark = pytest.mark.django_db

ADJUSTED_SEGMENT = "OF5000"
TYPES = ("acute", "mental-health-and-community", "ambulance")


@pytest.fixture
def official(nof_dir: Path) -> Path:
    """All official files, imported and published."""
    report = import_official(by=Actor("A tester"), paths=[nof_dir], publish=True)
    assert not report.faults
    return nof_dir


def published(folder: Path, kind: str) -> dict[str, int]:
    """Adjusted segments by code, of Q4 2025/26."""
    file = folder / f"nhs-oversight-framework-{kind}-trust-data-q4-25-26.csv"
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    return {
        row["Trust_code"]: int(float(row["Value"]))
        for row in rows
        if row["Metric_ID"] == ADJUSTED_SEGMENT and row["Quarter"] == "Q4 2025/26"
    }


def test_every_form_gives_the_published_segments(client: Client, official: Path) -> None:
    for kind in TYPES:
        expected = published(official, kind)
        address = f"/league-tables/{kind}/2025-26-q4"

        data = json_of(client, f"{address}.json")["rows"]
        plain = rows_of(client, f"{address}.csv")
        table = load_workbook(io.BytesIO(body(client.get(f"{address}.xlsx")))).worksheets[0]

        assert {row["ods_code"]: row["segment"] for row in data} == expected
        assert {row["ods_code"]: int(row["segment"]) for row in plain} == expected
        header, *rows = table.iter_rows(values_only=True)
        code, segment = header.index("ODS code"), header.index("Segment (adjusted)")
        assert {row[code]: row[segment] for row in rows} == expected


@pytest.mark.usefixtures("official")
def test_the_whole_history_has_every_row_and_its_negative_numbers(client: Client) -> None:
    metrics = rows_of(client, "/data/metric-scores.csv")
    assert len(metrics) == MetricScore.objects.count() > 10_000
    assert len(rows_of(client, "/data/segments.csv")) == SegmentAssignment.objects.count()
    assert len(json_of(client, "/data/domain-scores.json")["rows"]) == DomainScore.objects.count()
    values = [float(row["value"]) for row in metrics if row["value"]]
    assert min(values) < 0
    assert len(values) == MetricScore.objects.filter(value__isnull=False).count()
    assert {row["state"] for row in metrics if not row["value"]} <= {
        "suppressed",
        "not-submitted",
        "no-figure",
    }
