"""Compared trusts over time: the chart and its table say the same, and lines break at editions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.charts import compared_trends
from league.charts.compared_trends import ComparedTrends, TrustLine
from league.charts.trend_points import Gap, QuarterPoint
from tests.charts.builders import any_compared_trends, quarter


def line(code: str, *quarters: QuarterPoint) -> TrustLine:
    return TrustLine(f"Invented {code} NHS Trust", f"Invented {code}", code, quarters)


def compared(*lines: TrustLine, gaps: tuple[Gap, ...] = ()) -> ComparedTrends:
    return ComparedTrends("trend", lines, gaps)


def of_next_edition(average: float) -> QuarterPoint:
    return quarter("Q1", average, edition="2026/27", order=5)


@given(any_compared_trends())
def test_lines_are_the_quarters_of_the_table(given_trends: ComparedTrends) -> None:
    chart = compared_trends.chart(given_trends)
    traces = chart.figure["data"]

    drawn = [pair for trace in traces for pair in zip(trace["x"], trace["y"], strict=True)]
    orders = [point.order for each in given_trends.trusts for point in each.quarters]
    assert drawn == [(o, row.cells[4]) for o, row in zip(orders, chart.rows, strict=True)]
    named = [trace["legendgroup"] for trace in traces if trace["showlegend"]]
    assert named == [each.code for each in given_trends.trusts if each.quarters]


def test_lines_break_where_the_edition_changes_and_where_a_quarter_is_missing() -> None:
    points = (quarter("Q1", 2.5), quarter("Q3", 2.4), quarter("Q4", 2.2))
    after = of_next_edition(2.0)
    chart = compared_trends.chart(compared(line("ZA1", *points, after), gaps=(Gap("Q2", 2),)))

    assert [trace["x"] for trace in chart.figure["data"]] == [[1], [3, 4], [5]]
    (broken,) = chart.figure["layout"]["shapes"]
    assert broken["x0"] == broken["x1"] == 4.5
    assert chart.figure["layout"]["xaxis"]["ticktext"][1] == "Q2<br>no results"


def test_trusts_are_told_apart_without_colour() -> None:
    lines = [line(f"ZA{n}", quarter("Q1", 2.0)) for n in range(compared_trends.MOST)]
    traces = compared_trends.chart(compared(*lines)).figure["data"]

    assert len({trace["marker"]["symbol"] for trace in traces}) == compared_trends.MOST
    assert len({trace["line"]["dash"] for trace in traces}) == compared_trends.MOST
    with pytest.raises(ValueError, match="cannot be told apart"):
        compared_trends.chart(compared(*lines, line("ZZ9")))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "None of these trusts has an average score yet"),
        ((line("ZA1", quarter("Q1", None)),), "None of these trusts has an average score yet"),
        (
            (line("ZA1", quarter("Q1", 2.5)), line("ZA2", quarter("Q1", 1.5))),
            "Average scores from 1.50 to 2.50 in Q1, the first quarter of its framework here",
        ),
        (
            (
                line("ZA1", quarter("Q3", 2.5), quarter("Q4", 2.0)),
                line("ZA2", quarter("Q3", 1.5), quarter("Q4", 1.6)),
                line("ZA3", quarter("Q3", 1.5), quarter("Q4", 1.5)),
            ),
            "From Q3 to Q4 the average score got better for 1 of 3 trusts and worse for 1",
        ),
        (
            (line("ZA1", quarter("Q4", 2.5), of_next_edition(2.0)),),
            "Average score 2.00 in Q1, the first quarter of its framework here",
        ),
        (
            (line("ZA1", quarter("Q3", 2.5)), line("ZA2", quarter("Q4", 1.5))),
            "Average score 1.50 in Q4",
        ),
    ],
)
def test_what_the_title_says(lines: tuple[TrustLine, ...], said: str) -> None:
    assert compared_trends.finding(compared(*lines)) == said


@given(any_compared_trends(), st.floats(0.01, 0.5))
def test_scores_of_two_editions_are_never_set_beside_each_other(
    given_trends: ComparedTrends, step: float
) -> None:
    last = max((point.order for point in given_trends.quarters), default=0) + 1
    moved = [
        line(each.code, *each.quarters, quarter("Q9", 1 + step, edition="2099/00", order=last))
        for each in given_trends.trusts
    ]
    assert "From " not in compared_trends.finding(compared(*moved))
