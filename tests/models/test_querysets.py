"""Reads named by meaning."""

from __future__ import annotations

from datetime import date

import pytest

from league.files.quarters import from_slug
from league.models import Assessment, OversightRecord, Quarter, SegmentAssignment
from tests import factories as f
from trusts.models import Trust
from trusts.types import TrustType

pytestmark = pytest.mark.django_db


def codes(found: object) -> set[str]:
    assert hasattr(found, "values_list")
    return set(found.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mersey", {"ZA1"}),
        ("MERSEY care", {"ZA1"}),
        ("za2", {"ZA2"}),
        ("old harbour", {"ZA2"}),
        ("london", {"ZA2"}),
        ("care london", set()),
        ("", {"ZA1", "ZA2"}),
    ],
)
def test_trusts_are_found_by_all_words(text: str, expected: set[str]) -> None:
    f.TrustFactory.create(ods_code="ZA1", name="Merseyford Care", region="North West")
    f.TrustFactory.create(
        ods_code="ZA2", name="Harbour", region="London", former_names=["Old Harbour Trust"]
    )
    assert codes(Trust.objects.matching(text)) == expected


def test_a_trust_is_known_by_its_code_however_typed() -> None:
    f.TrustFactory.create(ods_code="ZA1")
    found = Trust.objects.with_code(" za1 ")
    assert found is not None
    assert found.pk == "ZA1"
    assert Trust.objects.with_code("ZA9") is None


def test_open_trusts_of_a_day() -> None:
    f.TrustFactory.create(ods_code="ZA1")
    f.TrustFactory.create(ods_code="ZA2", opened=date(2026, 4, 1))
    f.TrustFactory.create(ods_code="ZA3", closed=date(2026, 4, 1))
    assert codes(Trust.objects.open_on(date(2026, 3, 31))) == {"ZA1", "ZA3"}
    assert codes(Trust.objects.open_on(date(2026, 4, 1))) == {"ZA1", "ZA2"}


def test_real_and_invented_trusts_and_types() -> None:
    f.TrustFactory.create(ods_code="ZA1", fictional=True)
    f.TrustFactory.create(ods_code="ZB1", type=TrustType.AMBULANCE)
    assert codes(Trust.objects.fictional()) == {"ZA1"}
    assert codes(Trust.objects.real()) == {"ZB1"}
    assert codes(Trust.objects.of_type("ambulance")) == {"ZB1"}


def test_quarters_newest_first_and_before() -> None:
    for slug in ("2025-26-q4", "2026-27-q1", "2025-26-q3"):
        f.QuarterFactory.create(slug=slug)
    newest = list(Quarter.objects.newest_first())
    assert [quarter.slug for quarter in newest] == ["2026-27-q1", "2025-26-q4", "2025-26-q3"]
    before = Quarter.objects.before(newest[0])
    assert [quarter.slug for quarter in before] == ["2025-26-q4", "2025-26-q3"]


def test_a_league_table_is_in_league_order_with_the_unranked_last() -> None:
    assessment = f.AssessmentFactory.create()
    for code, rank, score in (("ZA1", None, None), ("ZA2", 2, "2.20"), ("ZA3", 1, "1.90")):
        trust = f.TrustFactory.create(ods_code=code)
        f.SegmentAssignmentFactory.create(
            assessment=assessment, trust=trust, league_rank=rank, average_score=score
        )
    other = f.TrustFactory.create(type=TrustType.AMBULANCE)
    f.SegmentAssignmentFactory.create(assessment=assessment, trust=other)
    table = SegmentAssignment.objects.league_table(assessment, "acute")
    assert [row.trust_id for row in table] == ["ZA3", "ZA2", "ZA1"]


def test_a_trusts_way_across_quarters_shows_published_results_only() -> None:
    trust = f.TrustFactory.create()
    for slug in ("2025-26-q4", "2025-26-q3"):
        submission = f.SubmissionFactory.create(quarter__slug=slug)
        for _ in range(2):
            made = f.AssessmentFactory.create(submission=submission)
            f.SegmentAssignmentFactory.create(trust=trust, assessment=made)
        revision = f.RevisionFactory.create(assessment=made)
        Quarter.objects.filter(slug=slug).update(current_revision=revision)
    found = SegmentAssignment.objects.across_quarters(trust.pk)
    assert [row.assessment.quarter_id for row in found] == ["2025-26-q3", "2025-26-q4"]


def test_the_days_of_a_trusts_results_are_those_of_published_quarters_only() -> None:
    trust = f.TrustFactory.create()
    shown = []
    for slug in ("2025-26-q4", "2025-26-q3", "2026-27-q1"):
        name = from_slug(slug)
        quarter = f.QuarterFactory.create(slug=slug, starts=name.starts, ends=name.ends)
        superseded, made = f.AssessmentFactory.create_batch(2, submission__quarter=quarter)
        for each in (superseded, made):
            f.SegmentAssignmentFactory.create(trust=trust, assessment=each)
        if slug != "2026-27-q1":
            revision = f.RevisionFactory.create(assessment=made)
            Quarter.objects.filter(slug=slug).update(current_revision=revision)
            shown.append((made.pk, name.starts))

    assert list(SegmentAssignment.objects.days(trust.pk)) == shown[::-1]
    latest = SegmentAssignment.objects.in_assessments(trust.pk, [shown[0][0]])
    assert [row.assessment.quarter_id for row in latest] == ["2025-26-q4"]


def test_superseded_drafts_are_neither_published_nor_current() -> None:
    submission = f.SubmissionFactory.create()
    published, draft, current = f.AssessmentFactory.create_batch(3, submission=submission)
    f.RevisionFactory.create(assessment=published)
    quarter = submission.quarter
    quarter.current_assessment = current
    assert list(Assessment.objects.superseded_drafts(quarter)) == [draft]


def test_oversight_of_a_day() -> None:
    f.OversightRecordFactory.create(valid_from=date(2025, 4, 1), valid_to=date(2025, 6, 30))
    running = f.OversightRecordFactory.create(valid_from=date(2025, 6, 1))
    assert list(OversightRecord.objects.valid_on(date(2025, 7, 1))) == [running]
    assert OversightRecord.objects.valid_on(date(2025, 6, 30)).count() == 2
