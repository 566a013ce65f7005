"""What moved since the quarter before is kept with what readers see of both quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from league import editions
from league.models import Assessment, Movement, Quarter
from league.rules.edition import Edition
from league.services import movements, workings
from league.services.handover import Handover
from league.services.publishing import publish
from trusts.models import Trust

from .builders import ACTOR, figures, handover, submit, trust_line, value_line

pytestmark = pytest.mark.django_db

SLOWER = {"ZA1": 70.0, "ZA2": 75.0}


def quarter(slug: str, waits: dict[str, float] | None = None) -> Handover:
    """The small quarter, with other waits of some trusts."""
    made = handover(slug)
    changed = tuple(
        replace(line, value=(waits or {})[line.code])
        if line.metric == "OF0013" and line.code in (waits or {})
        else line
        for line in made.values
    )
    return replace(made, values=changed)


def published(given: Handover) -> Assessment:
    applied = submit(given)
    publish(by=ACTOR, quarter=applied.submission.quarter, reason="For a test")
    return applied.assessment


def of(later: Assessment, earlier: Assessment, code: str = "ZA1") -> dict[str, Any]:
    found: dict[str, Any] = Movement.objects.of_trust(later, earlier, code).get().figures
    return found


def sentence(figures: dict[str, Any], key: str) -> str:
    return next((each["sentence"] for each in figures["sentences"] if each["key"] == key), "")


def ten_thousandths(amount: float) -> int:
    return round(amount * 10_000)


def test_publishing_keeps_what_moved_every_trust_since_the_quarter_before() -> None:
    earlier = published(quarter("2025-26-q3"))
    later = published(quarter("2025-26-q4", SLOWER))
    rows = Movement.objects.filter(assessment=later, earlier=earlier)
    assert rows.count() == 6
    for row in rows:
        told = row.figures
        assert told["status"] == "split"
        assert sum(map(ten_thousandths, told["parts"].values())) == ten_thousandths(told["change"])
    before = earlier.assignments.get(trust_id="ZA1").average or 0
    after = later.assignments.get(trust_id="ZA1").average or 0
    mine = of(later, earlier)
    assert (mine["before"], mine["after"]) == (round(before, 4), round(after, 4))
    assert mine["parts"]["own"] > 0
    assert sentence(mine, "causes").startswith("Its own figures worsened its score by")


def test_the_metric_that_moved_most_comes_first_with_both_values() -> None:
    earlier = published(quarter("2025-26-q3"))
    later = published(quarter("2025-26-q4", SLOWER))
    first = of(later, earlier)["metrics"][0]
    assert first["metric"] == "OF0013"
    assert (first["before"]["value"], first["after"]["value"]) == (81.0, 70.0)
    assert first["before"]["score"] == 1.0


def test_an_earlier_quarter_published_afterwards_gives_the_later_its_rows() -> None:
    later = published(quarter("2025-26-q4"))
    assert not Movement.objects.exists()
    earlier = published(quarter("2025-26-q3"))
    assert Movement.objects.filter(assessment=later, earlier=earlier).count() == 6


def test_republishing_either_quarter_adds_rows_and_keeps_the_old() -> None:
    first = published(quarter("2025-26-q3"))
    later = published(quarter("2025-26-q4", SLOWER))
    old = of(later, first)
    second = published(quarter("2025-26-q3", {"ZA1": 60.0}))
    assert of(later, second)["change"] != old["change"]
    assert of(later, first) == old
    newest = published(quarter("2025-26-q4", {"ZA3": 90.0}))
    assert {(row.assessment_id, row.earlier_id) for row in Movement.objects.all()} == {
        (later.pk, first.pk),
        (later.pk, second.pk),
        (newest.pk, second.pk),
    }


def test_a_draft_is_compared_with_nothing() -> None:
    published(quarter("2025-26-q3"))
    submit(quarter("2025-26-q4"))
    assert not Movement.objects.exists()


def test_keeping_again_adds_nothing() -> None:
    earlier = published(quarter("2025-26-q3"))
    later = published(quarter("2025-26-q4"))
    assert movements.keep(earlier=earlier, later=later) == 0
    assert movements.keep_beside(quarter=Quarter.objects.get(pk="2025-26-q4")) == 0


def test_another_edition_is_not_compared() -> None:
    published(quarter("2025-26-q4"))
    following = [value_line(code, "OF0082", 5.0) for code in ("ZA1", "ZA2")]
    published(Handover("2026-27-q1", (trust_line("ZA1"), trust_line("ZA2")), tuple(following)))
    assert not Movement.objects.exists()


def test_a_missing_quarter_between_is_said() -> None:
    earlier = published(quarter("2025-26-q1"))
    later = published(quarter("2025-26-q3"))
    assert sentence(of(later, earlier), "gap") == (
        "Nothing is published for Q2 2025/26, so Q3 2025/26 is compared with Q1 2025/26."
    )


def test_the_gap_closes_when_the_quarter_between_comes() -> None:
    published(quarter("2025-26-q1"))
    later = published(quarter("2025-26-q3"))
    between = published(quarter("2025-26-q2"))
    assert sentence(of(later, between), "gap") == ""


def test_a_trust_without_an_earlier_quarter_is_said_to_be_new() -> None:
    small = quarter("2025-26-q3")
    without = [line for line in small.values if line.code != "ZA1"]
    trusts = [line for line in small.trusts if line.code != "ZA1"]
    earlier = published(replace(small, trusts=tuple(trusts), values=tuple(without)))
    later = published(quarter("2025-26-q4"))
    told = of(later, earlier)
    assert (told["status"], "change" in told) == ("first", False)
    assert sentence(told, "first").startswith("The trust has no average score for Q3 2025/26")
    assert of(later, earlier, "ZA2")["status"] == "split"


def test_a_predecessor_that_merged_is_named() -> None:
    earlier = published(quarter("2025-26-q3"))
    small = quarter("2025-26-q4")
    later = published(
        replace(
            small,
            trusts=tuple(line for line in small.trusts if line.code != "ZA3"),
            values=tuple(line for line in small.values if line.code != "ZA3"),
        )
    )
    Trust.objects.filter(pk="ZA3").update(closed=date(2026, 1, 1), successor_id="ZA1")
    told = {row["trust_id"]: row["figures"] for row in movements.compare(earlier, later).rows()}
    assert sentence(told["ZA1"], "merger") == (
        "Invented Trust ZA3 became part of this trust after Q3 2025/26: its figures of then are "
        "those of a smaller trust."
    )
    assert sentence(told["ZA2"], "merger") == ""


def test_a_quarter_taken_as_published_gives_only_averages_without_its_scores() -> None:
    adopted = handover("2025-26-q3")
    only = replace(adopted, values=(), figures=figures(*(t.code for t in adopted.trusts)))
    earlier = published(only)
    assert not earlier.is_computed
    later = published(quarter("2025-26-q4"))
    told = of(later, earlier)
    assert (told["status"], told["published"], told["before"]) == ("averages", ["before"], 2.1)
    assert sentence(told, "untold") == (
        "The results of Q3 2025/26 were taken as published, because not every trust's figures "
        "are at hand. What made up the change is not known."
    )


def test_rules_corrected_since_are_not_taken_for_the_trusts_doing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was stored then was made by other rules than those that would split it now."""
    earlier = published(quarter("2025-26-q3"))
    later = published(quarter("2025-26-q4", SLOWER))
    held = editions.get
    monkeypatch.setattr(editions, "get", lambda slug: _corrected(held(slug)))
    workings._of.cache_clear()
    told = {row["trust_id"]: row["figures"] for row in movements.compare(earlier, later).rows()}
    workings._of.cache_clear()
    mine = told["ZA1"]
    assert mine["status"] == "together"
    assert sentence(mine, "untold").startswith("The rules were corrected after")
    assert sum(map(ten_thousandths, mine["parts"].values())) == ten_thousandths(mine["change"])


def _corrected(edition: Edition) -> Edition:
    return replace(
        edition,
        metrics=tuple(
            replace(metric, scoring=replace(metric.scoring, standard=65.0))
            if metric.id == "OF0013"
            else metric
            for metric in edition.metrics
        ),
    )
