"""England's quarter in NHS England's layout, once or many times over: generated, invented figures.

Of every copy of England after the first the values differ a little, so that they rank anew. The
published results in the files are those that our rules give, as they are when files are right.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from league import editions
from league.demo import england
from league.demo.trusts import DemoTrust
from league.files.quarters import from_slug
from league.rules.edition import Edition, Model
from league.rules.figures import Figures, compute
from league.rules.panel import Panel, Reading, State, build_panel

QUARTER = "2026-27-q1"
HEADERS = (
    *("Quarter", "Region", "Trust_type", "Trust_subtype", "Trust_code", "Trust_name", "Domain"),
    *("Sub-domain", "Metric_ID", "Metric_description", "Reporting_date", "Units", "Value"),
    *("Median_value", "Lower_quartile", "Upper_quartile", "Rank"),
)
TYPE_NAMES = {
    "acute": "Acute trust",
    "mental-health-and-community": "Mental health and community trust",
    "ambulance": "Ambulance trust",
}
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MISSING = {State.SUPPRESSED: "Suppressed", State.NOT_SUBMITTED: "NA"}


@dataclass(frozen=True)
class Country:
    """A quarter of one England or of several: its trusts, their readings, and what they give."""

    quarter: str
    edition: Edition
    trusts: tuple[DemoTrust, ...]
    readings: tuple[Reading, ...]

    def panel(self) -> Panel:
        """The readings as arrays."""
        types = {trust.code: trust.type for trust in self.trusts}
        return build_panel(self.edition, types, self.readings)


def country(copies: int = 1, quarter: str = QUARTER) -> Country:
    """So many Englands in one quarter."""
    release = next(each for each in england.releases() if each.quarter == quarter)
    edition = editions.for_financial_year(from_slug(quarter).financial_year)
    numbers = {trust.code: place for place, trust in enumerate(release.trusts)}
    trusts: list[DemoTrust] = []
    readings: list[Reading] = []
    for copy in range(copies):
        random = np.random.default_rng(copy)
        codes = {old: code_of(copy * len(numbers) + at) for old, at in numbers.items()}
        trusts += (replace(trust, code=codes[trust.code]) for trust in release.trusts)
        for figure in release.figures:
            given = Reading(codes[figure.code], figure.metric, figure.value, figure.state)
            given = replace(given, unit=figure.unit)
            readings.append(_elsewhere(edition, given, random) if copy else given)
    return Country(quarter, edition, tuple(trusts), tuple(readings))


def code_of(number: int) -> str:
    """An ODS code of five characters, as no trust has: Y and the number to the base 36."""
    text = ""
    for _ in range(4):
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return f"Y{text}"


def _elsewhere(edition: Edition, given: Reading, random: np.random.Generator) -> Reading:
    """A little other, unless it is a score or a flag as it comes."""
    metric = edition.by_id.get(given.metric_id)
    if given.value is None or metric is None or metric.scoring.model is Model.BY_SOURCE:
        return given
    value = given.value * (1 + random.normal(scale=0.02))
    return replace(given, value=round(value, metric.decimals))


def write(directory: Path, made: Country, *, size: int = 205) -> list[Path]:
    """Files of so many trusts each and of one type, as NHS England has them. Returns paths."""
    panel = made.panel()
    results = _Results(made, panel, compute(made.edition, panel))
    paths = []
    for kind in TYPE_NAMES:
        members = [trust for trust in made.trusts if trust.type == kind]
        for start in range(0, len(members), size):
            path = directory / f"{kind}-trust-data-{made.quarter}-part-{start // size + 1}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(HEADERS)
                for trust in members[start : start + size]:
                    writer.writerows(results.rows(trust))
            paths.append(path)
    return paths


class _Results:
    """Rows of each trust: its values, then its scores, then its domains and overall results."""

    def __init__(self, made: Country, panel: Panel, figures: Figures) -> None:
        self.edition, self.figures = made.edition, figures
        self.label = from_slug(made.quarter).label
        self.places = {code: row for row, code in enumerate(panel.codes)}
        self.given: dict[str, list[Reading]] = {code: [] for code in panel.codes}
        for reading in made.readings:
            self.given[reading.code].append(reading)

    def rows(self, trust: DemoTrust) -> Iterator[tuple[str, ...]]:
        kind = TYPE_NAMES[trust.type]
        cells = (self.label, trust.region, kind, trust.subtype, trust.code, trust.name)
        for domain, name, key, unit, value, rank in self._told(trust.code):
            told = (domain, domain, key, name, self.label, unit, value, "", "", "", rank)
            yield (*cells, *told)

    def _told(self, code: str) -> Iterator[tuple[str, str, str, str, str, str]]:
        row = self.places[code]
        names = {domain.key: domain.name for domain in self.edition.domains}
        for each in self.given[code]:
            metric = self.edition.by_id.get(each.metric_id)
            if metric is not None and metric.score_id != metric.id:
                value = _MISSING.get(each.state) or repr(each.value)
                yield names[metric.domain], metric.name, metric.id, each.unit, value, "NA"
        for metric in self.edition.metrics:
            score = self.figures.scored[metric.id].scores[row]
            if metric.score_id and not np.isnan(score):
                yield (
                    names[metric.domain],
                    metric.name,
                    metric.score_id,
                    "score",
                    f"{score:.2f}",
                    "",
                )
        yield from self._of_domains(row)
        yield from self._overall(row)

    def _of_domains(self, row: int) -> Iterator[tuple[str, str, str, str, str, str]]:
        for domain in self.edition.domains:
            means, _, placed = self.figures.domains[domain.key]
            if placed[row]:
                name, score = domain.name, f"{means.hundredths[row] / 100:.2f}"
                yield name, f"{name} domain score", domain.score_id, "score", score, ""
                segment = str(placed[row])
                yield name, f"{name} domain segment", domain.segment_id, "segment", segment, ""

    def _overall(self, row: int) -> Iterator[tuple[str, str, str, str, str, str]]:
        it, ids = self.figures, self.edition.figures
        if not it.unadjusted[row]:
            return
        average = f"{it.averages.hundredths[row] / 100:.2f}"
        told = [
            ("Average metric score", ids.average, average, str(it.score_ranks[row])),
            ("Adjusted segment", ids.adjusted_segment, it.adjusted[row], str(it.league_ranks[row])),
            ("Unadjusted segment", ids.unadjusted_segment, it.unadjusted[row], ""),
            ("Financial override", ids.override, int(it.override.flagged[row]), ""),
        ]
        for name, key, value, rank in told:
            yield "Summary", name, key, "segment", str(value), rank
