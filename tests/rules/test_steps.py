"""The way to a segment, step by step: every step says its figures, and the figures agree."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from league.rules.assess import assess
from league.rules.edition import Edition, Model
from league.rules.panel import Reading, build_panel
from league.rules.results import TrustResult
from tests.rules.builders import code, edition, metric, types_of

THIRD = Fraction(1, 3)
METRICS = (
    metric("OF0001", Model.BY_SOURCE),
    metric("OF0002", Model.BY_SOURCE, weight=THIRD),
    metric("OF0003", Model.BY_SOURCE, weight=THIRD),
    metric("OF0004", Model.BY_SOURCE, weight=Fraction(1, 2)),
)
CUTS = (1.92, 2.32, 2.77)
SCORES = st.none() | st.integers(100, 400).map(lambda cents: cents / 100)


def framework(programme_segment: int | None = 5) -> Edition:
    return edition(
        *METRICS,
        thresholds=CUTS,
        finance_weight=Fraction(0),
        programme_segment=programme_segment,
    )


def trust_of(
    *scores: float | None, plan: float | None = 1.0, rules: Edition | None = None
) -> TrustResult:
    """A trust alone with these scores, missing ones left out."""
    readings = [
        Reading(code(0), f"OF000{number}", score)
        for number, score in enumerate(scores, start=1)
        if score is not None
    ]
    readings += [Reading(code(0), "OF0079", plan)] if plan is not None else []
    readings += [Reading(code(0), "OF0081", 0.25)]
    rules = rules or framework()
    return assess(rules, build_panel(rules, types_of(1), readings), seed=1, draws=0).trusts[0]


def told(trust: TrustResult) -> dict[str, str]:
    return {step.key: step.sentence for step in trust.steps}


def figures(trust: TrustResult) -> dict[str, dict[str, object]]:
    return {step.key: dict(step.figures) for step in trust.steps}


@given(st.lists(SCORES, min_size=4, max_size=4).filter(any))
def test_the_figures_of_the_steps_lead_to_the_average(scores: list[float | None]) -> None:
    weights = (Fraction(1), THIRD, THIRD, Fraction(1, 2))
    known = [(w, s) for w, s in zip(weights, scores, strict=True) if s is not None]
    whole = float(sum(weight for weight, _ in known))
    weighted = sum(float(weight) * score for weight, score in known)

    found = figures(trust_of(*scores))

    assert found["metrics"] == {"metrics_scored": len(known), "weight_sum": whole}
    average = found["average"]
    assert isinstance(average["weighted_sum"], float)
    assert abs(average["weighted_sum"] - weighted) < 1e-9
    assert isinstance(average["average"], float)
    assert abs(average["average"] - weighted / whole) < 1e-9
    assert average["weight_sum"] == whole


def test_weights_are_told_in_words() -> None:
    assert told(trust_of(2.0))["metrics"] == (
        "1 metric is scored. It counts once. The weights sum to 1."
    )
    assert told(trust_of(2.0, 2.0, 2.0, 2.0))["metrics"] == (
        "4 metrics are scored. 1 counts once, 1 counts half and 2 count one third each. "
        "The weights sum to 2.1667."
    )


def test_the_average_is_told_to_four_decimals_and_rounded() -> None:
    assert told(trust_of(1.0, 2.0, 3.0))["average"] == (
        "The scores, each times its weight, sum to 2.6667. Divided by 1.6667, the sum of the "
        "weights, that is 1.6000, which rounds to 1.60."
    )


def test_the_override_gives_its_figures_and_the_reason() -> None:
    assert figures(trust_of(1.5, plan=-0.5))["override"] == {
        "financial_override": True,
        "source": "derived",
        "plan": -0.5,
        "variance": 0.25,
        "plan_and_variance": -0.25,
        "no_better_than": 3,
    }
    assert figures(trust_of(1.5, plan=None))["override"]["plan_and_variance"] is None


def test_the_adjusted_segment_says_what_the_override_did() -> None:
    assert told(trust_of(1.5, plan=-0.5))["adjusted"] == (
        "Segment 1 becomes segment 3, because a trust in deficit can be no better than that: "
        "adjusted segment 3."
    )
    assert told(trust_of(3.5, plan=-0.5))["adjusted"] == (
        "Segment 4 is no better than the segment 3 that a trust in deficit can have at best: "
        "adjusted segment 4."
    )
    assert told(trust_of(1.5))["adjusted"] == "The override changes nothing: adjusted segment 1."


def test_the_programme_is_told_where_the_edition_has_one() -> None:
    outside = trust_of(1.5)
    without = trust_of(1.5, rules=framework(programme_segment=None))

    assert told(outside)["programme"].startswith("The trust is not known to be in")
    assert figures(outside)["programme"] == {"programme": False}
    assert told(without)["programme"] == "Nothing else moves a segment in this edition."
    assert figures(without)["programme"] == {}
    assert told(without)["final"] == "Final segment 1."
