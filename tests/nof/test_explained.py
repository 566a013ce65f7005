"""Every trust of the official quarters is explained, and what explains it adds up."""

from __future__ import annotations

import pytest

from league.models import Quarter, TrustExplanation
from tests.explained import assert_explained

pytestmark = pytest.mark.django_db

OFFICIAL = {"2025-26-q1": 205, "2025-26-q3": 205, "2025-26-q4": 205, "2026-27-q1": 202}


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("slug", OFFICIAL)
def test_every_trust_is_explained(slug: str) -> None:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    assert assert_explained(quarter.current_revision.assessment) == OFFICIAL[slug]


@pytest.mark.usefixtures("imported")
def test_trusts_of_the_programme_are_told_so() -> None:
    rows = TrustExplanation.objects.filter(assessment__quarter="2025-26-q1")
    found = {row.trust_id for row in rows if "is in segment 5, which" in row.answer[0]["sentence"]}

    assert found == {"RHA", "RW1", "RXV", "RYE"}
