"""Which columns hold what: the official layout and a simple one, long or wide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from league.files.tables import key_of

from .sheets import Cell, Sheet, words

HEADER_WITHIN = 30
"""Rows above which the header must stand; titles and notes may come before it."""

DEFICIT = "DEFICIT"
"""Stands for the deficit flag of whatever edition, in the place of a metric id."""

_METRIC = re.compile(r"\b(OF\d{4})\b", re.IGNORECASE)

_MEANS = {
    "trust": (
        *("trust_code", "ods_code", "ods", "code", "trust", "org_code", "organisation_code"),
        *("provider_code", "provider", "organisation", "trust_ods_code"),
    ),
    "metric": ("metric_id", "metric", "metric_code", "measure", "measure_id", "indicator"),
    "value": ("value", "figure", "result", "metric_value", "performance"),
    "state": ("state", "value_state", "status"),
    "period": ("reporting_date", "period", "reporting_period", "data_period", "data_date"),
    "unit": ("units", "unit"),
    "quarter": ("quarter", "reporting_quarter"),
    "rank": ("rank",),
}
_FLAG = {
    *("deficit", "in_deficit", "financial_override", "deficit_flag", "financial_deficit"),
    *("trust_in_financial_deficit", "trust_in_deficit"),
}


class Layout(StrEnum):
    OFFICIAL = "official"
    LONG = "long"
    WIDE = "wide"


@dataclass(frozen=True)
class Columns:
    """Places from 0 of a recognised header."""

    layout: Layout
    header_row: int
    """As a spreadsheet counts."""
    headers: tuple[str, ...]
    at: dict[str, int]
    """By meaning: trust, metric, value, state, period, unit, quarter."""
    metrics: dict[int, str] = field(default_factory=dict)
    """Wide: metric id (or ``DEFICIT``) by place."""
    twins: tuple[str, ...] = ()
    """Headers that say the same as an earlier one."""


def metric_in(text: str) -> str:
    """The id in a text such as ``OF0013 A&E within four hours``; empty when there is none."""
    found = _METRIC.search(text)
    if found:
        return found[1].upper()
    return DEFICIT if key_of(text) in _FLAG else ""


def recognise(sheet: Sheet) -> Columns | None:
    """The first row near the top that is a header of one of the layouts."""
    for number, row in sheet.rows[:HEADER_WITHIN]:
        found = _columns(number, row)
        if found:
            return found
    return None


def _columns(number: int, row: tuple[Cell, ...]) -> Columns | None:
    headers = tuple(words(cell) for cell in row)
    at, twins = _meanings(headers)
    if "trust" not in at:
        return None
    if {"metric", "value"} <= at.keys():
        official = "rank" in at and "quarter" in at
        layout = Layout.OFFICIAL if official else Layout.LONG
        return Columns(layout, number, headers, at, twins=twins)
    metrics = {place: found for place, each in enumerate(headers) if (found := metric_in(each))}
    if not metrics:
        return None
    seen: set[str] = set()
    for place, metric in metrics.items():
        twins += (headers[place],) if metric in seen else ()
        seen.add(metric)
    return Columns(Layout.WIDE, number, headers, at, metrics, twins)


def _meanings(headers: tuple[str, ...]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The best place for each meaning, and headers that occur twice."""
    keys = [key_of(header) for header in headers]
    at = {}
    for meaning, names in _MEANS.items():
        places = [keys.index(name) for name in names if name in keys]
        if places:
            at[meaning] = places[0]
    used = set(at.values())
    twins = tuple(
        headers[place]
        for place, key in enumerate(keys)
        if place not in used and key and key in {keys[other] for other in used}
    )
    return at, twins
