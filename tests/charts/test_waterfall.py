"""The chart of contributions: its bars are its table, and both lead to the average."""

from __future__ import annotations

from hypothesis import given

from league.charts import waterfall
from league.charts.chart import Chart
from league.charts.waterfall import Waterfall
from tests.charts.builders import column, marks
from tests.charts.waterfall_builders import any_waterfall, given_of

CUTS = (1.92, 2.32, 2.77)


def bars(chart: Chart) -> dict[str, tuple[float, float]]:
    """Where each bar that leads to a metric starts, and how long it is."""
    return {
        href: (start, length)
        for trace in chart.figure["data"]
        for href, start, length in zip(trace["customdata"], trace["base"], trace["x"], strict=True)
        if href
    }


@given(any_waterfall())
def test_bars_are_the_figures_of_the_table(given_waterfall: Waterfall) -> None:
    chart = waterfall.chart(given_waterfall)
    added, so_far = column(chart, "added"), column(chart, "so_far")

    drawn = bars(chart)

    assert {href: length for href, (_, length) in drawn.items()} == added
    for href, (start, length) in drawn.items():
        assert abs(start + length - so_far[href]) < 1e-9


@given(any_waterfall())
def test_the_table_sums_to_the_average(given_waterfall: Waterfall) -> None:
    chart = waterfall.chart(given_waterfall)

    assert abs(sum(column(chart, "contribution").values()) - given_waterfall.average) < 1e-9
    assert abs(1 + sum(column(chart, "added").values()) - given_waterfall.average) < 1e-9
    assert chart.rows[-1].cells[-1] == given_waterfall.average


@given(any_waterfall())
def test_every_row_of_the_picture_has_its_name_and_its_place(given_waterfall: Waterfall) -> None:
    chart = waterfall.chart(given_waterfall)
    rows = len(given_waterfall.steps) + len(given_waterfall.by_domain) + 1

    names = [note for note in chart.figure["layout"]["annotations"] if note.get("xref") == "paper"]
    assert sorted(note["y"] for note in names) == list(range(rows))
    assert sorted(y for _, _, y in marks(chart)) == list(range(rows))
    narrow = chart.narrow["layout"]["annotations"]
    assert len(narrow) == len(chart.figure["layout"]["annotations"])


def test_worse_scores_are_told_by_a_pattern_too() -> None:
    chart = waterfall.chart(
        given_of([("Finance", 1.0, 100), ("Finance", 1.0, 150), ("Finance", 1.0, 400)], CUTS)
    )
    better, worse, pale = chart.figure["data"]

    assert list(better["customdata"]) == ["/m/OF0001/", "/m/OF0000/"]
    assert list(worse["customdata"]) == ["/m/OF0002/"]
    assert worse["marker"]["pattern"]["shape"] == "/"
    assert {trace["marker"]["pattern"]["shape"] for trace in (better, pale)} == {""}


def test_the_cut_that_the_average_did_not_reach_is_shown_and_no_further_one() -> None:
    chart = waterfall.chart(given_of([("Finance", 1.0, 200)], CUTS))

    assert [shape["x0"] for shape in chart.figure["layout"]["shapes"]] == [1.92, 2.32]


def test_the_finding_names_the_domain_that_costs_most() -> None:
    costly = given_of([("Patient safety", 1.0, 400), ("Finance", 1.0, 200)], CUTS)
    perfect = given_of([("Finance", 1.0, 100)], CUTS)

    assert waterfall.finding(costly) == (
        "Its average is 2.00 worse than 1.00, and the patient safety domain adds most: 1.50"
    )
    assert waterfall.finding(perfect) == "Every metric has the best possible score"
