"""What each chart's title says, case by case."""

from __future__ import annotations

import pytest

from league.charts import distribution, heatmap, metric_distribution, ranges, rank_density, trend
from league.charts.chart import ScoredTrust
from league.charts.trend_points import Gap
from tests.charts.builders import (
    density,
    domains,
    history,
    likely_ranges,
    metric,
    quarter,
    ranged,
    spread,
    trust,
    with_cells,
)


@pytest.mark.parametrize(
    ("trusts", "says"),
    [
        (
            [trust("Z1", 1.4, 1), trust("Z2", 1.6, 1), trust("Z3", 2.9, 4)],
            "Patient safety: segment 1 trusts typically score 1.50 and segment 4 trusts 2.90",
        ),
        (
            [trust("Z1", 2.0, 1), trust("Z2", 2.3, 3)],
            "Patient safety hardly sets the segments apart: segment 1 trusts typically score 2.00 "
            "and segment 3 trusts 2.30",
        ),
        (
            [trust("Z1", 2.0, 3)],
            "Patient safety: all in segment 3, a typical score is 2.00",
        ),
        ([trust("Z1", None, 3)], "Patient safety: no acute trusts have a score"),
        ([trust("Z1", 2.0, None)], "Patient safety: no acute trusts have a score"),
    ],
)
def test_a_distribution_says_what_sets_segments_apart(trusts: list[ScoredTrust], says: str) -> None:
    assert distribution.chart(spread(*trusts)).finding == says


def test_ranges_that_reach_over_a_cut_are_counted() -> None:
    within = ranged("Z1", 2.0, 1.93, 2.32)
    over = ranged("Z2", 2.0, 1.9, 2.1)
    unknown = ranged("Z3", 2.0, None, None)

    says = ranges.finding(likely_ranges(within, over, unknown))

    assert says == "For 1 of 2 acute trusts the likely score reaches into another segment"
    assert ranges.finding(likely_ranges(over, over)).startswith("For all 2 acute trusts")
    assert ranges.finding(likely_ranges(over)).startswith("For 1 of 1 acute trusts")


def test_a_score_on_a_cut_belongs_to_the_better_segment() -> None:
    assert not ranged("Z1", 1.9, 1.8, 1.92).crosses([1.92])
    assert ranged("Z1", 1.95, 1.92, 2.0).crosses([1.92])
    assert not ranged("Z1", 2.0, 1.93, 2.1).crosses([1.92])


def test_what_is_not_known_of_ranges_is_said() -> None:
    unknown = likely_ranges(ranged("Z3", 2.0, None, None))
    no_cuts = likely_ranges(ranged("Z1", 2.0, 1.8, 2.2), cuts=())

    assert "no likely ranges are known" in ranges.finding(unknown)
    assert "No likely ranges are known" in ranges.chart(unknown).reading
    assert ranges.finding(no_cuts) == "Average scores of acute trusts with their likely ranges"


def test_a_heat_map_counts_uneven_trusts() -> None:
    uneven = with_cells("Z1", (1.2, 1), (3.4, 4))
    even = with_cells("Z2", (2.0, 2), (2.1, 2))
    unknown = with_cells("Z3", (None, None), (None, None))

    assert heatmap.finding(domains(uneven, even, unknown)) == (
        "1 of 2 acute trusts are in the best quarter of England in one domain and in the worst in "
        "another"
    )


def test_a_heat_map_without_quarters_names_the_weakest_domain() -> None:
    placed = domains(with_cells("Z1", (1.2, None), (3.4, None)))

    assert heatmap.finding(placed) == (
        "Patient safety is the weakest domain of acute trusts: a typical score is 3.40"
    )
    assert heatmap.finding(domains()) == (
        "No domain scores of acute trusts are known for this quarter"
    )


@pytest.mark.parametrize(
    ("values", "settings", "says"),
    [
        ((70, 78, 82), {"standard": 78.0}, "2 of 3 acute trusts reach the standard of 78%"),
        (
            (0.0, 0.5, 2.0),
            {"standard": 0.5, "higher_is_better": False},
            "2 of 3 acute trusts reach the standard of 0.5%",
        ),
        ((60, 70, 90), {"floor": 70.0}, "1 of 3 acute trusts miss the floor of 70%"),
        (
            (60, 70),
            {"borders": (80.0, 70.0), "best_band": "80% or more"},
            "0 of 2 acute trusts are in the best band: 80% or more",
        ),
        ((10, 20, 30, 40, 50), {}, "Half of acute trusts lie between 20% and 40%"),
        ((None,), {}, "A&E within four hours: no acute trusts have a value"),
    ],
)
def test_a_metric_says_who_reaches_its_limits(
    values: tuple[float | None, ...], settings: dict[str, object], says: str
) -> None:
    assert metric_distribution.finding(metric(*values, **settings)) == says


@pytest.mark.parametrize(
    ("quarters", "says"),
    [
        ([quarter("Q3", None)], "Invented ZA1 has no average score yet"),
        (
            [quarter("Q4", 2.0), quarter("Q1", 1.8, edition="2026/27")],
            "Average score 1.80 in Q1, the first quarter of its framework here",
        ),
        (
            [quarter("Q3", 2.4), quarter("Q4", 2.0, low=1.8, high=2.2)],
            "Average score better, from 2.40 in Q3 to 2.00 in Q4",
        ),
        (
            [quarter("Q3", 2.0), quarter("Q4", 2.4)],
            "Average score worse, from 2.00 in Q3 to 2.40 in Q4",
        ),
        (
            [quarter("Q3", 2.1), quarter("Q4", 2.0, low=1.8, high=2.2)],
            "Little change in the average score, from 2.10 in Q3 to 2.00, which is within its "
            "likely range, in Q4",
        ),
        (
            [quarter("Q3", 2.0), quarter("Q4", 2.0)],
            "Average score unchanged at 2.00 in Q4",
        ),
        (
            [quarter("Q1", 2.5), quarter("Q2", None), quarter("Q3", 2.0)],
            "Average score better, from 2.50 in Q1 to 2.00 in Q3",
        ),
    ],
)
def test_a_trend_says_the_last_change_within_an_edition(
    quarters: list[trend.QuarterPoint], says: str
) -> None:
    assert trend.finding(history(*quarters)) == says


