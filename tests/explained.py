"""What the explanation of every trust must hold, whichever figures it rests on."""

from __future__ import annotations

import re

import pytest

from league import editions
from league.models import Assessment, MetricScore, SegmentAssignment, TrustExplanation
from league.rules.waterfall import Scored, waterfall

ALWAYS = ("segment", "rank", "score")
KEYS = (*ALWAYS, "override", "specialist", "gaps", "lifted", "held-back", "limits", "published")


def assert_explained(assessment: Assessment) -> int:
    """Every trust of the assessment has an answer that fits its result, and where it was computed
    contributions that sum to its average. Returns how many trusts there were."""
    answers = dict(
        TrustExplanation.objects.filter(assessment=assessment).values_list("trust_id", "answer")
    )
    rows = list(SegmentAssignment.objects.of_assessment(assessment))
    assert set(answers) == {row.trust_id for row in rows}
    scores = _scores(assessment)
    for row in rows:
        told = {each["key"]: each["sentence"] for each in answers[row.trust_id]}
        _assert_answer(row, told)
        if assessment.is_computed and row.average is not None:
            _assert_sums(assessment, row, scores[row.trust_id])
    return len(rows)


def _scores(assessment: Assessment) -> dict[str, list[MetricScore]]:
    found: dict[str, list[MetricScore]] = {}
    for score in MetricScore.objects.filter(assessment=assessment, contribution__isnull=False):
        found.setdefault(score.trust_id, []).append(score)
    return found


def _assert_answer(row: SegmentAssignment, told: dict[str, str]) -> None:
    if row.average is None:
        assert list(told) == ["segment"], row
        return
    assert set(ALWAYS) <= set(told) <= set(KEYS), row
    assert told["segment"].startswith(f"The trust is in segment {row.final}"), row
    assert f"{row.average_score}" in told["score"], row
    assert re.search(rf"\b{row.league_rank}(st|nd|rd|th) of ", told["rank"]), row
    if row.override_moved:
        assert f"segment {row.unadjusted}" in told["segment"] + told.get("override", ""), row
    for sentence in told.values():
        assert re.fullmatch(r"[A-Z].*\.", sentence), sentence
        assert not re.search(r"  |\bNone\b(?! of its)|\bnan\b|\.\.|,,| ,", sentence), sentence


def _assert_sums(assessment: Assessment, row: SegmentAssignment, scores: list[MetricScore]) -> None:
    assert sum(score.contribution or 0 for score in scores) == pytest.approx(row.average, abs=1e-9)
    edition = editions.get(assessment.quarter.edition)
    parts = waterfall(
        (Scored(s.metric, s.domain, s.weight, s.score or 0, s.contribution or 0) for s in scores),
        [domain.key for domain in edition.domains],
    )
    assert parts[-1].end == pytest.approx(row.average, abs=1e-9), row
