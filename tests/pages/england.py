"""A small England for page tests: a few invented trusts in three quarters of two editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from league import models
from tests import factories
from trusts.models import Trust

_REGIONS = ("London", "Midlands", "North West")


@dataclass(frozen=True)
class Place:
    """Where a trust stands; ``held`` when the financial override moved it."""

    code: str
    rank: int
    score: str
    segment: int
    held: bool = False


ACUTE_Q4 = (
    Place("ZA1", 1, "1.50", 1),
    Place("ZA2", 2, "1.62", 1),
    Place("ZA3", 2, "1.62", 1),
    Place("ZA4", 4, "2.10", 2),
    Place("ZA5", 5, "1.90", 3, held=True),
    Place("ZA6", 6, "2.95", 4),
)
ACUTE_Q3 = (
    Place("ZA2", 1, "1.55", 1),
    Place("ZA1", 2, "1.70", 2),
    Place("ZA3", 3, "2.00", 2),
    Place("ZA4", 4, "2.30", 2),
    Place("ZA5", 5, "2.60", 3),
)
AMBULANCE = (Place("ZX1", 1, "1.80", 2), Place("ZX2", 2, "2.40", 3))


def publish(slug: str, **fields: Any) -> models.Assessment:
    """A published quarter without results yet; fields are those of its assessment."""
    fictional = fields.pop("fictional", False)
    reason = fields.pop("reason", "First publication")
    quarter = factories.QuarterFactory.create(slug=slug, fictional=fictional)
    submission = factories.SubmissionFactory.create(quarter=quarter)
    assessment = factories.AssessmentFactory.create(submission=submission, **fields)
    revision = factories.RevisionFactory.create(assessment=assessment, reason=reason, number=1)
    quarter.current_assessment, quarter.current_revision = assessment, revision
    quarter.save()
    return assessment


def place(
    assessment: models.Assessment, where: Place, trust_type: str = "acute", **fields: Any
) -> models.SegmentAssignment:
    """A trust's results in a quarter."""
    trust = Trust.objects.filter(pk=where.code).first() or factories.TrustFactory.create(
        ods_code=where.code, type=trust_type, region=_REGIONS[int(where.code[-1]) % 3]
    )
    values: dict[str, Any] = {
        "region": trust.region,
        "subtype": trust.subtype,
        "average": float(where.score),
        "average_score": where.score,
        "unadjusted": 1 if where.held else where.segment,
        "override_flagged": where.held,
        "override_moved": where.held,
        "override_sentence": "It is in deficit." if where.held else "It is not in deficit.",
        "adjusted": where.segment,
        "final": where.segment,
        "league_rank": where.rank,
        "score_rank": where.rank,
        "rank_high": where.rank + 3,
        "rank_low": where.rank,
    }
    return factories.SegmentAssignmentFactory.create(
        assessment=assessment, trust=trust, **(values | fields)
    )


def small_england(*, fictional: bool = False) -> models.Assessment:
    """Q3 and Q4 2025/26 and Q1 2026/27; returns the assessment of the last."""
    for slug, acute in (
        ("2025-26-q3", ACUTE_Q3),
        ("2025-26-q4", ACUTE_Q4),
        ("2026-27-q1", ACUTE_Q4),
    ):
        assessment = publish(slug, fictional=fictional, cuts=[1.92, 2.32, 2.77])
        for where in acute:
            place(assessment, where)
        for where in AMBULANCE:
            place(assessment, where, "ambulance")
    return assessment


def explain(row: models.SegmentAssignment) -> None:
    """Metrics, domains and neighbours of one trust: scored, left out, suppressed."""
    common = {"assessment": row.assessment, "trust": row.trust}
    factories.DomainScoreFactory.create(**common)
    factories.MetricScoreFactory.create(
        **common,
        sentence="3rd of the 9 that miss it: scores 2.50.",
        period="June 2026",
        better_trust="ZA2",
        better_value=79.1,
        worse_trust="ZA4",
        worse_value=77.0,
    )
    factories.MetricScoreFactory.create(
        **common,
        metric="OF0014",
        value=None,
        state="suppressed",
        score=None,
        rank=None,
        spread_size=None,
        pool_size=None,
        contribution=None,
        rule="suppressed",
        sentence="Suppressed because the numbers are small, so it is left out.",
    )
