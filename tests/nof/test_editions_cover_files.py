"""The editions know every figure of NHS England's files, and agree with what they show."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from league import editions
from league.rules.edition import Edition, Metric, Scoring

pytestmark = pytest.mark.nof

TYPES = {
    "Acute trust": "acute",
    "Ambulance trust": "ambulance",
    "Mental health and community trust": "mental-health-and-community",
}


@dataclass(frozen=True)
class Row:
    edition: Edition
    type: str
    metric: str
    unit: str
    value: float | None


@pytest.fixture(scope="module")
def rows(nof_dir: Path) -> list[Row]:
    found = [row for path in sorted(nof_dir.glob("*-trust-data-*.csv")) for row in read(path)]
    assert len({row.edition.slug for row in found}) == 2
    return found


def read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            year = line["Quarter"].split()[-1].replace("/", "-")
            yield Row(
                edition=editions.for_financial_year(year),
                type=TYPES[line["Trust_type"].strip()],
                metric=line["Metric_ID"].strip(),
                unit=line["Units"].strip(),
                value=None if line["Value"].strip() in ("", "NA") else float(line["Value"]),
            )


def domain_and_overall_ids(edition: Edition) -> set[str]:
    figures = {value for value in vars(edition.figures).values() if value}
    domains = {key for domain in edition.domains for key in (domain.score_id, domain.segment_id)}
    return figures | domains


def test_the_official_ids_are_those_of_the_files(rows: list[Row]) -> None:
    for edition in editions.all_editions():
        known = domain_and_overall_ids(edition) | set(edition.by_id) | set(edition.by_score_id)
        assert {row.metric for row in rows if row.edition is edition} == known


def test_every_unit_of_2025_26_is_known(rows: list[Row]) -> None:
    edition = editions.get("nof-2025-26")
    units = {(metric.id, scoring.unit) for metric in edition.metrics for scoring in metric.scorings}
    values = {(row.metric, row.unit) for row in rows if row.edition is edition}
    assert {pair for pair in values if pair[0] in edition.by_id} == units


def test_scores_are_in_the_unit_of_scores_in_both_years(rows: list[Row]) -> None:
    for row in rows:
        if row.metric in row.edition.by_score_id:
            assert row.unit == "score", row


def test_the_trust_types_of_a_metric_are_those_that_report_it(rows: list[Row]) -> None:
    for edition in editions.all_editions():
        for metric in edition.metrics:
            seen = {row.type for row in rows if row.edition is edition and row.metric == metric.id}
            assert seen == set(metric.types), (edition.slug, metric.id)


def test_values_fit_the_decimals_that_are_shown(rows: list[Row]) -> None:
    for row in rows:
        metric = row.edition.by_id.get(row.metric)
        if metric and row.value is not None:
            assert round(row.value, metric.decimals) == row.value, row


def test_no_published_value_lies_within_the_gap_of_a_decoded_cut(rows: list[Row]) -> None:
    checked = 0
    for edition in editions.all_editions():
        for metric in edition.metrics:
            for scoring in metric.scorings:
                values = [row.value for row in rows if reported(row, edition, metric, scoring)]
                neighbours = set(pairwise(sorted({value for value in values if value is not None})))
                assert set(scoring.cut_between) <= neighbours, (edition.slug, metric.id)
                checked += len(scoring.cut_between)
    assert checked > 30


def reported(row: Row, edition: Edition, metric: Metric, scoring: Scoring) -> bool:
    """Units tell variants apart; printed units of metrics without any are not trusted."""
    same_unit = row.unit == scoring.unit or not metric.variants
    return row.edition is edition and row.metric == metric.id and same_unit
