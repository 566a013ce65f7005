"""The bridge between two averages, and the bars of the metrics that made the change."""

from __future__ import annotations

import pytest
from hypothesis import given

from league.charts import bridge, moved_metrics
from tests.charts.movement_builders import any_bridge, any_moved, bridged, moved, moved_metric


@given(any_bridge())
def test_a_bridge_starts_where_the_step_above_ended_and_ends_at_the_average(
    given_: bridge.Bridge,
) -> None:
    made = bridge.chart(given_)
    bars = made.figure["data"][1]

    reached = given_.before
    for base, amount in zip(bars["base"], bars["x"], strict=True):
        assert base == pytest.approx(reached, abs=1e-9)
        reached = base + amount
    assert reached == pytest.approx(given_.after, abs=1e-9)
    low, high = made.figure["layout"]["xaxis"]["range"]
    assert low < min(given_.levels) <= max(given_.levels) < high


@given(any_bridge())
def test_the_table_of_a_bridge_has_every_step(given_: bridge.Bridge) -> None:
    rows = bridge.chart(given_).rows

    assert [row.cells[0] for row in rows] == list(given_.labels)
    assert [row.cells[1] for row in rows[1:-1]] == [step.amount for step in given_.steps]
    assert (rows[0].cells[2], rows[-1].cells[2]) == (given_.before, given_.after)


def test_better_and_worse_differ_by_more_than_colour() -> None:
    bars = bridge.chart(bridged(-0.25, 0.125)).figure["data"][1]

    assert bars["marker"]["pattern"]["shape"] == ["", "/"]
    assert bars["text"] == ["−0.2500", "+0.1250"]


def test_what_a_bridge_finds() -> None:
    span = "from Q3 2025/26 to Q4 2025/26"
    assert bridge.finding(bridged(-0.25, 0.125)) == f"Average score 0.1250 better {span}"
    assert bridge.finding(bridged(0.25)) == f"Average score 0.2500 worse {span}"
    assert bridge.finding(bridged(0.25, -0.25)) == f"No change of the average score {span}"


@given(any_moved())
def test_bars_and_table_have_every_part_of_every_metric(
    given_: moved_metrics.MovedMetrics,
) -> None:
    made = moved_metrics.chart(given_)

    drawn = sorted(x for trace in made.figure["data"] for x in trace["x"])
    assert drawn == sorted(x for metric in given_.metrics for x in metric.parts.values())
    assert [row.cells[-1] for row in made.rows] == [metric.amount for metric in given_.metrics]
    assert all(len(row.cells) == len(made.columns) for row in made.rows)


def test_what_the_metrics_find() -> None:
    assert moved_metrics.finding(moved(moved_metric("Waits", own=-0.25, peers=0.125))) == (
        "Waits moved the average most: 0.1250 better"
    )
    assert moved_metrics.finding(moved(moved_metric("Waits"))).startswith("No metric changed")


def test_a_name_is_never_taken_for_a_tag() -> None:
    figure = moved_metrics.chart(moved(moved_metric(own=0.5))).figure

    assert figure["layout"]["yaxis"]["ticktext"] == ["A&amp;E &lt;4 hours"]
