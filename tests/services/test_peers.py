"""How figures lie among peers is stored with the assessment, and goes with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from league import editions
from league.models import MetricSpread
from league.rules.peers import PoolState, from_plain
from league.services.assessments import verify
from tests.services.builders import SICKNESS, TYPES, handover, submit, value_line

pytestmark = pytest.mark.django_db


def keys(given: str) -> set[tuple[str, str]]:
    """Metric and type of what is stored."""
    return set(MetricSpread.objects.filter(metric=given).values_list("metric", "type"))


def test_each_metric_has_a_row_for_each_type_that_reports_it() -> None:
    submit(handover())

    assert keys("OF0082") == {("OF0082", kind) for kind in TYPES.values()}
    assert keys("OF0013") == {("OF0013", "acute")}
    assert keys("OF0023") == set()


def test_domains_go_by_the_official_id_of_their_score() -> None:
    submit(handover())
    ids = {domain.key: domain.score_id for domain in editions.get("nof-2025-26").domains}

    assert keys(ids["access"]) == {(ids["access"], "acute")}
    assert len(keys(ids["people"])) == len(set(TYPES.values()))


def test_what_is_stored_is_what_the_rules_said() -> None:
    assessment = submit(handover()).assessment
    row = MetricSpread.objects.of_type(assessment, "acute").get(metric="OF0082")

    spread = from_plain(row.metric, row.type, row.figures)

    assert (spread.trusts, spread.pool_is) == (3, PoolState.WIDER)
    assert {peer.code: peer.value for peer in spread.units[0].peers} == {
        code: value for code, value in SICKNESS.items() if TYPES[code] == "acute"
    }
    assert spread.units[0].pool is not None
    assert spread.units[0].pool.reported == len(SICKNESS)


def test_a_recomputation_gives_the_same_bytes_with_them() -> None:
    assert verify(submit(handover()).assessment)


def test_rows_of_a_superseded_draft_are_dropped() -> None:
    first = submit(handover()).assessment
    correction = replace(handover(), values=(value_line("ZA1", "OF0082", 9.9),), files=())
    second = submit(correction).assessment

    assert not MetricSpread.objects.filter(assessment=first).exists()
    row = MetricSpread.objects.of_type(second, "acute").get(metric="OF0082")
    assert from_plain(row.metric, row.type, row.figures).units[0].own.highest == 9.9