def test_a_trend_breaks_where_the_edition_changes() -> None:
    chart = trend.chart(
        history(
            quarter("Q3", 2.0),
            quarter("Q4", 2.1, revision=2),
            quarter("Q1", 1.9, edition="2026/27", order=5),
        )
    )

    lines = [t for t in chart.figure["data"] if "customdata" in t and t["yaxis"] == "y"]
    assert [line["x"] for line in lines] == [[3, 4], [5]]
    assert [shape["x0"] for shape in chart.figure["layout"]["shapes"]] == [4.5]
    assert [row.cells[2] for row in chart.rows] == [1, 2, 1]
    assert "Q4<br>revised" in chart.figure["layout"]["xaxis2"]["ticktext"]


def test_a_quarter_without_a_figure_breaks_the_line() -> None:
    chart = trend.chart(history(quarter("Q1", 2.5), quarter("Q2", None), quarter("Q3", 2.0)))

    (line,) = (t for t in chart.figure["data"] if "customdata" in t and t["yaxis"] == "y")
    assert line["y"] == [2.5, None, 2.0]
    assert line["connectgaps"] is False


def test_a_quarter_without_results_keeps_its_place_and_breaks_the_line() -> None:
    chart = trend.chart(
        history(quarter("Q1", 2.5), quarter("Q3", 2.2), quarter("Q4", 2.0), gaps=(Gap("Q2", 2),))
    )

    lines = [t for t in chart.figure["data"] if "customdata" in t and t["yaxis"] == "y"]
    assert [line["x"] for line in lines] == [[1], [3, 4]]
    assert "shapes" not in chart.figure["layout"]
    time = chart.figure["layout"]["xaxis2"]
    assert dict(zip(time["tickvals"], time["ticktext"], strict=True))[2] == "Q2<br>no results"


def test_strokes_of_a_trend_reach_over_the_likely_ranges() -> None:
    chart = trend.chart(history(quarter("Q3", 2.0, low=1.75, high=2.5, rank=4, likely=(1, 9))))

    strokes = {t["yaxis"]: t["error_y"] for t in chart.figure["data"] if "customdata" in t}
    assert (strokes["y"]["arrayminus"], strokes["y"]["array"]) == ([0.25], [0.5])
    assert (strokes["y2"]["arrayminus"], strokes["y2"]["array"]) == ([3], [5])


@pytest.mark.parametrize(
    ("quarters", "says"),
    [
        ([], ""),
        ([quarter("Q3", 2.0)], ""),
        ([quarter("Q4", 2.0), quarter("Q1", 2.0, edition="2026/27", order=5)], ""),
        ([quarter("Q3", 2.0), quarter("Q4", 2.0)], "Its rank is 3rd in Q4, as in Q3."),
        (
            [quarter("Q3", 2.0, rank=7), quarter("Q4", 2.0)],
            "Its rank went from 7th in Q3 to 3rd in Q4.",
        ),
        (
            [quarter("Q3", 2.0, rank=7), quarter("Q4", 2.0, likely=(2, 8))],
            "Its rank went from 7th in Q3 to 3rd in Q4. 7th lies within its likely range in Q4, "
            "so the move may be just chance.",
        ),
        (
            [quarter("Q3", 2.0, rank=7), quarter("Q4", 2.0, likely=(2, 6))],
            "Its rank went from 7th in Q3 to 3rd in Q4. 7th lies outside its likely range in Q4.",
        ),
    ],
)
def test_a_trend_says_the_last_move_of_the_rank_and_whether_it_may_be_chance(
    quarters: list[trend.QuarterPoint], says: str
) -> None:
    assert trend.rank_finding(history(*quarters)) == says


def test_a_density_says_the_likely_range_and_the_commonest_rank() -> None:
    assert rank_density.finding(density(100, 300, 400, 150, 50)) == (
        "Between 1st and 5th on 95 of 100 mixes of metrics, most often 3rd"
    )
    assert rank_density.finding(density(9_990, 10)) == (
        "1st on at least 95 of 100 mixes of metrics"
    )


def test_a_density_marks_its_own_rank_also_where_it_was_never_drawn() -> None:
    chart = rank_density.chart(density(5, 5, first=3, rank=9, shared=True))

    (line,) = chart.figure["layout"]["shapes"]
    assert (line["x0"], line["x1"]) == (9, 9)
    assert chart.figure["layout"]["annotations"][0]["text"] == "its rank: joint 9th"
    assert [row.cells for row in chart.rows] == [(3, 50.0, "Yes"), (4, 50.0, "Yes")]


@pytest.mark.parametrize(
    ("of", "ticks"), [(1, [1]), (3, [1, 2, 3]), (61, [1, 10, 20, 30, 40, 50, 61])]
)
def test_the_ranks_of_a_density_are_named_as_far_as_there_is_room(
    of: int, ticks: list[int]
) -> None:
    axis = rank_density.chart(density(1, rank=1, of=of)).figure["layout"]["xaxis"]

    assert axis["tickvals"] == ticks
    assert axis["ticktext"][0] == "1st"
