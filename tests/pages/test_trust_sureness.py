"""How sure a trust's place is: stored sentences, the density, and one metric left out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from league.models import TrustExplanation
from league.rules.published_sureness import NO_RANGE, NOT_DRAWN, NOT_LEFT_OUT
from league.rules.standings import RULE
from league.rules.sureness import MEANING, Sureness
from league.services import publishing
from league.services.handover import Handover
from tests import factories
from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]

ADDRESS = "/trusts/ZA1/2025-26-q4/"
DENSITY = f"{ADDRESS}charts/rank-density"


def computed(given: Handover | None = None) -> None:
    """A small quarter, computed with its draws and published."""
    made = submit(given or handover(), draws=400)
    publishing.publish(by=ACTOR, quarter=made.submission.quarter, reason="First")


def stored(code: str) -> Sureness:
    return Sureness.from_data(TrustExplanation.objects.get(trust=code).sureness)


@pytest.mark.parametrize("code", ["ZA1", "ZA3", "ZM2", "ZB1"])
def test_what_is_stored_is_said(read: Read, code: str) -> None:
    computed()

    page = read(f"/trusts/{code}/2025-26-q4/")

    said = dict(stored(code).sentences)
    assert set(said) == {"rank", "segments", "without", "peers", "rule", "meaning"}
    for sentence in said.values():
        assert sentence in page.text


def test_each_metric_left_out_has_its_row_with_place_effect_segment_and_score(read: Read) -> None:
    computed()

    page = read(ADDRESS.replace("ZA1", "ZA2"))

    found = {it.metric_id: it for it in stored("ZA2").without}
    assert set(found) == {"OF0013", "OF0082", "OF1080"}
    rows = {row[0]: row[1:] for row in page.rows if row[-1].startswith("Segment")}
    waits = found["OF0013"].stand
    assert rows["A&E within four hours"] == (
        f"{waits.place.capitalize()} {_effect(found['OF0013'].places)}",
        f"Segment {waits.segment} Score {waits.average:.2f}",
    )
    link = page.links["A&E within four hours"]
    assert link == "/league-tables/acute/2025-26-q4/metrics/OF0013/"


def _effect(places: int) -> str:
    if not places:
        return "No change"
    words = f"{abs(places)} place{'' if abs(places) == 1 else 's'}"
    return f"{words} {'worse' if places > 0 else 'better'}"


def test_the_picture_needs_no_script(client: Client) -> None:
    computed()

    html = client.get(ADDRESS).content.decode()

    density = stored("ZA1").density
    assert density
    drawn = [count for count in density.counts if count]
    assert html.count('<rect class="app-density__bar') == len(drawn)
    assert html.count('<line class="app-density__rank"') == 1


def test_the_chart_has_its_page_figure_and_files(client: Client, read: Read) -> None:
    computed()
    density = stored("ZA1").density
    assert density

    page = read(f"{DENSITY}/")
    figure = json.loads(client.get(f"{DENSITY}.figure.json").content)
    text = b"".join(client.get(f"{DENSITY}.csv")).decode("utf-8-sig")

    shares = [100 * share for share in density.shares]
    assert "of 100 mixes of metrics" in page.heading
    assert figure["figure"]["data"][0]["y"] == pytest.approx(shares)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [float(row["share_of_mixes"]) for row in rows] == pytest.approx(shares, abs=0.01)
    assert [int(row["league_rank"]) for row in rows] == list(range(density.first, density.last + 1))


def test_with_a_single_metric_nothing_can_be_left_out(read: Read) -> None:
    of_one = [line for line in handover().values if line.code != "ZB1"]
    of_one += [value_line("ZB1", "OF0082", 7.6), value_line("ZB1", "OF5004", 0.0, unit="flag")]
    computed(replace(handover(), values=tuple(of_one)))

    page = read("/trusts/ZB1/2025-26-q4/")

    assert "Its score rests on a single metric, so nothing can be left out" in page.text
    assert "There is no other trust of its type to tell it apart from." in page.text
    assert "Each row leaves out one metric" not in page.text


def test_a_trust_without_a_score_has_no_place_to_be_sure_of(client: Client, read: Read) -> None:
    kept = [line for line in handover().values if line.code != "ZB1"]
    kept.append(value_line("ZB1", "OF0082", None, state="suppressed"))
    computed(replace(handover(), values=tuple(kept)))

    page = read("/trusts/ZB1/2025-26-q4/")

    assert "so there is no place to be sure of" in page.text
    assert TrustExplanation.objects.get(trust="ZB1").sureness == {}
    assert client.get("/trusts/ZB1/2025-26-q4/charts/rank-density/").status_code == 404


def test_results_of_older_rules_say_that_it_was_not_worked_out(client: Client, read: Read) -> None:
    small_england()

    page = read("/trusts/ZA1/2025-26-q4/")

    assert "was not worked out when these results were made" in page.text
    assert client.get(f"{DENSITY}/").status_code == 404


@pytest.mark.parametrize(
    ("sentences", "told", "not_told"),
    [
        (
            (("rank", NO_RANGE), ("without", NOT_LEFT_OUT)),
            (NO_RANGE, NOT_LEFT_OUT),
            (RULE, MEANING, "Each row leaves out"),
        ),
        (
            (
                *(("rank", "NHS England published a likely range."), ("segments", NOT_DRAWN)),
                *(("without", NOT_LEFT_OUT), ("peers", "All of them can."), ("rule", RULE)),
                ("meaning", MEANING),
            ),
            ("NHS England published a likely range.", NOT_DRAWN, NOT_LEFT_OUT, RULE, MEANING),
            ("Each row leaves out", "How often each rank came up"),
        ),
    ],
)
def test_a_quarter_as_published_says_what_is_known_and_what_is_not(
    read: Read,
    sentences: tuple[tuple[str, str], ...],
    told: tuple[str, ...],
    not_told: tuple[str, ...],
) -> None:
    row = place(publish("2025-26-q4", basis="published"), Place("ZA1", 1, "2.25", 2))
    known = Sureness(None, (), (), None, sentences)
    factories.TrustExplanationFactory.create(
        assessment=row.assessment, trust=row.trust, sureness=known.as_data()
    )

    page = read(ADDRESS)

    assert [text for text in told if text not in page.text] == []
    assert [text for text in not_told if text in page.text] == []


def test_metrics_that_do_not_move_the_rank_are_folded_away(client: Client, read: Read) -> None:
    computed()
    steady = next(
        code
        for code in ("ZA1", "ZA2", "ZA3", "ZM1", "ZM2", "ZB1")
        if stored(code).without and not stored(code).without[0].places
    )

    page = read(f"/trusts/{steady}/2025-26-q4/")

    amount = len(stored(steady).without)
    assert f"Its score and rank without each of the {amount} metrics" in page.text
