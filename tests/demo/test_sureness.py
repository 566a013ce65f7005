"""How sure the places of the fictional England are, beside the slow way."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from league import editions
from league.rules.assess import assess
from league.rules.results import QuarterResult, TrustResult
from tests.rules.slow_sureness import SlowRules, SlowTrust, without

from .assessed import QUARTERS, panel

DRAWS = 300


@cache
def drawn(quarter: str) -> QuarterResult:
    edition = editions.for_financial_year(quarter[:7])
    return assess(edition, panel(quarter), draws=DRAWS, seed=1)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_trust_with_a_score_is_as_sure_as_its_draws(quarter: str) -> None:
    for trust in drawn(quarter).trusts:
        sure, likely = trust.sureness, trust.likely
        if trust.average is None:
            assert sure is None
            continue
        assert sure, trust.code
        assert sure.density, trust.code
        assert likely, trust.code
        assert sure.density.draws == sum(sure.segments) == DRAWS
        assert sure.density.between(2.5, 97.5) == (likely.rank_low, likely.rank_high)
        assert len(sure.without) == (trust.metrics_scored if trust.metrics_scored > 1 else 0)
        assert all(text.endswith(".") for _, text in sure.sentences), trust.code


@pytest.mark.parametrize("quarter", QUARTERS)
def test_leaving_out_a_metric_agrees_with_the_slow_way(quarter: str) -> None:
    result = drawn(quarter)
    counted = {each.id: each.weight for each in result.edition.counted}
    rules = SlowRules(counted, result.cuts, result.edition.override.no_better_than)
    trusts = [_slow(trust, counted) for trust in result.trusts]

    for trust in result.trusts[::40]:
        assert trust.sureness, trust.code
        for it in trust.sureness.without[::4]:
            slow = without(rules, trusts, trust.code, it.metric_id)
            assert slow, (trust.code, it.metric_id)
            found = (it.stand.average, it.stand.segment, it.stand.rank, it.stand.shared)
            assert found == (slow.average, slow.segment, slow.rank, slow.shared)


def _slow(trust: TrustResult, counted: dict[str, Fraction]) -> SlowTrust:
    scores = {
        each.metric_id: Fraction(each.score)
        for each in trust.metrics
        if each.score is not None and each.metric_id in counted
    }
    return SlowTrust(trust.code, trust.type, scores, bool(trust.override.flagged))
