"""What lifts a trust and what holds it back, against a slow second sum."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from league.rules.assess import assess
from league.rules.edition import Edition, Model
from league.rules.lift import domain_pulls, leaders, lifting, metric_pulls, turned
from league.rules.panel import Reading, build_panel
from league.rules.results import TrustResult
from tests.rules.builders import code, edition, metric, types_of

THIRD = Fraction(1, 3)
FRAMEWORK: Edition = edition(
    metric("OF0001", Model.BY_SOURCE),
    metric("OF0002", Model.BY_SOURCE, weight=THIRD),
    metric("OF0003", Model.BY_SOURCE, weight=THIRD, domain="finance"),
    metric("OF0004", Model.BY_SOURCE, domain="finance"),
    finance_weight=Fraction(0),
)
SCORES = st.none() | st.integers(100, 400).map(lambda cents: cents / 100)


def scored(*scores: float | None) -> TrustResult:
    """A trust with these scores, missing ones left out."""
    readings = [
        Reading(code(0), f"OF000{number}", score)
        for number, score in enumerate(scores, start=1)
        if score is not None
    ]
    return assess(FRAMEWORK, build_panel(FRAMEWORK, types_of(1), readings), seed=1, draws=0).trusts[
        0
    ]


@given(st.lists(SCORES, min_size=4, max_size=4).filter(any))
def test_pulls_sum_to_nothing_and_follow_the_weights(scores: list[float | None]) -> None:
    trust = scored(*scores)
    pulls = metric_pulls(FRAMEWORK, trust)
    weights = {"OF0001": 1.0, "OF0002": 1 / 3, "OF0003": 1 / 3, "OF0004": 1.0}
    whole = sum(weights[it.key] for it in pulls)

    assert len(pulls) == sum(score is not None for score in scores)
    assert abs(sum(it.pull for it in pulls)) < 1e-9
    for it in pulls:
        assert abs(it.pull - weights[it.key] * ((trust.average or 0) - it.score) / whole) < 1e-9


@given(st.lists(SCORES, min_size=4, max_size=4).filter(any))
def test_a_domain_pulls_as_its_metrics_together(scores: list[float | None]) -> None:
    trust = scored(*scores)
    pulls = metric_pulls(FRAMEWORK, trust)

    for domain in domain_pulls(FRAMEWORK, trust, pulls):
        inside = sum(it.pull for it in pulls if FRAMEWORK.by_id[it.key].domain == domain.key)
        assert abs(domain.pull - inside) < 1e-9
        assert domain.score == next(d.rounded for d in trust.domains if d.domain == domain.key)


@given(st.lists(SCORES, min_size=4, max_size=4).filter(any))
def test_what_holds_back_is_the_same_seen_from_the_other_side(scores: list[float | None]) -> None:
    pulls = metric_pulls(FRAMEWORK, scored(*scores))
    other = turned(pulls)

    assert {(it.key, it.score, it.pull) for it in other} == {
        (it.key, it.score, -it.pull) for it in pulls
    }
    assert not {it.key for it in lifting(pulls)} & {it.key for it in lifting(other)}


def test_the_strongest_comes_first_and_equals_keep_the_order_of_the_edition() -> None:
    pulls = metric_pulls(FRAMEWORK, scored(1.0, 1.0, 4.0, 4.0))
    assert [it.key for it in pulls] == ["OF0001", "OF0002", "OF0003", "OF0004"]
    assert [it.key for it in turned(pulls)] == ["OF0004", "OF0003", "OF0002", "OF0001"]
    assert [it.key for it in leaders(pulls)] == ["OF0001"]

    even = metric_pulls(FRAMEWORK, scored(1.0, None, None, 1.0))
    assert [it.key for it in even] == ["OF0001", "OF0004"]
    assert leaders(even) == lifting(even) == ()
