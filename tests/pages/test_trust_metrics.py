"""Every metric and every domain of a trust beside its peers, of quarters computed by the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from league.models import SegmentAssignment
from tests import factories
from tests.pages.computed import ACUTE, SICKNESS, england, line, make
from tests.pages.england import Place, explain, place, small_england
from tests.pages.england import publish as published
from tests.pages.reading import Reading
from tests.services.builders import figures

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
ZA3 = "/trusts/ZA3/2025-26-q4/"


def cells(page: Reading, metric: str) -> tuple[str, ...]:
    return next(row for row in page.rows if metric in row[0])


def test_a_metric_shows_value_score_place_contribution_and_its_peers(read: Read) -> None:
    make(england())

    name, value, score, contribution, peers, how = cells(read(ZA3), "OF0013")

    assert name == "A&E within four hours OF0013"
    assert value == "Value 72.5% 2025-26-q4"
    assert score == "Score 2.00 3rd of 6"
    assert contribution == "Contribution 0.5000"
    assert peers == (
        "Beside acute trusts 60% 81% best Better than the median "
        "Median 71.25%, middle half 67% to 77.38%"
    )
    assert "Misses the standard of 78%; best of the 4 that miss it: scores 2.00." in how
    assert "All 6 acute trusts have a value." in how
    assert "Higher is better." in how
    assert "Weight 1" in how


def test_a_correction_is_set_beside_its_own_peers(read: Read) -> None:
    make(england())
    assert "Median 71.25%, middle half 67% to 77.38%" in cells(read(ZA3), "OF0013")[4]

    make(england(shift=-1.0))

    assert "Median 70.25%, middle half 66% to 76.38%" in cells(read(ZA3), "OF0013")[4]
    assert cells(read("/trusts/ZA4/2025-26-q4/"), "OF0013")[4].startswith(
        "Beside acute trusts 59% 80% best"
    )


def test_neighbours_are_a_link_away(read: Read) -> None:
    make(england())

    page = read("/trusts/ZA4/2025-26-q4/")

    how = cells(page, "OF0013")[5]
    assert "Next better Invented Trust ZA3: 72.5%" in how
    assert "Next worse Invented Trust ZA5: 66%" in how
    assert page.links["Invented Trust ZA3"] == "/trusts/ZA3/2025-26-q4/"


def test_a_trust_that_reaches_the_standard_has_no_neighbours(read: Read) -> None:
    make(england())

    how = cells(read("/trusts/ZA1/2025-26-q4/"), "OF0013")[5]

    assert "Reaches the standard of 78%: scores 1.00." in how
    assert "Next" not in how


def test_a_pool_of_several_types_is_told_beside_the_own_type(read: Read) -> None:
    make(england())

    row = cells(read("/trusts/ZA5/2025-26-q4/"), "OF0082")

    assert row[2] == "Score 3.14 Joint 6th of 8"
    assert "Median 5.3%, middle half 4.45% to 6.08%" in row[4]
    assert "Among acute trusts it is joint 5th of 6 by value." in row[5]
    assert (
        "All 8 trusts of any type that report it: median 5.3%, middle half 4.17% to 6.3%."
        in (row[5])
    )


def test_a_median_between_two_whole_figures_is_not_rounded_to_one_of_them(read: Read) -> None:
    given = england()
    cases = zip(ACUTE, (0, 2, 3, 4, 6, 9), strict=True)
    infections = tuple(line(code, "OF0020", float(number), "count") for code, number in cases)
    make(replace(given, values=given.values + infections))

    row = cells(read("/trusts/ZA4/2025-26-q4/"), "OF0020")

    assert "4 cases" in row[1]
    assert "Worse than the median Median 3.5, middle half 2.25 to 5.5 cases" in row[4]


def test_few_peers_have_no_quartiles(read: Read) -> None:
    make(england())

    row = cells(read("/trusts/ZB1/2025-26-q4/"), "OF0082")

    assert row[4] == "Beside ambulance trusts The only one of the ambulance trusts with a value"


def test_scores_without_values_are_counted(read: Read) -> None:
    make(england())

    row = cells(read("/trusts/ZA2/2025-26-q4/"), "OF1046")

    assert "4 of 6 acute trusts score 2" in row[4]
    assert "Of 6 acute trusts 1 score 1, 4 score 2 and 1 score 3." in row[5]


def test_a_metric_left_out_says_why(read: Read) -> None:
    small_england()
    explain(SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3"))

    row = cells(read("/trusts/ZA3/2026-27-q1/"), "OF0014")

    assert row[1:5] == (
        "Value Suppressed: small numbers",
        "Score Not scored",
        "Contribution None: left out",
        "Beside acute trusts Not known",
    )
    assert "so it is left out" in row[5]


def test_neighbours_with_an_equal_value_say_why_they_are_apart(read: Read) -> None:
    row = place(published("2026-27-q1"), Place("ZA1", 1, "2.50", 3))
    place(row.assessment, Place("ZA2", 2, "2.60", 3))
    factories.MetricScoreFactory.create(
        assessment=row.assessment, trust=row.trust, better_trust="ZA2", better_value=78.5
    )

    how = cells(read("/trusts/ZA1/2026-27-q1/"), "OF0013")[5]

    assert (
        "Next better Invented Trust ZA2: 78.5% (equal as printed; NHS England ranks values "
        "before rounding)"
    ) in how


def names_in_order(page: Reading) -> list[str]:
    return [row[0] for row in page.rows if len(row) == 6 and row[3].startswith("Contribution ")]


def test_metrics_are_sorted_by_contribution_on_request(read: Read) -> None:
    make(england())

    page = read("/trusts/ZA6/2025-26-q4/?metrics=contribution")

    found = [float(row[3].split()[1]) for row in page.rows if len(row) == 6 and row[3][-1:] in "05"]
    assert found == sorted(found, reverse=True)
    assert names_in_order(page)[0].startswith("A&E within four hours OF0013 · Access to services")
    assert page.links["By domain"] == "/trusts/ZA6/2025-26-q4/?metrics=domain#metrics"
    assert "Metrics without a contribution" in page.text


def test_by_domain_is_the_usual_order(read: Read) -> None:
    make(england())

    usual, asked = read("/trusts/ZA6/2025-26-q4/"), read("/trusts/ZA6/2025-26-q4/?metrics=domain")

    assert names_in_order(usual) == names_in_order(asked)
    assert usual.links["By contribution, largest first"] == (
        "/trusts/ZA6/2025-26-q4/?metrics=contribution#metrics"
    )
    assert "All contributions add up to 2.7857" in usual.text


def test_an_order_that_does_not_exist_is_answered_with_a_notice(read: Read) -> None:
    make(england())

    page = read("/trusts/ZA6/2025-26-q4/?metrics=colour")

    assert "There is no such order of the metrics. They are shown by domain." in page.text


def test_the_way_over_the_quarters_is_told(read: Read) -> None:
    make(england("2025-26-q2", shift=-4.0))
    make(england("2025-26-q3", shift=-1.0))
    make(england())

    latest = cells(read("/trusts/ZA4/2025-26-q4/"), "OF0013")[5]
    middle = cells(read("/trusts/ZA4/2025-26-q3/"), "OF0013")[5]
    sickness = cells(read("/trusts/ZA4/2025-26-q4/"), "OF0082")[5]

    assert "Better than the quarter before, the 2nd time in a row." in latest
    assert "Q2 2025/26: 66% · Q3 2025/26: 69% · Q4 2025/26: 70%" in latest
    assert "Better than in Q2 2025/26." in middle
    assert "70%" not in middle.partition("Over time")[2]
    assert "The same data as in Q3 2025/26: no newer figure was published." in sickness


def test_of_a_quarter_as_published_only_what_is_at_hand_is_told(read: Read) -> None:
    given = england()
    known = tuple(each for each in given.values if each.code not in ("ZA1", "ZM1"))
    scores = tuple(
        replace(each, kind="metric-score", key="OF0082", value=2.0)
        for each in figures("ZA5")
        if each.kind == "average"
    )
    told = figures(*SICKNESS)
    make(replace(given, values=known, figures=(*told, *scores)))

    page = read("/trusts/ZA5/2025-26-q4/?metrics=contribution")

    row = cells(page, "OF0082")
    assert row[3] == "Contribution Not known"
    assert "5 of 6 acute trusts have a value at hand." in row[5]
    assert "not all of their values are at hand, so its place among them is not known" in row[5]
    assert "Contributions are not known for this quarter." in page.text
    assert "By contribution, largest first" not in page.links


def test_domains_stand_beside_those_of_the_type(read: Read) -> None:
    make(england())

    page = read("/trusts/ZA5/2025-26-q4/")

    row = next(row for row in page.rows if row[0].startswith("Access to services"))
    assert row[1] == "Score 3.33"
    assert row[2] == (
        "Beside acute trusts 5th of 6 acute trusts: in the worst quarter "
        "Median 2.34, middle half 1.25 to 3.17"
    )
    assert page.links["5th of 6 acute trusts"].endswith("/2025-26-q4/domains/access/")


@pytest.mark.parametrize("name", ["domains", "metric-OF0013"])
def test_the_charts_have_a_page_a_figure_and_files(client: Client, name: str) -> None:
    make(england())
    start = f"/trusts/ZA3/2025-26-q4/charts/{name}"

    for ending in ("/", ".figure.json", ".csv", ".xlsx", ".json"):
        assert client.get(start + ending).status_code == 200


def test_a_chart_of_peers_marks_the_trust(client: Client) -> None:
    make(england())

    given = client.get("/trusts/ZA3/2025-26-q4/charts/metric-OF0013.figure.json").json()

    (dots,) = given["figure"]["data"]
    assert dots["marker"]["symbol"].count("diamond") == 1
    assert given["finding"] == "72.5%, better than the median of acute trusts"
    assert "ZA3 72.5%" in [note["text"] for note in given["figure"]["layout"]["annotations"]]


@pytest.mark.parametrize("name", ["metric-OF9999", "metric-OF0017", "metric-OF0023", "metrics"])
def test_a_chart_that_the_trust_does_not_have_is_not_found(client: Client, name: str) -> None:
    make(england())

    assert client.get(f"/trusts/ZA3/2025-26-q4/charts/{name}/").status_code == 404


def test_the_files_hold_contributions_and_peers(client: Client) -> None:
    make(england())

    found = client.get("/trusts/ZA5/2025-26-q4.json").json()

    metrics = {row["key"]: row for row in found["metrics"]}
    waits, sickness = metrics["OF0013"], metrics["OF0082"]
    assert (waits["type_reported"], waits["type_median"], waits["type_place"]) == (6, 71.25, 5)
    assert (waits["type_lower_quartile"], waits["pool_median"], waits["pool_place"]) == (
        67,
        None,
        5,
    )
    assert (sickness["pool_reported"], sickness["pool_median"]) == (8, 5.3)
    total = sum(row["contribution"] for row in found["metrics"] if row["contribution"])
    row = SegmentAssignment.objects.get(trust="ZA5")
    assert row.average is not None
    assert abs(total - row.average) < 1e-9
    access = next(row for row in found["domains"] if row["key"] == "access")
    assert (access["type_place"], access["type_reported"]) == (5, 6)
