"""The paragraph at the top of a trust's page, read in each case that it must read well for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from league.rules.answer import answers
from league.rules.assess import assess
from league.rules.edition import Edition, Metric, Model
from league.rules.panel import Reading, build_panel
from league.rules.published import PublishedTrust, adopt
from league.rules.results import LikelyRange, QuarterResult
from tests.rules.builders import code, edition, metric, types_of

CUTS = (1.92, 2.32, 2.77)
ME = code(0)


def _metrics() -> tuple[Metric, ...]:
    """Six whose scores are handed in, three a domain."""
    return tuple(
        metric(f"OF000{number}", Model.BY_SOURCE, domain="access" if number < 4 else "finance")
        for number in range(1, 7)
    )


def framework() -> Edition:
    return edition(*_metrics(), thresholds=CUTS, finance_weight=Fraction(0))


PEERS: list[tuple[float, ...]] = [(2.0,) * 6, (2.2,) * 6, (2.6,) * 6]


def quarter(
    *mine: float | None,
    peers: list[tuple[float, ...]] = PEERS,
    plan: float = 1.0,
    variance: float = 0.0,
    extra: tuple[Reading, ...] = (),
    draws: int = 200,
) -> QuarterResult:
    """A quarter in which the first trust has these scores."""
    readings = [
        Reading(code(row), f"OF000{number}", score)
        for row, scores in enumerate([mine, *peers])
        for number, score in enumerate(scores, start=1)
        if score is not None
    ]
    readings += [Reading(code(row), "OF0079", 1.0) for row in range(1, 1 + len(peers))]
    readings += [Reading(code(row), "OF0081", 0.0) for row in range(1, 1 + len(peers))]
    readings += [Reading(ME, "OF0079", plan), Reading(ME, "OF0081", variance), *extra]
    panel = build_panel(framework(), types_of(1 + len(peers)), readings)
    return assess(framework(), panel, seed=1, draws=draws)


def told(result: QuarterResult, subtype: str = "Acute - Large") -> dict[str, str]:
    """The first trust's sentences by key, in their order."""
    found = dict(answers(result, {ME: subtype}))
    return {each.key: each.sentence for each in found[ME]}


def test_segment_1_reads_well() -> None:
    said = told(quarter(1.0, 1.5, 1.25, 1.0, 2.0, 1.5))

    assert list(said) == [
        *("segment", "rank", "score", "lifted", "held-back", "override", "limits"),
    ]
    assert said["segment"] == (
        "The trust is in segment 1 (1 is the best; scores alone give 4 at worst), which NHS "
        "England uses for trusts that perform well on nearly all measures."
    )
    assert said["rank"].startswith("It ranks 1st of 4 acute trusts")
    assert said["score"] == (
        "Each metric is scored from 1 (best) to 4 (worst); the average of its 6 metrics is 1.38."
    )
    assert said["override"] == "It is not in deficit, so its scores alone decided its segment."
    assert said["limits"] == "Its average is 0.54 clear of segment 2, which begins above 1.92."


def test_segment_4_reads_well() -> None:
    said = told(quarter(4.0, 3.5, 3.0, 3.0, 3.0, 2.5))

    assert said["segment"] == (
        "The trust is in segment 4 (1 is the best; scores alone give 4 at worst), which NHS "
        "England uses for trusts that fall short in many areas and need intensive support."
    )
    assert said["rank"].startswith("It ranks 4th of 4 acute trusts")
    assert said["limits"] == "Its average is 0.40 short of segment 3, which needs 2.77 or less."


def test_segment_5_tells_the_decision_from_the_scores() -> None:
    decided = (Reading(ME, "OF5007", 1),)
    said = told(quarter(4.0, 3.5, 3.0, 3.0, 3.0, 2.5, plan=-2, extra=decided))

    assert said["segment"] == (
        "The trust is in segment 5, which NHS England uses for trusts that it has placed in its "
        "Provider Improvement Programme, the most intensive support there is. Its scores and "
        "finances alone would put it in segment 4."
    )
    assert said["override"] == "It is in deficit, which made no difference."
    assert said["limits"].startswith("Leaving the programme aside, its average is 0.40 short of")


def test_the_programme_and_a_deficit_are_told_apart() -> None:
    decided = (Reading(ME, "OF5007", 1),)
    said = told(quarter(2.0, 2.0, 2.0, 2.0, 2.0, 2.25, plan=-2, extra=decided))

    assert "Its scores and finances alone would put it in segment 3." in said["segment"]
    assert said["override"] == (
        "It is in deficit: its scores alone would put it in segment 2, which the deficit makes "
        "segment 3."
    )


