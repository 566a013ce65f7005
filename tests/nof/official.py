"""The official files read as plainly as can be, to check the rules without our reader."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from league import editions
from league.rules.edition import Edition
from league.rules.panel import Panel, Reading, build_panel

TYPES = {
    "Acute trust": "acute",
    "Mental health and community trust": "mental-health-and-community",
    "Ambulance trust": "ambulance",
}


@dataclass(frozen=True)
class Official:
    """One quarter as published: figures by (code, official id)."""

    edition: Edition
    types: dict[str, str]
    values: dict[tuple[str, str], float]
    ranks: dict[tuple[str, str], float]
    units: dict[tuple[str, str], str]

    def panel(self, *, ties: bool, flags: bool = True) -> Panel:
        """The values to be scored, with the published ranks as tie-break or without."""
        given = [
            Reading(
                code,
                metric_id,
                value,
                unit=self.units[code, metric_id],
                tie_rank=self.ranks.get((code, metric_id)) if ties else None,
            )
            for (code, metric_id), value in self.values.items()
            if metric_id in self.edition.by_id
            or (flags and metric_id == self.edition.figures.override)
        ]
        return build_panel(self.edition, self.types, given)


@cache
def official(folder: Path, quarter: str, slug: str) -> Official:
    """All rows of a quarter such as ``Q4 2025/26``, of all files."""
    edition = editions.get(slug)
    made = Official(edition, {}, {}, {}, {})
    for path in sorted(folder.glob("*-data-*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["Quarter"] == quarter:
                    _keep(made, row)
    return made


def _keep(made: Official, row: dict[str, str]) -> None:
    key = row["Trust_code"], row["Metric_ID"]
    made.types[row["Trust_code"]] = TYPES[row["Trust_type"]]
    made.units[key] = row["Units"].strip()
    if row["Value"] not in ("", "NA"):
        made.values[key] = float(row["Value"])
    if row["Rank"] not in ("", "NA"):
        made.ranks[key] = float(row["Rank"])


def likely_ranges(folder: Path) -> dict[str, tuple[float, float, int, int]]:
    """Published likely ranges by code: score low and high, rank low and high."""
    (path,) = folder.glob("*-league-table-*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Trust_code"]: _bounds(row) for row in csv.DictReader(file)}


def _bounds(row: dict[str, str]) -> tuple[float, float, int, int]:
    low, high = row["Likely_range_of_average_score"].split(" to ")
    first, last = row["Likely_range_of_rank"].split(" to ")
    return float(low), float(high), int(float(first)), int(float(last))
