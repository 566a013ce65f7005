"""Files as their readers open them, and an England that has something of everything."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client

from league.models import Reconciliation, SegmentAssignment
from tests.pages.england import explain, small_england

TABLE = "/league-tables/acute/2025-26-q4"


def explained_england(*, fictional: bool = False) -> None:
    """The small England with one trust explained in two quarters, and one reconciliation."""
    assessment = small_england(fictional=fictional)
    for row in SegmentAssignment.objects.filter(trust="ZA3").exclude(
        assessment__quarter="2025-26-q3"
    ):
        explain(row)
    counted = {"exact": 9, "handed_in": 3, "only_published": 0, "only_ours": 0}
    Reconciliation.objects.create(
        assessment=assessment,
        lines=[{"kind": "metric-score", "compared": 10, "agreed": 9} | counted],
        differences=[
            {"kind": "metric-score", "key": "OF0013", "trust": "ZA3", "ours": 2, "published": 3.5}
        ],
    )


def body(response: HttpResponseBase) -> bytes:
    """All of it, whether it came at once or in pieces."""
    assert response.status_code == 200, response
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    return response.getvalue()


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    text = body(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(client: Client, address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(client.get(address)))
    return found


def name_of(client: Client, address: str) -> str:
    """The file name that a browser saves it under."""
    kind, _, name = client.get(address)["Content-Disposition"].partition("; filename=")
    assert kind == "attachment"
    return name.strip('"')