def test_an_overridden_trust_is_told_first_what_holds_it() -> None:
    said = told(quarter(1.0, 1.5, 1.25, 1.0, 2.0, 1.5, plan=-0.03))

    assert list(said)[:3] == ["segment", "override", "rank"]
    assert said["segment"] == (
        "The trust is in segment 3 (1 is the best; scores alone give 4 at worst) because it is "
        "in deficit: its scores alone would put it in segment 1, but a trust in deficit can be no "
        "better than segment 3."
    )
    assert said["override"] == (
        "It plans a deficit of 0.03% of its income; any deficit counts, however small."
    )
    assert "Trusts are ranked by segment first; by score alone it would be 1st." in said["rank"]
    assert said["limits"] == (
        "While it is in deficit, no better score can take it out of segment 3. Its average is "
        "1.39 clear of segment 4, which begins above 2.77."
    )


def test_a_deficit_that_nobody_planned_is_told_by_what_is_missing() -> None:
    said = told(quarter(1.0, 1.5, 1.25, 1.0, 2.0, 1.5, plan=0.5, variance=-1.2))

    assert said["override"] == ("It planned no deficit, but is 1.2% of its income behind its plan.")


def test_a_flag_that_no_figure_shows_is_named_in_full() -> None:
    flag = (Reading(ME, "OF5004", 1),)
    result = assess_reported(flag)

    said = told(result)

    assert "because it is in deficit or receives support for one: its scores" in said["segment"]
    assert "override" not in said


def assess_reported(flag: tuple[Reading, ...]) -> QuarterResult:
    rules = edition(*_metrics(), thresholds=CUTS, flag="reported", finance_weight=Fraction(0))
    scores = [Reading(ME, f"OF000{number}", 1.5) for number in range(1, 7)]
    money = [Reading(ME, "OF0079", 0.0), Reading(ME, "OF0081", 0.0)]
    return assess(rules, build_panel(rules, types_of(1), [*scores, *money, *flag]), seed=1, draws=0)


@pytest.mark.parametrize(("score", "segment"), [(2.6, 3), (3.5, 4)])
def test_a_deficit_that_makes_no_difference_says_so(score: float, segment: int) -> None:
    said = told(quarter(*(score,) * 6, plan=-1))

    assert said["override"] == (
        f"It is in deficit, which made no difference: its scores alone put it in segment {segment}."
    )
    assert ("no better score can take it out of segment 3" in said["limits"]) is (segment == 3)


def test_few_metrics_are_said_to_weigh_more() -> None:
    said = told(quarter(2.0, 2.5))

    assert said["score"] == (
        "Each metric is scored from 1 (best) to 4 (worst); the average of its 2 metrics is 2.25. "
        "Acute trusts typically have 6, so each weighs more here."
    )


def test_a_specialist_trust_is_set_beside_its_like() -> None:
    said = told(quarter(1.0, 1.5, 1.25, 1.0, 2.0, 1.5), "Acute - Specialist")

    assert "other specialist trusts are a fairer comparison" in said["specialist"]
    assert "specialist" not in told(quarter(1.0, 1.5, 1.25, 1.0, 2.0, 1.5))


def test_a_domain_without_data_plays_no_part() -> None:
    said = told(quarter(None, None, None, 2.0, 2.5, 3.0))

    assert said["gaps"] == (
        "None of its metrics on access was scored, so that domain plays no part in its average."
    )
    assert said["lifted"] == "It was lifted most by its score for Metric OF0004 (2.00)."
    assert said["held-back"] == "It was held back most by its score for Metric OF0006 (3.00)."


def test_best_and_worst_are_named_by_domain_and_by_metric() -> None:
    said = told(quarter(1.0, 1.5, 1.25, 1.0, 4.0, 3.5))

    assert said["lifted"] == (
        "It was lifted most by the access domain (1.25), and among single metrics by its scores "
        "for Metric OF0001 (1.00) and Metric OF0004 (1.00)."
    )
    assert said["held-back"] == (
        "It was held back most by the finance domain (2.83), and among single metrics by its "
        "scores for Metric OF0005 (4.00) and Metric OF0006 (3.50)."
    )


