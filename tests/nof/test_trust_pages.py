"""The page of every trust of every official quarter: it renders, and leaves nothing out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from league.models import Quarter, SegmentAssignment
from tests.pages.whole import assert_whole

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("slug", "trusts"),
    [("2025-26-q1", 205), ("2025-26-q3", 205), ("2025-26-q4", 205), ("2026-27-q1", 202)],
)
def test_every_trust_has_a_whole_page(client: Client, slug: str, trusts: int) -> None:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    rows = SegmentAssignment.objects.of_assessment(quarter.current_revision.assessment)
    codes = list(rows.values_list("trust_id", flat=True))
    assert len(codes) == trusts
    for code in codes:
        assert_whole(client, reverse("trust", args=[code, slug]))
