"""Quarters taken as published: what is known is adopted, nothing else is made up."""

from __future__ import annotations

import pytest

from league.rules.edition import Edition, Model
from league.rules.panel import Reading, build_panel
from league.rules.published import PublishedTrust, adopt
from league.rules.results import LikelyRange, QuarterResult
from league.rules.sureness import Peers
from tests.rules.builders import code, edition, metric, types_of

FRAMEWORK: Edition = edition(metric(), metric("OF0002", Model.BY_SOURCE))

PUBLISHED = {
    code(0): PublishedTrust(
        average=1.5,
        adjusted=3,
        league_rank=3,
        score_rank=1,
        likely=LikelyRange(1.2, 1.9, 1, 4),
    ),
    code(1): PublishedTrust(
        average=2.0,
        adjusted=2,
        league_rank=1,
        score_rank=2,
        unadjusted=2,
        flagged=False,
        final=2,
        metric_scores={"OF0001": 2.5},
        domain_scores={"access": 2.5},
        domain_segments={"access": 3},
    ),
    code(2): PublishedTrust(average=2.5, adjusted=3, league_rank=2, score_rank=3),
    code(3): PublishedTrust(average=3.5, adjusted=4, league_rank=4, score_rank=4, final=5),
}


@pytest.fixture
def adopted() -> QuarterResult:
    readings = [Reading(code(1), "OF0001", 71.5)]
    return adopt(FRAMEWORK, build_panel(FRAMEWORK, types_of(4), readings), PUBLISHED)


def test_the_published_averages_make_the_cuts(adopted: QuarterResult) -> None:
    assert adopted.cuts == (1.875, 2.25, 2.75)
    assert [each.unadjusted for each in adopted.trusts] == [1, 2, 3, 4]


def test_published_results_are_taken_over(adopted: QuarterResult) -> None:
    assert [each.adjusted for each in adopted.trusts] == [3, 2, 3, 4]
    assert [each.final for each in adopted.trusts] == [3, 2, 3, 5]
    assert [each.league_rank for each in adopted.trusts] == [3, 1, 2, 4]
    assert [each.rounded for each in adopted.trusts] == [1.5, 2.0, 2.5, 3.5]
    assert adopted.trusts[0].likely == LikelyRange(1.2, 1.9, 1, 4)
    assert adopted.trusts[1].likely is None


def test_an_unpublished_flag_is_inferred_only_where_the_segment_moved(
    adopted: QuarterResult,
) -> None:
    overrides = [(each.override.flagged, each.override.source) for each in adopted.trusts]
    assert overrides == [
        (True, "inferred"),
        (False, "published"),
        (None, "unknown"),
        (None, "unknown"),
    ]


def test_a_score_is_the_published_one_and_says_so(adopted: QuarterResult) -> None:
    one, other = (
        next(each for each in adopted.trusts[1].metrics if each.metric_id == wanted)
        for wanted in ("OF0001", "OF0002")
    )
    assert (one.value, one.score, one.rule) == (71.5, 2.5, "published")
    assert (one.rank, one.pool_size, one.contribution, one.better) == (None, None, None, None)
    assert "Published score 2.50" in one.sentence
    assert (other.score, other.rule) == (None, "no-figure")


def test_a_trust_without_published_scores_has_no_metrics(adopted: QuarterResult) -> None:
    assert [len(each.metrics) > 0 for each in adopted.trusts] == [False, True, False, False]
    assert adopted.trusts[0].metrics_scored == 0


def test_domains_are_the_published_ones(adopted: QuarterResult) -> None:
    access = adopted.trusts[1].domains[0]
    assert (access.score, access.segment, access.metrics_scored) == (2.5, 3, 1)
    assert adopted.trusts[0].domains[0].score is None


def test_the_steps_say_what_is_taken_as_published(adopted: QuarterResult) -> None:
    steps = {each.key: each.sentence for each in adopted.trusts[0].steps}
    assert "published an average metric score of 1.50" in steps["average"]
    assert (
        "Its scores alone would put it in segment 1. It is held in segment 3" in steps["override"]
    )
    assert "between 1.20 and 1.90" in steps["likely-range"]
    programme = {each.key: each.sentence for each in adopted.trusts[3].steps}["programme"]
    assert programme.endswith("in the Provider Improvement Programme, which is segment 5.")


def test_how_sure_a_place_is_says_what_is_published_and_what_is_not_known(
    adopted: QuarterResult,
) -> None:
    known, unknown = (adopted.trusts[row].sureness for row in (0, 1))
    assert known is not None
    assert unknown is not None
    said = dict(known.sentences)
    assert said["rank"] == (
        "NHS England published a likely range of its rank: between 1st and 4th."
    )
    assert "not known" in said["segments"]
    assert "not every value" in said["without"]
    assert said["peers"] == "How many trusts of its type can be told apart from it is not known."
    assert list(dict(unknown.sentences)) == ["rank", "without"]
    assert "no likely range is published" in dict(unknown.sentences)["rank"]
    for each in (known, unknown):
        assert (each.density, each.segments, each.without) == (None, (), ())


def test_published_ranges_tell_trusts_apart_as_far_as_they_are_known() -> None:
    ranges = [LikelyRange(1.2, 1.9, 1, 2), LikelyRange(1.2, 2, 1, 2), None]
    published = {
        code(row): PublishedTrust(
            average=2.0 + row, adjusted=2, league_rank=1 + row, score_rank=1 + row, likely=likely
        )
        for row, likely in enumerate(ranges)
    }
    result = adopt(FRAMEWORK, build_panel(FRAMEWORK, types_of(3), []), published)
    first = result.trusts[0].sureness
    assert first is not None
    assert first.peers == Peers(close=1, of=2, unknown=1)


def test_a_trust_that_is_not_published_is_refused() -> None:
    panel = build_panel(FRAMEWORK, types_of(2), [])
    with pytest.raises(KeyError):
        adopt(FRAMEWORK, panel, {code(0): PUBLISHED[code(0)]})


def test_a_published_rank_that_others_hold_is_joint() -> None:
    published = {
        code(row): PublishedTrust(average=2.0, adjusted=2, league_rank=1, score_rank=1 + row)
        for row in range(2)
    }
    result = adopt(FRAMEWORK, build_panel(FRAMEWORK, types_of(2), []), published)
    ranks = [step.sentence for trust in result.trusts for step in trust.steps if step.key == "rank"]
    assert "it is joint 1st of the 2 trusts of its type; by score alone it is 1st." in ranks[0]
    assert "it is joint 1st of the 2 trusts of its type; by score alone it is 2nd." in ranks[1]
