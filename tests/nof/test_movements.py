"""What moved every trust between the official quarters: the parts sum to the change."""

from __future__ import annotations

import pytest

from league.models import Movement, SegmentAssignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

PAIRS = [("2025-26-q1", "2025-26-q3"), ("2025-26-q3", "2025-26-q4")]


def whole(amount: float) -> int:
    """In ten-thousandths, in which the figures add up."""
    return round(amount * 10_000)


def kept(before: str, after: str) -> list[Movement]:
    rows = Movement.objects.filter(assessment__quarter=after, earlier__quarter=before)
    return list(rows.order_by("trust_id"))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_parts_sum_to_the_change_for_every_trust(before: str, after: str) -> None:
    rows = kept(before, after)
    assert len(rows) == 205
    for row in rows:
        told = row.figures
        assert whole(told["change"]) == whole(told["after"]) - whole(told["before"])
        if told["status"] == "together":
            assert sum(map(whole, told["parts"].values())) == whole(told["change"])
            by_metric = sum(whole(each["amount"]) for each in told["metrics"])
            rounding = whole(told["parts"].get("rounding", 0))
            assert by_metric + rounding == whole(told["change"])


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_rounding_never_has_more_than_a_small_part(before: str, after: str) -> None:
    for row in kept(before, after):
        assert abs(row.figures.get("parts", {}).get("rounding", 0)) <= 0.0205


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_averages_are_those_that_are_kept(before: str, after: str) -> None:
    stored = {
        (row.assessment_id, row.trust_id): row.average or 0
        for row in SegmentAssignment.objects.filter(assessment__quarter__in=[before, after])
    }
    for row in kept(before, after):
        decimals = row.figures["decimals"]
        first = stored[row.earlier_id, row.trust_id]
        last = stored[row.assessment_id, row.trust_id]
        assert row.figures["before"] == round(first, decimals[0])
        assert row.figures["after"] == pytest.approx(last, abs=0.6 * 10 ** -decimals[1])


def test_only_trusts_without_published_scores_have_averages_alone() -> None:
    """The acute files have no metric scores for the first three quarters."""
    for before, after in PAIRS:
        types = dict(
            SegmentAssignment.objects.filter(assessment__quarter=after).values_list(
                "trust_id", "type"
            )
        )
        alone = {row.trust_id for row in kept(before, after) if row.figures["status"] == "averages"}
        assert alone == {code for code, kind in types.items() if kind == "acute"}


def test_what_is_not_known_is_not_told_apart() -> None:
    for row in Movement.objects.all():
        assert not {"own", "peers"} & row.figures.get("parts", {}).keys()
        keys = {each["key"] for each in row.figures["sentences"]}
        assert {"change", "untold"} <= keys
        assert "causes" not in keys


def test_the_new_framework_is_compared_with_nothing() -> None:
    assert not Movement.objects.filter(assessment__quarter="2026-27-q1").exists()
