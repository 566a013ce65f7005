"""Small official files of invented trusts, written to a directory of the test."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.files.builders import LEAGUE_HEADERS, METRIC_HEADERS, csv_bytes, metric_row

from .builders import SICKNESS, TYPES

TYPE_NAMES = {
    "acute": "Acute trust",
    "mental-health-and-community": "Mental health and community trust",
    "ambulance": "Ambulance trust",
}
AVERAGES = {"ZA1": "1.0", "ZA2": "1.9", "ZA3": "3.1", "ZM1": "1.45", "ZM2": "2.35", "ZB1": "4.0"}
RANKS = {"ZA1": "1.0", "ZA2": "2.0", "ZA3": "3.0", "ZM1": "1.0", "ZM2": "2.0", "ZB1": "1.0"}
SEGMENTS = {"ZA1": "1.0", "ZA2": "2.0", "ZA3": "4.0", "ZM1": "1.0", "ZM2": "3.0", "ZB1": "4.0"}

Row = dict[str, str]


def trust_cells(code: str, quarter: str = "Q4 2025/26") -> Row:
    return {
        "Quarter": quarter,
        "Trust_code": code,
        "Trust_name": f"Invented Trust {code}",
        "Trust_type": TYPE_NAMES[TYPES[code]],
        "Trust_subtype": "General",
    }


def value_rows(codes: Iterable[str] = TYPES, quarter: str = "Q4 2025/26") -> list[Row]:
    """Sickness of each trust."""
    return [
        metric_row(
            **trust_cells(code, quarter), Metric_ID="OF0082", Value=str(SICKNESS[code]), Rank="NA"
        )
        for code in codes
    ]


def result_rows(codes: Iterable[str] = TYPES, quarter: str = "Q4 2025/26") -> list[Row]:
    """Published adjusted segment with league rank, and average with score rank."""
    rows = []
    for code in codes:
        cells = trust_cells(code, quarter) | {"Units": "segment", "Rank": RANKS[code]}
        rows.append(metric_row(**cells, Metric_ID="OF5000", Value=SEGMENTS[code]))
        rows.append(metric_row(**cells, Metric_ID="OF5002", Value=AVERAGES[code]))
    return rows


def whole(codes: Iterable[str] = TYPES, quarter: str = "Q4 2025/26") -> list[Row]:
    codes = list(codes)
    return [*value_rows(codes, quarter), *result_rows(codes, quarter)]


def write(directory: Path, name: str, rows: Iterable[Row]) -> Path:
    path = directory / name
    path.write_bytes(csv_bytes(rows, METRIC_HEADERS))
    return path


def write_league(directory: Path, name: str, rows: Iterable[Row]) -> Path:
    path = directory / name
    path.write_bytes(csv_bytes(rows, LEAGUE_HEADERS))
    return path
