"""The explanation of official results in files: documented, and its sums hold."""

from __future__ import annotations

import pytest
from django.test import Client

from league.models import Quarter, SegmentAssignment
from tests.pages.test_trust_explanation import SECTIONS, explanation, keys, named, unknown

pytestmark = pytest.mark.django_db

EACH = 17
"""One trust in so many; the pages are tested for every one."""


def some_codes(slug: str) -> list[str]:
    quarter = Quarter.objects.published().get(slug=slug)
    assert quarter.current_revision
    rows = SegmentAssignment.objects.of_assessment(quarter.current_revision.assessment)
    return list(rows.order_by("trust").values_list("trust_id", flat=True))[::EACH]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("slug", ["2025-26-q4", "2026-27-q1"])
def test_computed_results_are_explained_to_the_figure(client: Client, slug: str) -> None:
    for code in some_codes(slug):
        found = explanation(client, code, slug)
        assert not unknown({named(path) for path in keys(found)}), code
        assert found["answer"], code
        (step,) = [step for step in found["steps"] if step["key"] == "average"]
        total = sum(metric["contribution"] or 0 for metric in found["metrics"])
        assert abs(total - step["figures"].get("average", 0)) < 1e-9, code
        assert (found["way_up"] is None) == bool(found["no_way_up"]), code


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("slug", ["2025-26-q1", "2025-26-q3"])
def test_results_as_published_say_what_is_not_known(client: Client, slug: str) -> None:
    for code in some_codes(slug):
        found = explanation(client, code, slug)
        assert set(found) == SECTIONS
        assert not unknown({named(path) for path in keys(found)}), code
        assert found["way_up"] is None
        assert "taken as NHS England published them" in found["no_way_up"], code
