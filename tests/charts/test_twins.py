"""A chart and its table say the same: every mark is a row, every figure of a row is a mark."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from league.charts import (
    density_bars,
    distribution,
    heatmap,
    metric_distribution,
    ranges,
    rank_density,
    trend,
)
from league.charts.chart import Chart, ScoredTrust
from league.rules.wording import score
from tests.charts import builders
from tests.charts.builders import column, marks


def known(figures: dict[str, object]) -> dict[str, object]:
    return {href: figure for href, figure in figures.items() if figure is not None}


@given(builders.scored_trusts())
def test_dots_of_a_distribution_are_the_scores_of_its_table(
    trusts: tuple[ScoredTrust, ...],
) -> None:
    chart = distribution.chart(builders.spread(*trusts))

    assert {href: x for href, x, _ in marks(chart)} == known(column(chart, "score"))
    assert len(chart.rows) == len(trusts)


@given(builders.any_ranges())
def test_marks_and_strokes_are_the_scores_and_ranges_of_the_table(
    given_ranges: ranges.LikelyRanges,
) -> None:
    chart = ranges.chart(given_ranges)
    ends = {}
    for trace in chart.figure["data"]:
        arms = zip(trace["error_y"]["arrayminus"], trace["error_y"]["array"], strict=True)
        for href, middle, (down, up) in zip(trace["customdata"], trace["y"], arms, strict=True):
            if down or up:
                ends[href] = (middle - down, middle + up)

    averages = known(column(chart, "average_metric_score"))
    assert {href: y for href, _, y in marks(chart)} == averages
    lows, highs = column(chart, "likely_score_low"), column(chart, "likely_score_high")
    for href, (low, high) in ends.items():
        assert abs(low - lows[href]) < 1e-4
        assert abs(high - highs[href]) < 1e-4
    in_order = [row.href for row in chart.rows if row.href in averages]
    assert [href for href, *_ in sorted(marks(chart), key=lambda mark: mark[1])] == in_order


@given(builders.any_domains())
def test_cells_of_a_heat_map_are_those_of_its_table(given_domains: heatmap.DomainsOfTrusts) -> None:
    chart = heatmap.chart(given_domains)

    for place, domain in enumerate(builders.DOMAINS):
        trace, table = chart.figure["data"][place], column(chart, f"{domain.key}_score")
        shown = dict(zip(trace["customdata"], trace["text"], strict=True))
        assert shown == {
            href: "none" if figure is None else score(figure) for href, figure in table.items()
        }
        depths = trace["y"]
        assert depths == sorted(depths), "rows stand in the order of the table"
        assert trace["base"] == place


@given(builders.any_metric())
def test_dots_of_a_metric_are_the_values_of_its_table(
    values: metric_distribution.MetricValues,
) -> None:
    chart = metric_distribution.chart(values)

    assert {href: x for href, x, _ in marks(chart)} == known(column(chart, "value"))
    for row in chart.rows:
        state = row.cells[-1]
        assert (row.cells[2] is None) == (state == "Not submitted")


@given(builders.any_trend())
def test_lines_of_a_trend_are_the_quarters_of_its_table(given_trend: trend.Trend) -> None:
    chart = trend.chart(given_trend)
    lines = [trace for trace in chart.figure["data"] if "customdata" in trace]

    for axis, place in (("y", 3), ("y2", 9)):
        shown = [y for trace in lines if trace["yaxis"] == axis for y in trace["y"]]
        assert shown == [row.cells[place] for row in chart.rows]


@given(builders.any_density())
def test_bars_of_a_density_are_the_shares_of_its_table(
    given_density: rank_density.RankDensity,
) -> None:
    chart = rank_density.chart(given_density)
    (bars,) = chart.figure["data"]

    assert list(zip(bars["x"], bars["y"], strict=True)) == [row.cells[:2] for row in chart.rows]
    assert sum(bars["y"]) == pytest.approx(100)


@given(builders.any_density())
def test_the_small_picture_has_the_bars_of_the_large_one(
    given_density: rank_density.RankDensity,
) -> None:
    picture = density_bars.density_bars(given_density)
    drawn = [bar for bar in rank_density.bars(given_density) if bar[1]]

    assert [bar.likely for bar in picture.bars] == [inside for _, _, inside in drawn]
    highest = max(share for _, share, _ in drawn)
    for bar, (_, share, _) in zip(picture.bars, drawn, strict=True):
        assert float(bar.height) == pytest.approx(density_bars.HEIGHT * share / highest, abs=0.01)
        assert float(bar.y) + float(bar.height) == pytest.approx(density_bars.HEIGHT, abs=0.02)
        assert 0 <= float(bar.x) <= float(bar.x) + float(bar.width) <= density_bars.WIDTH


def texts(node: object) -> list[str]:
    """All strings of a figure."""
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for child in children for text in texts(child)]


@given(builders.any_chart())
def test_a_figure_is_plain_json_that_our_policy_lets_plotly_draw(chart: Chart) -> None:
    made = {"figure": chart.figure, "narrow": chart.narrow}

    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert "template" not in chart.figure["layout"]
    tags = {tag for text in texts(made) for tag in re.findall(r"<[^>]*>", text)}
    assert tags <= {"<br>"}, "of other tags plotly makes style attributes"


@given(builders.any_chart())
def test_every_chart_has_a_title_and_a_table_without_gaps(chart: Chart) -> None:
    assert chart.finding
    assert chart.finding[0].isupper() or chart.finding[0].isdigit()
    assert not chart.finding.endswith(".")
    assert chart.reading.endswith(".")
    assert chart.height == chart.figure["layout"]["height"]
    assert len({each.key for each in chart.columns}) == len(chart.columns)
    assert all(len(row.cells) == len(chart.columns) for row in chart.rows)
    assert all(each.missing for each in chart.columns)


def test_a_name_is_never_taken_for_a_tag() -> None:
    odd = ScoredTrust("ZA1", "Rock & <b>Roll</b>", "/trusts/ZA1/", 1, 1.5)

    chart = distribution.chart(builders.spread(odd))

    (hover,) = chart.figure["data"][0]["hovertext"]
    assert hover == "Rock &amp; &lt;b&gt;Roll&lt;/b&gt; (ZA1)<br>1.50, segment 1"