def test_many_equal_scores_are_counted_before_two_are_named() -> None:
    said = told(quarter(1.0, 1.0, 1.0, 4.0, 4.0, 4.0))

    assert said["lifted"].endswith(
        "by the 3 that score 1.00, the best possible, such as Metric OF0001 and Metric OF0002."
    )
    assert said["held-back"].endswith(
        "by the 3 that score 4.00, the worst possible, such as Metric OF0004 and Metric OF0005."
    )


def test_scores_that_are_all_the_same_neither_lift_nor_hold_back() -> None:
    said = told(quarter(*(2.0,) * 6))

    assert said["lifted"] == "All its metrics score the same, 2.00."
    assert "held-back" not in said


def test_one_metric_alone_is_not_set_beside_itself() -> None:
    said = told(quarter(2.0))

    assert "lifted" not in said
    assert "; its only metric scores 2.00. Acute trusts typically have 6," in said["score"]


def test_a_shared_rank_is_joint() -> None:
    said = told(quarter(2.0, 2.0, 2.0, 2.0, 2.0, 2.0))

    assert said["rank"].startswith("It ranks joint 1st of 4 acute trusts")


def test_a_rank_by_score_that_others_share_is_joint() -> None:
    same = (1.0, 1.5, 1.25, 1.0, 2.0, 1.5)
    said = told(quarter(*same, plan=-0.03, peers=[same, (4.0,) * 6]))

    assert "by score alone it would be joint 1st." in said["rank"]


def test_the_likely_range_is_told_in_words() -> None:
    said = told(quarter(1.0, 1.5, 4.0, 1.0, 2.0, 1.5))
    alone = told(quarter(1.0, 1.1, 1.2, 1.0, 1.1, 1.2, peers=[(4.0,) * 6]))

    assert (
        ", but on a somewhat different mix of its own metrics it could be anywhere from 1st to"
        in said["rank"]
    )
    assert alone["rank"] == (
        "It ranks 1st of 2 acute trusts, and would on nearly any mix of its own metrics."
    )


def test_a_trust_without_any_score_has_one_sentence() -> None:
    said = told(quarter(*(None,) * 6))

    assert said == {
        "segment": "None of the trust's metrics could be scored in this quarter, so it has no "
        "average, no segment and no rank."
    }


def as_published(mine: PublishedTrust) -> dict[str, str]:
    others = [
        PublishedTrust(average=1.5 + row / 2, adjusted=1 + row, league_rank=row, score_rank=row)
        for row in (1, 2, 3)
    ]
    published = {ME: mine} | {code(row): other for row, other in enumerate(others, start=1)}
    return told(adopt(framework(), build_panel(framework(), types_of(4), []), published))


def test_a_quarter_as_published_invents_nothing() -> None:
    said = as_published(PublishedTrust(average=2.0, adjusted=2, league_rank=2, score_rank=2))

    assert list(said) == ["segment", "rank", "score", "override", "limits", "published"]
    assert (
        said["rank"]
        == "It ranks joint 2nd of 4 acute trusts; no likely range of its rank is known."
    )
    assert said["score"] == (
        "Each metric is scored from 1 (best) to 4 (worst); its average is 2.00."
    )
    assert said["override"] == "Whether it is in deficit was not published."
    assert said["published"] == (
        "These are NHS England's own results: the values of its metrics are not at hand, so what "
        "lifted it and what held it back is not known."
    )


def test_published_scores_are_told_as_nhs_englands_own() -> None:
    said = as_published(
        PublishedTrust(
            average=2.0,
            adjusted=2,
            league_rank=2,
            score_rank=2,
            flagged=False,
            likely=LikelyRange(1.8, 2.4, 1, 3),
            metric_scores={"OF0001": 1.5, "OF0004": 2.5},
            domain_scores={"access": 1.5, "finance": 2.5},
        )
    )

    assert said["lifted"] == (
        "It was lifted most by the access domain (1.50), and among single metrics by its score "
        "for Metric OF0001 (1.50)."
    )
    assert said["published"].startswith("These are NHS England's own results: not every value")


def test_a_deficit_that_only_the_segments_show_is_said_to_be_implied() -> None:
    mine = PublishedTrust(average=1.5, adjusted=3, league_rank=4, score_rank=1, unadjusted=1)

    assert (
        "because it is in deficit, as its published segments imply" in as_published(mine)["segment"]
    )


def test_limits_that_do_not_give_the_published_segment_are_not_spoken_of() -> None:
    mine = PublishedTrust(
        average=1.5, adjusted=2, league_rank=4, score_rank=1, unadjusted=2, flagged=False
    )

    assert "limits" not in as_published(mine)
