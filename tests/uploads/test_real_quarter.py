"""A real quarter of the ambulance trusts, reshaped to the simple layouts, is handed in as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from league.models import Upload, UploadState
from league.services.audit import Actor
from league.services.uploads import evaluating, handing_in
from tests.factories import TrustFactory
from trusts.types import TrustType

from .builders import ods_of, xlsx_of

pytestmark = pytest.mark.django_db

NAME = "nhs-oversight-framework-ambulance-trust-data-q4-25-26.csv"
QUARTER = "Q4 2025/26"
BY = Actor("A tester")
Rows = list[tuple[str, ...]]


@pytest.fixture
def official(nof_dir: Path) -> list[dict[str, str]]:
    """The quarter's rows of metrics, their results included."""
    with (nof_dir / NAME).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Quarter"] == QUARTER]
    for code in {row["Trust_code"] for row in rows}:
        TrustFactory.create(ods_code=code, type=TrustType.AMBULANCE)
    return rows


def long(rows: list[dict[str, str]]) -> Rows:
    body = [(row["Trust_code"], row["Metric_ID"], row["Value"]) for row in rows]
    return [("Trust", "Metric", "Value"), *body]


def wide(rows: list[dict[str, str]]) -> Rows:
    found = {(row["Trust_code"], row["Metric_ID"]): row["Value"] for row in rows}
    metrics = sorted({metric for _, metric in found})
    codes = sorted({code for code, _ in found})
    body = [(code, *(found.get((code, each), "") for each in metrics)) for code in codes]
    return [("Trust code", *metrics), *body]


def csv_file(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("shape", [long, wide])
@pytest.mark.parametrize("write", [csv_file, xlsx_of, ods_of])
def test_it_counts_without_mending(
    official: list[dict[str, str]],
    shape: Callable[[list[dict[str, str]]], Rows],
    write: Callable[..., bytes],
) -> None:
    data = write(*shape(official))
    upload = handing_in.receive(by=BY, quarter="2025-26-q4", name="ours", data=data)
    evaluating.check_now(by=BY, upload=upload)
    held = Upload.objects.get(pk=upload.pk)

    assert [each for each in held.findings if each["severity"] != "note"] == []
    assert held.state == UploadState.READY
    done = handing_in.confirm(by=BY, upload=held, digest=held.preview_digest)
    assert done.submission
    figures = {(row["Trust_code"], row["Metric_ID"]) for row in official}
    kept = set(done.submission.values.values_list("trust_id", "metric"))
    assert {("RRU", "OF0017"), ("RX6", "OF0082")} <= kept
    assert kept <= figures
