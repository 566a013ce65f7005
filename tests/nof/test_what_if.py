"""A what-if with the published values, beside what is stored of every trust."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from league.filters.what_if import WhatIfForm
from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.reads.league_tables import shown
from league.rules.results import TrustResult
from league.rules.what_if import Scenario
from league.services import what_if, workings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported", "nof_dir")]


@pytest.fixture(autouse=True)
def _nothing_held() -> None:
    """Other tests have other assessments under the same numbers."""
    workings._of.cache_clear()
    workings._drawn.cache_clear()


def overall(row: SegmentAssignment) -> tuple[object, ...]:
    """What is stored, in the words of the rules."""
    likely = [row.score_low, row.score_high]
    return (
        *(row.average, row.unadjusted, row.adjusted, row.final, row.league_rank, row.score_rank),
        *(None if each is None else float(each) for each in likely),
        *(row.rank_low, row.rank_high),
        *(row.override_flagged, row.override_sentence),
        [(step["key"], step["sentence"]) for step in row.steps],
    )


def told(it: TrustResult) -> tuple[object, ...]:
    assert it.likely is not None
    likely = it.likely
    return (
        *(it.average, it.unadjusted, it.adjusted, it.final, it.league_rank, it.score_rank),
        *(likely.score_low, likely.score_high, likely.rank_low, likely.rank_high),
        *(it.override.flagged, it.override.sentence),
        [(step.key, step.sentence) for step in it.steps],
    )


@pytest.mark.parametrize(("slug", "trusts"), [("2025-26-q4", 205), ("2026-27-q1", 202)])
def test_published_values_give_what_is_stored_of_every_trust(slug: str, trusts: int) -> None:
    assessment = shown(Quarter.objects.published().get(slug=slug))
    rows = {row.trust_id: row for row in SegmentAssignment.objects.of_assessment(assessment)}
    for code, row in rows.items():
        asked = what_if.about(assessment=assessment, code=code)
        assert asked is not None
        form = WhatIfForm(QueryDict(), asked)
        assert form.is_valid(), (code, form.errors)
        assert form.scenario == Scenario(code)
        values = {name: each.published for name, each in form.figures.items()}
        found = what_if.what_if(asked=asked, scenario=Scenario(code, values))
        assert found.after == found.before
        assert told(found.after) == overall(row), code
    assert len(rows) == trusts


@pytest.mark.parametrize("slug", ["2025-26-q4", "2026-27-q1"])
def test_so_do_the_scores_of_its_metrics_and_domains(slug: str) -> None:
    assessment = shown(Quarter.objects.published().get(slug=slug))
    for code in ("RP6", "RXK", "RYC", "RAJ"):
        asked = what_if.about(assessment=assessment, code=code)
        assert asked is not None
        it = what_if.what_if(asked=asked, scenario=Scenario(code)).after
        stored = {row.metric: row for row in MetricScore.objects.of_trust(assessment, code)}
        assert stored.keys() == {each.metric_id for each in it.metrics}
        for each in it.metrics:
            row = stored[each.metric_id]
            assert (each.score, each.rank, each.sentence) == (row.score, row.rank, row.sentence)
        domains = {row.domain: row for row in DomainScore.objects.of_trust(assessment, code)}
        for part in it.domains:
            assert part.segment == domains[part.domain].segment
            assert part.score == domains[part.domain].score
