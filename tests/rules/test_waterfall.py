"""The way from 1.00 to the average: its parts are exact, and lead there without a gap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from league.rules.waterfall import Scored, waterfall

DOMAINS = ("access", "safety", "finance")
EACH = st.tuples(
    st.sampled_from(DOMAINS), st.sampled_from([1.0, 1 / 3, 0.5]), st.integers(100, 400)
)


def metrics(found: list[tuple[str, float, int]]) -> list[Scored]:
    whole = sum(weight for _, weight, _ in found)
    return [
        Scored(f"OF{place:04d}", domain, weight, cents / 100, weight * cents / 100 / whole)
        for place, (domain, weight, cents) in enumerate(found)
    ]


@given(st.lists(EACH, min_size=1, max_size=40))
def test_the_parts_lead_from_one_to_the_average(found: list[tuple[str, float, int]]) -> None:
    scored = metrics(found)
    average = sum(it.weight * it.score for it in scored) / sum(it.weight for it in scored)

    parts = waterfall(scored, DOMAINS)

    assert parts[0].start == 1
    assert all(before.end == after.start for before, after in pairwise(parts))
    assert abs(1 + sum(part.added for part in parts) - average) < 1e-9
    assert abs(parts[-1].end - average) < 1e-9
    assert abs(sum(part.metric.contribution for part in parts) - average) < 1e-9
    assert all(part.added >= 0 for part in parts)


@given(st.lists(EACH, max_size=40))
def test_metrics_stand_by_domain_and_the_costliest_of_a_domain_first(
    found: list[tuple[str, float, int]],
) -> None:
    scored = metrics(found)

    parts = waterfall(scored, DOMAINS)

    assert {part.metric for part in parts} == set(scored)
    assert len(parts) == len(scored)
    order = [(DOMAINS.index(part.metric.domain), -part.added) for part in parts]
    assert order == sorted(order)
