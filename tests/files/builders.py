"""Files in the official layouts, of invented trusts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

METRIC_HEADERS = [
    "Quarter",
    "Region",
    "Trust_type",
    "Trust_subtype",
    "Trust_code",
    "Trust_name",
    "Domain",
    "Sub-domain",
    "Metric_ID",
    "Metric_description",
    "Reporting_date",
    "Units",
    "Value",
    "Median_value",
    "Lower_quartile",
    "Upper_quartile",
    "Rank",
]
LEAGUE_HEADERS = [
    "Quarter",
    "Region",
    "Trust_type",
    "Trust_subtype",
    "Trust_code",
    "Trust_name",
    "Average_score",
    "Likely_range_of_average_score",
    "Segment",
    "Trust_in_financial_deficit",
    "Rank",
    "Likely_range_of_rank",
]

_TRUST = {
    "Quarter": "Q4 2025/26",
    "Region": "Midlands",
    "Trust_type": "Acute trust",
    "Trust_subtype": "Acute - Large",
    "Trust_code": "ZA1",
    "Trust_name": "Ambleford Invented NHS Trust",
}


def metric_row(**cells: str) -> dict[str, str]:
    """A row of a metric file; ``cells`` by header replace the usual ones."""
    usual = {"Metric_ID": "OF0013", "Reporting_date": "Q4 2025/26", "Units": "%", "Value": "78.5"}
    return {**_TRUST, **usual, "Rank": "4.0", **cells}


def league_row(**cells: str) -> dict[str, str]:
    """A row of a league table."""
    usual = {
        "Average_score": "2.15",
        "Likely_range_of_average_score": "1.9 to 2.41",
        "Segment": "3.0",
        "Trust_in_financial_deficit": "Yes",
        "Rank": "4.0",
        "Likely_range_of_rank": "2 to 9",
    }
    return {**_TRUST, **usual, **cells}


def csv_bytes(
    rows: Iterable[Mapping[str, str]],
    headers: Iterable[str] = METRIC_HEADERS,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> bytes:
    """The file's bytes; headers that are not in a row are left empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, list(headers), restval="", extrasaction="ignore", delimiter=delimiter
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
